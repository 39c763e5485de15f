/// Plays a process many times by chance and tells which ways it went, how long that took and where it waited.
///
/// What nobody knows beforehand is thrown for: how long people take, what they answer, whether a message comes.
/// What is given decides as it would in earnest. The same seed plays the same cases.
package struct Rehearsal {
    /// What is taken for granted.
    package struct Assumptions: Sendable {
        /// Cases played.
        package var runs = 1000
        /// Where the numbers by chance begin.
        package var seed: UInt64 = 1
        /// When each case starts.
        package var start = Instant(milliseconds: 0)
        /// What every case starts with.
        package var inputs: [String: Variable] = [:]
        /// How long a person takes on average, in milliseconds.
        package var work = 8 * 3_600_000
        /// How long a message takes to come on average, in milliseconds.
        package var reply = 2 * 86_400_000
        /// How long single elements take on average, in milliseconds.
        package var times: [ElementID: Int] = [:]
        /// How likely single flows and events are, in thousandths.
        package var shares: [ElementID: Int] = [:]

        /// The assumptions as they are without others.
        package init() {}
    }

    /// Thousandths by which errors, messages at the edge of an activity, and early ends of repetitions come.
    package static let rare = 100
    /// Inner instances of an activity for each of many, where nobody knows how many: at most.
    package static let mostInner = 2
    /// Events of one case.
    package static let maximumEvents = 500

    let library: ProcessLibrary
    let process: ProcessDefinition
    let assumptions: Assumptions

    /// Prepares a rehearsal of a process of a library, and of what it calls; `nil` where there is none of that id.
    package init?(of process: ElementID, in library: ProcessLibrary, _ assumptions: Assumptions) {
        guard let key = library.newest[process], let definition = library.definitions[key] else { return nil }
        self.library = library
        self.process = definition
        self.assumptions = assumptions
    }

    /// Plays all cases.
    package func finding() -> Finding {
        var finding = Finding()
        for run in 0..<max(0, assumptions.runs) {
            let dice = Dice(seed: assumptions.seed, run: UInt64(run))
            guard var played = PlayedCase(self, dice) else { continue }
            played.play()
            finding.add(played)
        }
        return finding
    }
}

extension Rehearsal {
    /// What the cases came to.
    package struct Finding: Hashable, Sendable {
        /// Cases played.
        package private(set) var cases = 0
        /// Cases that came to an end of the process.
        package private(set) var completed = 0
        /// Cases that stood where nothing could happen any more.
        package private(set) var stuck = 0
        /// Cases that went on for too long.
        package private(set) var endless = 0
        /// Milliseconds from start to end of those that came to an end.
        package private(set) var lengths: [Int] = []
        /// Cases that came by an element.
        package private(set) var casesAt: [ElementID: Int] = [:]
        /// How often elements were come by.
        package private(set) var visits: [ElementID: Int] = [:]
        /// How long was waited at elements, in milliseconds, once for every time.
        package private(set) var waits: [ElementID: [Int]] = [:]
        /// The tasks and events of cases in the order they first came in, ends last, and how many went that way.
        package private(set) var ways: [[ElementID]: Int] = [:]

        /// The value below which a share of values in thousandths lies; `nil` without values.
        package static func quantile(_ thousandths: Int, of values: [Int]) -> Int? {
            guard !values.isEmpty else { return nil }
            return values.sorted()[(values.count - 1) * thousandths / 1000]
        }

        mutating func add(_ played: PlayedCase) {
            cases += 1
            switch played.outcome {
            case .completed:
                completed += 1
                lengths.append(played.length)
            case .stuck: stuck += 1
            case .endless: endless += 1
            }
            for (element, count) in played.visits where count > 0 {
                casesAt[element, default: 0] += 1
                visits[element, default: 0] += count
            }
            waits.merge(played.waits) { $0 + $1 }
            ways[played.way, default: 0] += 1
        }
    }
}

/// Numbers by chance, the same for the same seed and case (Steele, Lea, Flood: SplitMix64).
final class Dice {
    private var state: UInt64

    init(seed: UInt64, run: UInt64) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ run &* 0x2545_F491_4F6C_DD1D
    }

    private func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from zero up to below a bound.
    func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

    /// Whether something comes that does so in so many of so many cases.
    func comes(_ weight: Int, of total: Int) -> Bool { below(total) < weight }

    /// A time around a mean: nothing to twice as long, the middle most likely.
    func time(around mean: Int) -> Int { (below(mean + 1) + below(mean + 1)) }
}
