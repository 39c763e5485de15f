import Domain
import Reading
import Testing

@Suite struct `What crosses the pipe` {
    @Test(arguments: SampleReading.messages)
    func `a message comes back as it was sent`(message: ReaderMessage) throws {
        let frame = message.frame
        let head = try FrameHead(Array(frame.prefix(FrameHead.byteCount)), mostBytes: 1_000_000)
        #expect(head.length == frame.count - FrameHead.byteCount)
        #expect(
            try ReaderMessage(kind: head.kind, payload: Array(frame.dropFirst(FrameHead.byteCount)))
                == message)
    }

    @Test func `a request comes back as it was sent`() throws {
        var options = ReadOptions()
        options.isPageOnly = true
        options.language = "nl"
        options.wantsSearchablePDF = true
        let request = ReadRequest(name: "../a\n.pdf", bytes: [1, 2, 3], options: options)
        var reader = WireReader(Array(WireWriter.frame(.request, request).dropFirst(FrameHead.byteCount)))
        #expect(try reader.read(ReadRequest.self) == request)
        #expect(reader.remaining == 0)
    }

    @Test(
        arguments: [
            .whole, .start, .pages(3...9, language: "nl"),
            .close([SampleReading.page(1), SampleReading.page(2)]),
        ] as [ReadingShare])
    func `an order of a share comes back as it was sent`(share: ReadingShare) throws {
        let request = ReadRequest(name: "a.pdf", bytes: [1, 2, 3], options: ReadOptions())
        let order = ReadingOrder(limits: .standard, request: request, share: share)
        var reader = WireReader(Array(WireWriter.frame(.request, order).dropFirst(FrameHead.byteCount)))
        #expect(try reader.read(ReadingOrder.self) == order)
        #expect(reader.remaining == 0)
    }

    @Test(arguments: [[2, 8, 6], [2, 0, 2], [4]] as [[UInt8]])
    func `a share that cannot be is refused`(bytes: [UInt8]) {
        var reader = WireReader(bytes)
        #expect(throws: WireError.self) { try reader.read(ReadingShare.self) }
    }

    @Test(arguments: [Int64.min + 1, -1, 0, 1, 127, 128, .max])
    func `an integer comes back as it was sent`(number: Int64) throws {
        var writer = WireWriter()
        writer.write(number)
        var reader = WireReader(writer.bytes)
        #expect(try reader.read(Int64.self) == number)
    }

    @Test func `an integer of more than 64 bits is refused`() {
        var reader = WireReader([UInt8](repeating: 0xFF, count: 9) + [0x02])
        #expect(throws: WireError.invalid("varint longer than 64 bits")) { try reader.read(UInt64.self) }
    }

    @Test func `a count that the bytes cannot hold is refused before room is made for it`() {
        var writer = WireWriter()
        writer.write(Int.max)
        var reader = WireReader(writer.bytes)
        #expect(throws: WireError.truncated) { try reader.read([Word].self) }
    }

    @Test func `numbers that are not finite are refused`() {
        for number in [Double.nan, .infinity, -.infinity] {
            var writer = WireWriter()
            writer.write(number)
            var reader = WireReader(writer.bytes)
            #expect(throws: WireError.invalid("number that is not finite")) { try reader.read(Double.self) }
        }
    }

    @Test(arguments: [
        Box(left: 2, top: 0, right: 1, bottom: 1), Box(left: 0, top: 0, right: 1e300, bottom: 1),
    ])
    func `a box that cannot be is refused`(box: Box) {
        var writer = WireWriter()
        writer.write(box)
        var reader = WireReader(writer.bytes)
        #expect(throws: WireError.self) { try reader.read(Box.self) }
    }

    @Test func `a word without text, a score over one and a page turned askew are refused`() {
        let box = SampleReading.box
        var page = SampleReading.page(1)
        for words in [[Word(text: "", box: box)], [Word(text: "a", box: box, confidence: 1.5)]] {
            page.words = words
            #expect(throws: WireError.self) { try decoded(.page(page)) }
        }
        page = SampleReading.page(1)
        page.rotation = 45
        #expect(throws: WireError.invalid("page turned by 45 degrees")) { try decoded(.page(page)) }
        page = SampleReading.page(1)
        page.fold = 1.5
        #expect(throws: WireError.invalid("page folded outside itself")) { try decoded(.page(page)) }
    }

    @Test func `nobody but the program itself can say that a person entered a value`() {
        var draft = InvoiceDraft(kind: .invoice, language: "en")
        draft.fields[.invoiceNumber] = Field(value: .text("1"), raw: "1", confidence: 1, source: .person)
        let close = ReadingClose(
            pageCount: 0, evidence: SampleReading.evidence, structured: draft, engines: [], searchablePDF: nil
        )
        #expect(throws: WireError.invalid("source of an unknown kind")) { try decoded(.finished(close)) }
    }

    private func decoded(_ message: ReaderMessage) throws -> ReaderMessage {
        let frame = message.frame
        let head = try FrameHead(Array(frame.prefix(FrameHead.byteCount)), mostBytes: 1_000_000)
        return try ReaderMessage(kind: head.kind, payload: Array(frame.dropFirst(FrameHead.byteCount)))
    }
}
