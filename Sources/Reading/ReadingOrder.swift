package import Domain

/// A request with the limits it is to be read within, as it is sent to a reader process.
package struct ReadingOrder: Hashable, Sendable {
    /// The limits.
    package var limits: ReadingLimits
    /// The document.
    package var request: ReadRequest
    /// Which part of it is to be read.
    package var share: ReadingShare

    /// Makes an order.
    package init(limits: ReadingLimits, request: ReadRequest, share: ReadingShare = .whole) {
        self.limits = limits
        self.request = request
        self.share = share
    }
}

extension ReadingOrder: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(limits)
        writer.write(share)
        writer.write(request)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        let limits = try reader.read(ReadingLimits.self)
        let share = try reader.read(ReadingShare.self)
        self.init(limits: limits, request: try reader.read(), share: share)
    }
}

extension ReadingShare: WireValue {
    package func write(to writer: inout WireWriter) {
        switch self {
        case .whole: writer.write(UInt8(0))
        case .start: writer.write(UInt8(1))
        case .pages(let range, let language):
            writer.write(UInt8(2), range.lowerBound)
            writer.write(range.upperBound)
            writer.write(language)
        case .close(let pages): writer.write(UInt8(3), pages)
        }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        switch try reader.read(UInt8.self) {
        case 0: self = .whole
        case 1: self = .start
        case 2:
            let first = try reader.read(in: WireRange.pageNumber)
            let last = try reader.read(in: first...WireRange.pageNumber.upperBound)
            self = .pages(first...last, language: try reader.read())
        case 3: self = .close(try reader.read())
        default: throw .invalid("share of an unknown kind")
        }
    }
}

extension ReadingLimits: WireValue {
    private static var counts: [WritableKeyPath<ReadingLimits, Int>] {
        [
            \.pages, \.megapixels, \.memory, \.documentBytes, \.textBytesPerPage, \.answerBytes, \.xmlDepth,
            \.xmlAttributes, \.mailDepth, \.containerDepth, \.parts, \.unpackedBytes,
            \.partsOfAll, \.unpackedBytesOfAll,
        ]
    }

    package func write(to writer: inout WireWriter) {
        for count in Self.counts { writer.write(self[keyPath: count]) }
        writer.write(secondsPerPage)
        writer.write(secondsPerDocument)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init()
        for count in Self.counts { self[keyPath: count] = try reader.read(in: 0...Int.max) }
        secondsPerPage = try reader.read(in: 0...1_000_000)
        secondsPerDocument = try reader.read(in: 0...1_000_000)
    }
}
