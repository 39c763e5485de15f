/// A request with the limits it is to be read within, as it is sent to a reader process.
package struct ReadingOrder: Hashable, Sendable {
    /// The limits.
    package var limits: ReadingLimits
    /// The document.
    package var request: ReadRequest

    /// Makes an order.
    package init(limits: ReadingLimits, request: ReadRequest) {
        self.limits = limits
        self.request = request
    }
}

extension ReadingOrder: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(limits)
        writer.write(request)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(limits: try reader.read(), request: try reader.read())
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
