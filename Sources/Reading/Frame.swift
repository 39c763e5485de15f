/// The head of each message between `vouch` and a reader process: what follows, and how many bytes of it.
///
/// Eight bytes: `V`, `R`, the version, the kind, and the length of what follows, 32 bits little endian.
package struct FrameHead: Hashable, Sendable {
    /// How many bytes a head takes.
    package static let byteCount = 8
    /// Version of the protocol; both programs are built together, so any other is refused.
    package static let version: UInt8 = 7

    /// What follows.
    package var kind: FrameKind
    /// Bytes that follow.
    package var length: Int

    /// Makes a head; `length` must fit 32 bits.
    package init(kind: FrameKind, length: Int) {
        self.kind = kind
        self.length = length
    }

    /// Reads a head; throws when the bytes are none or announce more than `mostBytes`.
    package init(_ bytes: [UInt8], mostBytes: Int) throws(WireError) {
        guard bytes.count == Self.byteCount else { throw .truncated }
        guard bytes[0] == UInt8(ascii: "V"), bytes[1] == UInt8(ascii: "R"), bytes[2] == Self.version,
            let kind = FrameKind(rawValue: bytes[3])
        else { throw .invalid("no head of a message") }
        length = (4..<8).reduce(0) { $0 | Int(bytes[$1]) << ((($1) - 4) * 8) }
        guard length <= mostBytes else { throw .invalid("message of \(length) bytes, over the limit") }
        self.kind = kind
    }

    /// The head as it crosses the pipe.
    package var bytes: [UInt8] {
        [UInt8(ascii: "V"), UInt8(ascii: "R"), Self.version, kind.rawValue]
            + (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    }
}

/// The kinds of message.
package enum FrameKind: UInt8, Hashable, Sendable, CaseIterable {
    /// To the reader: a document to read.
    case request = 1
    /// From the reader: locked down and waiting.
    case ready = 2
    /// From the reader: it will not start, and why.
    case unready = 3
    /// From the reader: a page is about to be read.
    case progress = 4
    /// From the reader: a page.
    case page = 5
    /// From the reader: the document was read; nothing follows.
    case finished = 6
    /// From the reader: a file inside a container.
    case part = 7
    /// From the reader: the container is complete; nothing follows.
    case unpacked = 8
    /// From the reader: the document was not read; nothing follows.
    case refused = 9
    /// From the reader: the pages that were asked for were read, others are left; nothing follows.
    case halted = 10
}

extension WireWriter {
    /// The bytes of one message: head and payload.
    package static func frame(_ kind: FrameKind, _ payload: some WireValue) -> [UInt8] {
        var writer = WireWriter()
        writer.append(contentsOf: FrameHead(kind: kind, length: 0).bytes)
        writer.write(payload)
        return writer.closed(kind)
    }

    /// The bytes with the length of the payload set in the head.
    private consuming func closed(_ kind: FrameKind) -> [UInt8] {
        var bytes = bytes
        let head = FrameHead(kind: kind, length: bytes.count - FrameHead.byteCount).bytes
        for index in head.indices { bytes[index] = head[index] }
        return bytes
    }
}
