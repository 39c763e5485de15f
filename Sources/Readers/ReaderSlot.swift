import Domain
import Glibc
import Pipeline
import Reading

/// One place of the pool: a thread of its own that keeps a reader process ready and feeds it documents.
struct ReaderSlot: ~Copyable {
    private let queue: RequestQueue
    private let settings: ReaderSettings
    private var current: ReaderProcess?
    private var template: ReaderTemplate

    /// Tries to bring a process up before a document is given back as unreadable for now.
    private static let startAttempts = 3
    private static let microsecondsBetweenAttempts: UInt32 = 50_000

    /// Makes a place that takes from `queue`.
    init(queue: RequestQueue, settings: ReaderSettings) {
        self.queue = queue
        self.settings = settings
        template = ReaderTemplate(settings)
    }

    /// Serves until the queue is closed and empty.
    mutating func run() {
        // A write to a process that has died is to fail, not to kill; nothing else of this program is changed.
        var brokenPipe = sigset_t()
        sigemptyset(&brokenPipe)
        sigaddset(&brokenPipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &brokenPipe, nil)

        startAhead()
        while let work = queue.next() {
            switch work {
            case .document(let job):
                let result = serve(job)
                queue.finish()
                job.done.resume(returning: result)
            case .share(let reading):
                help(with: reading)
                queue.finish()
            }
            startAhead()
        }
    }

    private mutating func serve(_ job: RequestQueue.Job) -> Result<ReadAnswer, ReaderUnavailable> {
        let isAlone = job.request.options.picture != nil || queue.free(of: settings.width) == 0
        let order = ReadingOrder(
            limits: settings.limits, request: job.request, share: isAlone ? .whole : .start)
        switch carryOut(order, until: nil, onProgress: job.onProgress) {
        case .ended(let end): return end
        case .halted(let first, let bytes, let deadline):
            let helpers = min(queue.free(of: settings.width), first.halt.pageCount - 2)
            let reading = SharedReading(
                job.request, onProgress: job.onProgress, first: first, bytes: bytes, readers: helpers + 1,
                limits: settings.limits, deadline: deadline)
            queue.add(reading, helpers: helpers)
            return share(reading)
        }
    }

    /// Reads the pages that are left together with others, and what follows from all pages.
    private mutating func share(_ reading: SharedReading) -> Result<ReadAnswer, ReaderUnavailable> {
        readPages(of: reading)
        defer { dropWorn() }
        switch reading.joined() {
        case .failure(let lost): return lost.end
        case .success(let joined):
            switch carryOut(joined.order, until: reading.deadline, onProgress: reading.onProgress) {
            case .halted: return .success(.refused(.badAnswer("half an answer")))
            case .ended(.success(.document(var document))):
                document.engines = joined.engines
                return .success(.document(document))
            case .ended(let end): return end
            }
        }
    }

    private mutating func help(with reading: SharedReading) {
        readPages(of: reading)
        dropWorn()
    }

    private mutating func readPages(of reading: SharedReading) {
        while let order = reading.take() {
            switch carryOut(order, until: reading.deadline, onProgress: reading.onProgress) {
            case .halted(let part, let bytes, _): reading.give(part, bytes: bytes)
            case .ended(let end): reading.give(end)
            }
        }
    }

    /// What came of an order.
    private enum Outcome {
        case ended(Result<ReadAnswer, ReaderUnavailable>)
        case halted(HaltedReading, bytes: Int, deadline: Deadline)
    }

    /// Has an order carried out, within the time of a document where no end is set.
    ///
    /// A process that may not read another document stays as long as it reads parts of one.
    private mutating func carryOut(
        _ order: ReadingOrder, until deadline: Deadline?, onProgress: (ReadingProgress) -> Void
    ) -> Outcome {
        do {
            var isFresh = false
            var wasKilled = false
            var end = deadline
            while true {
                var process = try readyProcess()
                isFresh = isFresh || process.documents == 0
                let deadline = end ?? Deadline(seconds: settings.limits.secondsPerDocument)
                switch process.carryOut(order, until: deadline, onProgress: onProgress) {
                case .answered(let answer):
                    if answer.needsNetworks, order.request.options.readers != .tesseract {
                        template.wantNetworks()
                    }
                    if process.mayGoOn() { current = consume process }
                    return .ended(.success(answer))
                case .halted(let part, let bytes):
                    if order.request.options.readers != .tesseract { template.wantNetworks() }
                    current = consume process
                    return .halted(part, bytes: bytes, deadline: deadline)
                case .lost(let refusal):
                    // A process that has read others' documents may have brought its own trouble along.
                    if isFresh || refusal.isOfTime { return .ended(.success(.refused(refusal))) }
                    isFresh = true
                case .killed(let refusal):
                    // Someone else's deed, perhaps while the process waited; a second time it has to do with the document.
                    if wasKilled { return .ended(.success(.refused(refusal))) }
                    wasKilled = true
                    end = deadline
                }
            }
        } catch {
            return .ended(.failure(error))
        }
    }

    /// Gives up the current process where it may not read another document.
    private mutating func dropWorn() {
        if let process = current.take(), process.mayGoOn() { current = consume process }
    }

    /// A process that is up, the current one or a new one.
    private mutating func readyProcess() throws(ReaderUnavailable) -> ReaderProcess {
        var failure = ReaderUnavailable(reason: "no reader process", isTransient: true)
        for _ in 0..<Self.startAttempts {
            do {
                var process = try takeProcess()
                _ = try process.greet()
                return process
            } catch {
                guard error.isTransient else { throw error }
                failure = error
                usleep(Self.microsecondsBetweenAttempts)
            }
        }
        throw failure
    }

    private mutating func takeProcess() throws(ReaderUnavailable) -> ReaderProcess {
        if var process = current.take(), process.isAlive() { return process }
        return try template.process()
    }

    /// Has a process ready before the next document comes.
    private mutating func startAhead() {
        guard current == nil else { return }
        // Where none can be started now, the next document tries again and tells why not.
        current = try? template.process()
    }
}

extension ReadAnswer {
    /// Whether a page had to be read as an image, as pages of documents to come will have to be.
    fileprivate var needsNetworks: Bool {
        guard case .document(let reading) = self else { return false }
        return reading.pages.contains { $0.origin != .textLayer }
    }
}

extension Refusal {
    /// Whether time ran out: trying again would only take as long.
    fileprivate var isOfTime: Bool {
        if case .timedOut = self { true } else { false }
    }
}
