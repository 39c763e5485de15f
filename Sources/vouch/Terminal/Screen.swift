import Glibc
import Synchronization

/// Where results and notes of a run appear: results on standard output, notes and progress on standard error.
///
/// The progress line is taken away before anything else is written, so that the two never mix.
final class Screen: Sendable {
    /// How much is said on standard error.
    enum Volume: Int, Hashable, Sendable, Comparable {
        case quiet, normal, verbose

        static func < (left: Volume, right: Volume) -> Bool { left.rawValue < right.rawValue }
    }

    /// What standard output can show.
    let output: Terminal
    /// What standard error can show.
    let errors: Terminal
    /// How much is said on standard error.
    let volume: Volume
    /// Whether notes are JSON objects, one a line, and no progress is drawn.
    let isMachineReadable: Bool

    private let progress = Mutex<ProgressEstimate?>(nil)
    private let start = ContinuousClock.now

    /// Makes the screen of a process.
    init(output: Terminal, errors: Terminal, volume: Volume, isMachineReadable: Bool) {
        self.output = output
        self.errors = errors
        self.volume = volume
        self.isMachineReadable = isMachineReadable
    }

    /// Whether a progress line is drawn.
    var showsProgress: Bool { errors.isInteractive && volume > .quiet && !isMachineReadable }

    /// Writes bytes to standard output.
    func put(_ bytes: [UInt8]) {
        progress.withLock { progress in
            erase(progress)
            Self.write(bytes, to: STDOUT_FILENO)
            draw(progress)
        }
    }

    /// Writes lines to standard output.
    func put(_ lines: [StyledText]) {
        put(Array(lines.map { $0.rendered(output.colours) + "\n" }.joined().utf8))
    }

    /// Writes a line to standard error, unless it is to be quiet.
    func note(_ line: StyledText, atLeast needed: Volume = .normal) {
        guard volume >= needed else { return }
        say(isMachineReadable ? Self.json(level: "info", line.plain) : line.rendered(errors.colours))
    }

    /// Writes a warning to standard error, even when it is to be quiet.
    func warn(_ sentence: String) {
        let line = StyledText("warning: ", .doubtful) + StyledText(sentence)
        say(isMachineReadable ? Self.json(level: "warning", sentence) : line.rendered(errors.colours))
    }

    /// Counts things while `work` runs, and shows how far it is.
    func count<Result: Sendable>(
        _ noun: String, total: Int, _ work: () async throws -> Result
    ) async throws -> Result {
        progress.withLock { $0 = ProgressEstimate(noun: noun, total: total, startedAt: secondsSinceStart) }
        let ticker = showsProgress ? Task { [self] in await redrawRegularly() } : nil
        defer {
            ticker?.cancel()
            progress.withLock { progress in
                erase(progress)
                progress = nil
            }
        }
        return try await work()
    }

    /// Counts one thing as done.
    func advance(isTroubled: Bool = false) {
        progress.withLock { $0?.advance(isTroubled: isTroubled) }
    }

    /// Counts things that an earlier run has done.
    func skip(_ count: Int) {
        progress.withLock { $0?.skip(count) }
    }

    private var secondsSinceStart: Double { (ContinuousClock.now - start).inSeconds }

    @concurrent
    private func redrawRegularly() async {
        while !Task.isCancelled {
            progress.withLock { progress in
                progress?.sample(at: secondsSinceStart)
                draw(progress)
            }
            do { try await Task.sleep(for: .milliseconds(120)) } catch { return }
        }
    }

    private func say(_ line: String) {
        progress.withLock { progress in
            erase(progress)
            Self.write(Array((line + "\n").utf8), to: STDERR_FILENO)
            draw(progress)
        }
    }

    private func erase(_ progress: ProgressEstimate?) {
        guard showsProgress, progress != nil else { return }
        Self.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    private func draw(_ progress: ProgressEstimate?) {
        guard showsProgress, let progress else { return }
        let line = progress.line(width: errors.columns - 1).rendered(errors.colours)
        Self.write(Array("\r\(line)\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    private static func json(level: String, _ message: String) -> String {
        var writer = JSONWriter(isLaidOut: false)
        writer.object { writer in
            writer.member("level", level)
            writer.member("message", message)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                written += count
            }
        }
    }
}
