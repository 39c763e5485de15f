import CSpawn
import Domain
import Glibc
import Pipeline
import Reading

/// One reader process; killed and reaped, its descriptors closed, when the value goes away.
struct ReaderProcess: ~Copyable {
    private let launch: vouch_spawned
    private let settings: ReaderSettings
    private let start: Deadline
    private var pipe: FramePipe
    private var status: ReaderStatus?
    private var isReaped = false
    /// How many documents it was given.
    private(set) var documents = 0

    /// Takes over a process that was started and need not be up yet.
    init(_ settings: ReaderSettings, launch: vouch_spawned) {
        self.settings = settings
        self.launch = launch
        pipe = FramePipe(requests: launch.requests, answers: launch.answers)
        start = Deadline(seconds: settings.secondsToStart)
    }

    deinit {
        if !isReaped { ProcessEnd.force(launch.process) }
        close(launch.chatter)
    }

    /// The most a greeting may take, in bytes.
    private static let greetingBytes = 65_536

    /// Waits until the process is up; returns what keeps it in.
    mutating func greet() throws(ReaderUnavailable) -> ReaderStatus {
        if let status { return status }
        switch try nextGreeting() {
        case .ready(let status):
            self.status = status
            return status
        case .unready(let sentence):
            throw ReaderUnavailable(reason: sentence, isTransient: false)
        default:
            throw ReaderUnavailable(reason: "\(settings.executable) is no vouch-reader", isTransient: false)
        }
    }

    /// Waits for the next thing a process says before it is given a document.
    mutating func nextGreeting() throws(ReaderUnavailable) -> ReaderMessage {
        do {
            return try pipe.receive(mostBytes: Self.greetingBytes, until: start).message
        } catch {
            let why =
                switch error {
                case .late: "it is not up after \(settings.secondsToStart) seconds"
                case .closed: ending()
                case .malformed(let what): what
                }
            throw ReaderUnavailable(
                reason: "\(settings.executable) does not come up: \(why)", isTransient: true)
        }
    }

    /// What became of an order.
    enum Outcome {
        /// The process answered and can go on.
        case answered(ReadAnswer)
        /// The process read the part it was asked for, in an answer of so many bytes, and can go on.
        case halted(HaltedReading, bytes: Int)
        /// The process is dead or must not be trusted any more.
        case lost(Refusal)
        /// The process was killed from outside, before the order or while it was carried out.
        case killed(Refusal)
    }

    /// Sends an order and waits for the answer, within the limits of time and size.
    mutating func carryOut(
        _ order: ReadingOrder, until whole: Deadline, onProgress: (ReadingProgress) -> Void
    ) -> Outcome {
        // Parts of a document that several processes read count once.
        if documents == 0 || order.share == .whole || order.share == .start { documents += 1 }
        let limits = order.limits
        do {
            return try answer(to: order, until: whole, onProgress: onProgress)
        } catch FramePipe.Broken.late {
            let seconds = whole.hasCome ? limits.secondsPerDocument : limits.secondsPerPage
            return .lost(.timedOut(seconds: seconds))
        } catch FramePipe.Broken.closed {
            return outcomeOfEnd(limits)
        } catch FramePipe.Broken.malformed(let why) {
            return .lost(.badAnswer(why))
        } catch {
            return .lost(.badAnswer("\(error)"))
        }
    }

    private mutating func answer(
        to order: ReadingOrder, until whole: Deadline, onProgress: (ReadingProgress) -> Void
    ) throws -> Outcome {
        let limits = order.limits
        var page = Deadline(seconds: limits.secondsPerPage)
        var assembly = AnswerAssembly(limits: limits, share: order.share)
        var bytesLeft = limits.answerBytes
        try pipe.send(WireWriter.frame(.request, order), until: .earlier(whole, page))
        while true {
            let (message, byteCount) = try pipe.receive(mostBytes: bytesLeft, until: .earlier(whole, page))
            bytesLeft -= byteCount
            guard bytesLeft >= 0 else {
                throw FramePipe.Broken.malformed("answer over \(limits.answerBytes) bytes")
            }
            if case .progress(let progress) = message {
                page = Deadline(seconds: limits.secondsPerPage)
                onProgress(progress)
            }
            switch try assembly.take(message) {
            case .answer(let answer): return .answered(answer)
            case .halted(let part): return .halted(part, bytes: limits.answerBytes - bytesLeft)
            case nil: continue
            }
        }
    }

    /// Whether the process may read another document: not too many, and its memory has not grown over the bound.
    func mayGoOn() -> Bool {
        documents < settings.documentsPerProcess && residentBytes() <= settings.residentBytesToReplace
    }

    /// Whether the process is still there; one that has died while idle is taken away.
    mutating func isAlive() -> Bool {
        guard !isReaped else { return false }
        isReaped = waitpid(launch.process, nil, WNOHANG) == launch.process
        return !isReaped
    }

    private func residentBytes() -> Int {
        let file = open("/proc/\(launch.process)/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(file, &buffer, buffer.count)
        let columns = buffer.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
        guard columns.count > 1, let pages = Int(String(decoding: columns[1], as: UTF8.self)) else {
            return 0
        }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}

extension ReaderProcess {
    /// Of the memory limit, the part that was in use when a process died of it rather than of something else.
    private static let fullMemoryShare = 0.8
    /// What libraries and the Swift runtime say when memory ends.
    private static let memoryWords = ["bad_alloc", "ut of memory", "annot allocate", "emory exhausted"]

    /// How the process ended, in words, with the last it said.
    private mutating func ending() -> String {
        let end = end()
        let said = lastWords()
        return said.isEmpty ? end.description : "\(end.description): \(said)"
    }

    private mutating func outcomeOfEnd(_ limits: ReadingLimits) -> Outcome {
        let end = end()
        let said = lastWords()
        let isFull = Double(end.peakBytes) > Self.fullMemoryShare * Double(limits.memory)
        if isFull || Self.memoryWords.contains(where: said.contains) {
            return .lost(.overLimit("\(limits.memory / 1_000_000) MB of memory"))
        }
        let crash = Refusal.crashed(said.isEmpty ? end.description : "\(end.description): \(said)")
        return end.isByOthers ? .killed(crash) : .lost(crash)
    }

    private mutating func end() -> ProcessEnd {
        isReaped = true
        return ProcessEnd.observe(launch.process)
    }

    /// What the process wrote to standard error last, printable characters only: the line that says why it trapped,
    /// or else its last line.
    private func lastWords() -> String {
        let most = 16_384
        let longest = 400
        let size = lseek(launch.chatter, 0, SEEK_END)
        var buffer = [UInt8](repeating: 0, count: most)
        let count = pread(launch.chatter, &buffer, most, max(0, size - off_t(most)))
        let lines = buffer.prefix(max(0, count)).split(separator: UInt8(ascii: "\n")).map { line in
            String(decoding: line.filter { (0x20..<0x7F).contains($0) }.prefix(longest), as: UTF8.self)
        }
        return lines.first { $0.contains("Fatal error") } ?? lines.last ?? ""
    }
}
