import Glibc
import Reading

/// The parent's ends of the pipes to one reader process; both are non-blocking and closed with the value.
struct FramePipe: ~Copyable {
    private let requests: Int32
    private let answers: Int32
    private var received: [UInt8] = []
    private var consumed = 0

    /// Bytes taken from the pipe at once.
    private static let chunk = 262_144

    /// Takes over both descriptors.
    init(requests: Int32, answers: Int32) {
        self.requests = requests
        self.answers = answers
    }

    deinit {
        close(requests)
        close(answers)
    }

    /// Why no more could be sent or received.
    enum Broken: Error {
        case closed
        case late
        case malformed(String)
    }

    /// Sends all of `bytes`.
    func send(_ bytes: [UInt8], until deadline: Deadline) throws(Broken) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(requests, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
            }
            if count > 0 {
                sent += count
            } else if count < 0, errno == EAGAIN {
                guard deadline.wait(for: requests, Int32(POLLOUT)) else { throw .late }
            } else if count == 0 || errno != EINTR {
                throw .closed
            }
        }
    }

    /// Receives one message of at most `mostBytes`; returns it with the bytes it took.
    mutating func receive(
        mostBytes: Int, until deadline: Deadline
    ) throws(Broken) -> (message: ReaderMessage, byteCount: Int) {
        let headBytes = try take(FrameHead.byteCount, until: deadline)
        do {
            let head = try FrameHead(headBytes, mostBytes: mostBytes)
            let payload = try take(head.length, until: deadline)
            return (try ReaderMessage(kind: head.kind, payload: payload), FrameHead.byteCount + head.length)
        } catch let broken as Broken {
            throw broken
        } catch {
            throw .malformed("\(error)")
        }
    }

    /// Takes `count` bytes; room is made as they come, not as they are announced.
    private mutating func take(_ count: Int, until deadline: Deadline) throws(Broken) -> [UInt8] {
        while received.count - consumed < count {
            if consumed > 0 {
                received.removeFirst(consumed)
                consumed = 0
            }
            try fill(until: deadline)
        }
        defer {
            consumed += count
            if consumed == received.count {
                received.removeAll(keepingCapacity: received.capacity <= 4 * Self.chunk)
                consumed = 0
            }
        }
        return Array(received[consumed..<(consumed + count)])
    }

    private mutating func fill(until deadline: Deadline) throws(Broken) {
        while true {
            guard deadline.wait(for: answers, Int32(POLLIN)) else { throw .late }
            var count = 0
            let more = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, filled in
                count = read(answers, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count > 0 {
                received.append(contentsOf: more)
                return
            }
            guard count < 0, errno == EAGAIN || errno == EINTR else { throw .closed }
        }
    }
}
