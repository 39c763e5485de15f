import Dispatch
import Glibc
public import Pipeline
public import Reading

/// Reader processes that are started ahead, one a core; a document that crashes, hangs or swells costs one of them.
///
/// Callers decide how many documents they hold at a time: a request waits, with its bytes, until a process is free.
public final class ReaderPool: DocumentReader {
    private let queue = RequestQueue()
    private let threads = DispatchGroup()
    private let settings: ReaderSettings

    /// Makes a pool and starts its processes.
    public init(_ settings: ReaderSettings = ReaderSettings()) {
        self.settings = settings
        for _ in 0..<settings.width { startThread() }
    }

    deinit {
        queue.close()
    }

    /// Reads one document in a process of its own kind; never throws for what is wrong with the document.
    public func read(_ request: ReadRequest) async throws(ReaderUnavailable) -> ReadAnswer {
        try await read(request) { _ in }
    }

    /// Reads one document and tells each page that is turned to.
    ///
    /// - Parameters:
    ///   - request: The document.
    ///   - onProgress: Called on the pool's thread; must return at once.
    /// - Returns: What was made of it, or why it was refused.
    /// - Throws: Why no reader process comes up.
    public func read(
        _ request: ReadRequest, onProgress: @escaping @Sendable (ReadingProgress) -> Void
    ) async throws(ReaderUnavailable) -> ReadAnswer {
        if request.bytes.isEmpty { return .refused(.empty) }
        guard request.bytes.count <= settings.limits.documentBytes else {
            return .refused(.overLimit("\(settings.limits.documentBytes / 1_000_000) MB of a document"))
        }
        let result = await withCheckedContinuation { done in
            queue.add(RequestQueue.Job(request: request, onProgress: onProgress, done: done))
        }
        return try result.get()
    }

    /// Takes no more documents, reads those that wait, ends all processes, and returns when they are gone.
    public func close() async {
        queue.close()
        await withCheckedContinuation { done in
            threads.notify(queue: .global()) { done.resume() }
        }
    }

    /// Starts one process, asks what keeps it in and what it reads with, and ends it.
    ///
    /// - Throws: Why none comes up, such as a missing sandbox.
    public static func status(
        _ settings: ReaderSettings = ReaderSettings()
    ) throws(ReaderUnavailable) -> ReaderStatus {
        var template = ReaderTemplate(settings)
        var process = try template.process()
        return try process.greet()
    }

    /// Has a locked-down process try to get out; returns what it could do, which should be nothing.
    public static func escapes(
        _ settings: ReaderSettings = ReaderSettings()
    ) throws(ReaderUnavailable) -> [String] {
        var template = ReaderTemplate(settings, extraArguments: ["--probe"])
        var process = try template.process()
        _ = try process.greet()
        guard case .unready(let found) = try process.nextGreeting() else { return ["answer out of turn"] }
        return found == "nothing" ? [] : found.split(separator: ", ").map(String.init)
    }

    private func startThread() {
        threads.enter()
        let place = SlotThread(queue: queue, settings: settings, threads: threads)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(place).toOpaque()
        let error = pthread_create(&thread, nil, { SlotThread.run($0) }, context)
        precondition(error == 0, "a thread for a reader process can be started")
        pthread_detach(thread)
    }
}

/// What a thread of the pool is born with.
private final class SlotThread: Sendable {
    let queue: RequestQueue
    let settings: ReaderSettings
    let threads: DispatchGroup

    init(queue: RequestQueue, settings: ReaderSettings, threads: DispatchGroup) {
        self.queue = queue
        self.settings = settings
        self.threads = threads
    }

    static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        let place = Unmanaged<SlotThread>.fromOpaque(context).takeRetainedValue()
        serve(place.queue, place.settings)
        place.threads.leave()
        return nil
    }

    /// The slot goes away, and its processes with it, before the thread reports its end.
    private static func serve(_ queue: RequestQueue, _ settings: ReaderSettings) {
        var slot = ReaderSlot(queue: queue, settings: settings)
        slot.run()
    }
}
