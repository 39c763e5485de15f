/// How far a run is, how fast it goes, and how long it still takes.
struct ProgressEstimate: Hashable, Sendable {
    /// Seconds the pace looks back: long enough to be calm, short enough to follow a change.
    static let window = 15.0

    /// What is counted, in the plural: `documents`.
    var noun: String
    /// How many there are.
    var total: Int
    /// How many are done.
    private(set) var done = 0
    /// How many of those need a person or were refused.
    private(set) var troubled = 0

    private var samples: [Sample] = []

    private struct Sample: Hashable, Sendable {
        var seconds: Double
        var done: Int
    }

    /// Starts counting at `seconds` of a clock that never goes back.
    init(noun: String, total: Int, startedAt seconds: Double) {
        self.noun = noun
        self.total = total
        samples = [Sample(seconds: seconds, done: 0)]
    }

    /// Counts one more.
    mutating func advance(isTroubled: Bool = false) {
        done += 1
        troubled += isTroubled ? 1 : 0
    }

    /// Counts what a run before this one had done; it takes no part in the pace.
    mutating func skip(_ count: Int) {
        done += count
        for index in samples.indices { samples[index].done += count }
    }

    /// Takes a sample for the pace.
    mutating func sample(at seconds: Double) {
        samples.append(Sample(seconds: seconds, done: done))
        while samples.count > 2, samples[1].seconds < seconds - Self.window { samples.removeFirst() }
    }

    /// How many are done a second, over the last seconds; `nil` before anything is.
    var pace: Double? {
        guard let first = samples.first, let last = samples.last, last.done > first.done,
            last.seconds > first.seconds
        else { return nil }
        return Double(last.done - first.done) / (last.seconds - first.seconds)
    }

    /// Seconds until all are done at this pace; `nil` before there is one.
    var secondsLeft: Double? {
        pace.map { Double(max(0, total - done)) / $0 }
    }

    /// One line of at most `width` columns: bar, count, pace, time left.
    func line(width: Int) -> StyledText {
        var facts = StyledText(" \(done.grouped) of \(total.grouped) \(noun)")
        if troubled > 0 {
            facts += StyledText(" · ", .quiet) + StyledText("\(troubled.grouped) to look at", .doubtful)
        }
        if let pace { facts += StyledText(" · \(Self.paceText(pace))", .quiet) }
        if let left = secondsLeft { facts += StyledText(" · \(Duration.seconds(left).spelled) left", .quiet) }
        let room = min(30, width - facts.width - 1)
        guard room >= 8 else { return facts.truncated(to: width) }
        return bar(width: room) + facts
    }

    private func bar(width: Int) -> StyledText {
        let eighths = total == 0 ? width * 8 : min(width * 8, done * width * 8 / total)
        let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        let full = String(repeating: "█", count: eighths / 8) + partial
        let rest = width - eighths / 8 - (partial.isEmpty ? 0 : 1)
        return StyledText(full, .accent) + StyledText(String(repeating: "·", count: rest), .quiet)
    }

    /// A pace as people say it: `118/s`, `4.2/s`, `35/min`.
    static func paceText(_ pace: Double) -> String {
        switch pace {
        case 10...: "\(Int(pace.rounded()))/s"
        case 1...: "\(pace.rounded(toPlaces: 1))/s"
        default: "\(Int((pace * 60).rounded()))/min"
        }
    }
}
