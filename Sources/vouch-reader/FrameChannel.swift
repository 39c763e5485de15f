import Glibc
import Reading

/// The reader's end of the pipes: orders come in on standard input, messages go out on a descriptor of their own.
struct FrameChannel {
    private let output: Int32

    /// Keeps what was standard output for messages and points standard output to nowhere.
    ///
    /// What libraries print can then not fall between the frames.
    static func takingOverStandardStreams() -> FrameChannel {
        let output = dup(STDOUT_FILENO)
        let nowhere = open("/dev/null", O_WRONLY)
        guard output >= 0, nowhere >= 0, dup2(nowhere, STDOUT_FILENO) >= 0 else { exit(ExitCode.brokenPipe) }
        close(nowhere)
        return FrameChannel(output: output)
    }

    /// Sends a message; ends the process when nobody listens any more.
    func send(_ message: ReaderMessage) {
        message.frame.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = write(output, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { exit(ExitCode.brokenPipe) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Waits for the next order; `nil` when the parent has no more.
    func nextOrder() -> ReadingOrder? {
        guard let headBytes = receive(FrameHead.byteCount) else { return nil }
        do {
            let head = try FrameHead(headBytes, mostBytes: Int(UInt32.max))
            guard head.kind == .request, let payload = receive(head.length) else { return nil }
            var reader = WireReader(payload)
            return try reader.read(ReadingOrder.self)
        } catch {
            // The parent and we are built together: orders that make no sense mean that the pipe is broken.
            exit(ExitCode.brokenPipe)
        }
    }

    private func receive(_ count: Int) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let room = UnsafeMutableRawBufferPointer(
                    UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
                let received = read(STDIN_FILENO, room.baseAddress, room.count)
                if received < 0, errno == EINTR { continue }
                guard received > 0 else { break }
                filled += received
            }
            isWhole = filled == count
        }
        return isWhole ? bytes : nil
    }
}
