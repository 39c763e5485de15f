import Domain
import Foundation
import Pipeline
import Reading
import Seeds
import Testing

@testable import Readers

@Suite struct `A document that several processes read` {
    private static func part(_ numbers: ClosedRange<Int>, of count: Int, engine: String) -> HaltedReading {
        HaltedReading(
            pages: numbers.map {
                Page(number: $0, width: 1, height: 1, origin: .image, originReason: "scan", words: [])
            },
            halt: ReadingHalt(pageCount: count, language: "nl", engines: ["all", engine]))
    }

    private static func reading(of count: Int, readers: Int, answerBytes: Int = 1000) -> SharedReading {
        var limits = ReadingLimits()
        limits.answerBytes = answerBytes
        return SharedReading(
            ReadRequest(name: "a.pdf", bytes: [1], options: ReadOptions()), onProgress: { _ in },
            first: part(1...1, of: count, engine: "1"), bytes: 10, readers: readers, limits: limits,
            deadline: Deadline(seconds: 60))
    }

    /// The ranges of pages that can be taken, one after the other.
    private static func taken(from reading: SharedReading) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        while let order = reading.take() {
            guard case .pages(let range, "nl") = order.share else { break }
            ranges.append(range)
        }
        return ranges
    }

    @Test(arguments: [3, 4, 12, 37, 200], [1, 2, 5])
    func `every page but the first is taken once`(count: Int, readers: Int) {
        let ranges = Self.taken(from: Self.reading(of: count, readers: readers))
        #expect(ranges.flatMap(Array.init) == Array(2...count))
        #expect(ranges.count >= min(count - 1, readers))
    }

    @Test func `pages stand in their order, whoever finishes first`() throws {
        for seed in UInt64(1)...20 {
            var chance = Chance(seed: seed)
            let reading = Self.reading(of: 30, readers: 3)
            for range in Self.taken(from: reading).shuffled(using: &chance) {
                reading.give(Self.part(range, of: 30, engine: "\(range.lowerBound > 9 ? 2 : 1)"), bytes: 1)
            }
            let joined = try reading.joined().get()
            guard case .close(let pages) = joined.order.share else {
                Issue.record("no close")
                return
            }
            #expect(pages.map(\.number) == Array(1...30), "seed \(seed)")
            #expect(joined.engines == ["all", "1", "2"], "seed \(seed)")
        }
    }

    @Test func `a part that is lost loses the document, and no more pages are taken`() {
        let reading = Self.reading(of: 30, readers: 2)
        _ = reading.take()
        _ = reading.take()
        reading.give(.success(.refused(.crashed("signal 11"))))
        #expect(reading.take() == nil)
        reading.give(Self.part(2...3, of: 30, engine: "1"), bytes: 1)
        guard case .failure(let lost) = reading.joined(), case .success(let answer) = lost.end else {
            Issue.record("joined")
            return
        }
        #expect(answer == .refused(.crashed("signal 11")))
    }

    @Test func `the limit of an answer holds for all parts together`() {
        let reading = Self.reading(of: 3, readers: 2, answerBytes: 20)
        for range in Self.taken(from: reading) {
            reading.give(Self.part(range, of: 3, engine: "1"), bytes: 6)
        }
        guard case .failure(let lost) = reading.joined() else {
            Issue.record("joined")
            return
        }
        #expect((try? lost.end.get()) == .refused(.badAnswer("answer over 20 bytes")))
    }

    @Test(arguments: [1, 64])
    func `comes out as if one process had read it`(documentsPerProcess: Int) async throws {
        let fax = try Self.fax(pages: 5)
        var options = ReadOptions()
        options.readers = .tesseract
        options.wantsSearchablePDF = true
        let request = ReadRequest(name: "fax.tif", bytes: fax, options: options)
        var answers: [ReadAnswer] = []
        for width in [1, 2] {
            let pool = ReaderPool(ReaderSettings(width: width, documentsPerProcess: documentsPerProcess))
            answers.append(try await pool.read(request))
            await pool.close()
        }
        #expect(answers[0] == answers[1])
        guard case .document(let reading) = answers[1] else {
            Issue.record("\(answers[1])")
            return
        }
        #expect(reading.pages.map(\.number) == [1, 2, 3, 4, 5])
        #expect(reading.pages.allSatisfy { $0.words.count > 20 })
    }

    @Test func `a process that fails on a part is the document's refusal`() async throws {
        let first = Self.part(1...1, of: 9, engine: "1")
        let answer = ReaderMessage.page(first.pages[0]).frame + ReaderMessage.halted(first.halt).frame
        let script = StandInReader.takingOrder(
            then: "cat \"$HERE/answer\"; head -c 60 >/dev/null; kill -SEGV $$")
        let reader = try StandInReader(script: script, answer: answer, width: 2) { settings in
            settings.limits.secondsPerPage = 20
            settings.limits.secondsPerDocument = 20
        }
        let pool = ReaderPool(reader.settings)
        let result = try await pool.read(StandInReader.request)
        await pool.close()
        guard case .refused = result else {
            Issue.record("\(result)")
            return
        }
    }

    /// A fax of two pages whose directory names them again and again.
    private static func fax(pages: Int) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var bytes = [UInt8](
            try Data(contentsOf: root.appending(path: "Fixtures/en-ironmonger-two-pages-fax/document.tif")))
        func number(at place: Int, bytes count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
        }
        func set(_ value: Int, at place: Int) {
            for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (index * 8)) }
        }
        try #require(bytes.starts(with: [0x49, 0x49, 42, 0]), "a TIFF of Intel's byte order")
        var directories: [[UInt8]] = []
        var link = 4
        while number(at: link, bytes: 4) != 0 {
            let start = number(at: link, bytes: 4)
            link = start + 2 + 12 * number(at: start, bytes: 2)
            directories.append(Array(bytes[start..<(link + 4)]))
        }
        for page in directories.count..<pages {
            if bytes.count % 2 == 1 { bytes.append(0) }
            set(bytes.count, at: link)
            bytes += directories[page % directories.count]
            link = bytes.count - 4
            set(0, at: link)
        }
        return bytes
    }
}
