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
        while let job = queue.next() {
            let result = serve(job)
            job.done.resume(returning: result)
            startAhead()
        }
    }

    private mutating func serve(_ job: RequestQueue.Job) -> Result<ReadAnswer, ReaderUnavailable> {
        let order = ReadingOrder(limits: settings.limits, request: job.request)
        do {
            var isFresh = false
            while true {
                var process = try readyProcess()
                isFresh = isFresh || process.documents == 0
                switch process.carryOut(order, onProgress: job.onProgress) {
                case .answered(let answer):
                    if answer.needsNetworks, job.request.options.readers != .tesseract {
                        template.wantNetworks()
                    }
                    if process.mayGoOn() { current = consume process }
                    return .success(answer)
                case .lost(let refusal):
                    // A process that has read others' documents may have brought its own trouble along.
                    if isFresh || refusal.isOfTime { return .success(.refused(refusal)) }
                    isFresh = true
                }
            }
        } catch {
            return .failure(error)
        }
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
