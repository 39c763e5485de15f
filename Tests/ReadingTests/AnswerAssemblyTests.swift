import Domain
import Reading
import Testing

@Suite struct `Putting an answer together` {
    private static func close(pageCount: Int, structured: InvoiceDraft? = nil) -> ReaderMessage {
        .finished(
            ReadingClose(
                pageCount: pageCount, evidence: SampleReading.evidence, structured: structured,
                engines: ["e"],
                searchablePDF: nil))
    }

    @Test func `pages and their close make a document`() throws {
        var assembly = AnswerAssembly(limits: .standard)
        #expect(try assembly.take(.progress(ReadingProgress(page: 1, pageCount: 2))) == nil)
        #expect(try assembly.take(.page(SampleReading.page(1))) == nil)
        #expect(try assembly.take(.page(SampleReading.page(2))) == nil)
        #expect(assembly.progress == ReadingProgress(page: 1, pageCount: 2))
        let expected = DocumentReading(
            pages: [SampleReading.page(1), SampleReading.page(2)], evidence: SampleReading.evidence,
            engines: ["e"])
        #expect(try assembly.take(Self.close(pageCount: 2)) == .answer(.document(expected)))
    }

    @Test func `parts and their count make a container`() throws {
        var assembly = AnswerAssembly(limits: .standard)
        let part = ContainedFile(name: "a.pdf", bytes: [1])
        #expect(try assembly.take(.part(part)) == nil)
        #expect(try assembly.take(.unpacked(1)) == .answer(.container([part])))
    }

    @Test func `a refusal after some pages is a refusal`() throws {
        var assembly = AnswerAssembly(limits: .standard)
        #expect(try assembly.take(.page(SampleReading.page(1))) == nil)
        #expect(try assembly.take(.refused(.damaged("page 2"))) == .answer(.refused(.damaged("page 2"))))
    }

    @Test(
        arguments: [
            [.unready("no")], [.page(SampleReading.page(2))], [close(pageCount: 1)], [close(pageCount: 0)],
            [.page(SampleReading.page(1)), .page(SampleReading.page(1))],
            [.page(SampleReading.page(1)), close(pageCount: 2)],
            [.page(SampleReading.page(1)), .unpacked(0)],
            [.page(SampleReading.page(1)), .part(ContainedFile(name: "a", bytes: []))],
            [.part(ContainedFile(name: "a", bytes: [])), .page(SampleReading.page(1))],
            [.part(ContainedFile(name: "a", bytes: [])), close(pageCount: 0)],
            [.unpacked(3)],
        ] as [[ReaderMessage]])
    func `messages that do not fit together are refused`(messages: [ReaderMessage]) {
        var assembly = AnswerAssembly(limits: .standard)
        #expect(throws: WireError.self) { for message in messages { _ = try assembly.take(message) } }
    }

    private static func halt(pageCount: Int) -> ReaderMessage {
        .halted(ReadingHalt(pageCount: pageCount, language: "de", engines: ["e"]))
    }

    @Test(
        arguments: [(.start, [1], 9), (.pages(3...4, language: "de"), [3, 4], 4)]
            as [(ReadingShare, [Int], Int)])
    func `the pages of a share and a halt are a part`(share: ReadingShare, numbers: [Int], count: Int) throws
    {
        var assembly = AnswerAssembly(limits: .standard, share: share)
        for number in numbers { #expect(try assembly.take(.page(SampleReading.page(number))) == nil) }
        let halt = ReadingHalt(pageCount: count, language: "de", engines: ["e"])
        #expect(
            try assembly.take(.halted(halt))
                == .halted(HaltedReading(pages: numbers.map(SampleReading.page), halt: halt)))
    }

    @Test func `pages that were read before and a close make a document`() throws {
        let pages = [1, 2].map(SampleReading.page)
        var assembly = AnswerAssembly(limits: .standard, share: .close(pages))
        let expected = DocumentReading(pages: pages, evidence: SampleReading.evidence, engines: ["e"])
        #expect(try assembly.take(Self.close(pageCount: 2)) == .answer(.document(expected)))
    }

    @Test(
        arguments: [
            (.whole, [.page(SampleReading.page(1)), halt(pageCount: 2)]),
            (.start, [halt(pageCount: 2)]), (.start, [.page(SampleReading.page(1)), halt(pageCount: 201)]),
            (.start, [.page(SampleReading.page(1)), .page(SampleReading.page(2)), halt(pageCount: 2)]),
            (.pages(2...3, language: "de"), [.page(SampleReading.page(1))]),
            (.pages(2...3, language: "de"), [.page(SampleReading.page(2)), halt(pageCount: 3)]),
            (.pages(2...2, language: "de"), [.page(SampleReading.page(2)), .page(SampleReading.page(3))]),
            (.pages(2...2, language: "de"), [.page(SampleReading.page(2)), halt(pageCount: 1)]),
            (.pages(2...2, language: "de"), [.page(SampleReading.page(2)), close(pageCount: 1)]),
            (.pages(2...2, language: "de"), [.part(ContainedFile(name: "a", bytes: []))]),
            (.pages(2...2, language: "de"), [.unpacked(0)]),
            (.close([SampleReading.page(1)]), [.page(SampleReading.page(2))]),
            (.close([SampleReading.page(1)]), [halt(pageCount: 1)]),
            (.close([SampleReading.page(1)]), [close(pageCount: 2)]),
        ] as [(ReadingShare, [ReaderMessage])])
    func `what was not asked for is refused`(share: ReadingShare, messages: [ReaderMessage]) {
        var assembly = AnswerAssembly(limits: .standard, share: share)
        #expect(throws: WireError.self) { for message in messages { _ = try assembly.take(message) } }
    }

    @Test func `more pages, text or parts than the limits allow are refused`() {
        var limits = ReadingLimits()
        limits.pages = 1
        limits.parts = 1
        limits.unpackedBytes = 4
        var many = AnswerAssembly(limits: limits)
        #expect(throws: WireError.self) {
            for number in 1...2 { _ = try many.take(.page(SampleReading.page(number))) }
        }
        var large = AnswerAssembly(limits: limits)
        #expect(throws: WireError.self) {
            try large.take(.part(ContainedFile(name: "a", bytes: [1, 2, 3, 4, 5])))
        }
        limits.textBytesPerPage = 4
        var wordy = AnswerAssembly(limits: limits)
        #expect(throws: WireError.invalid("too much text on a page")) {
            try wordy.take(.page(SampleReading.page(1)))
        }
    }
}
