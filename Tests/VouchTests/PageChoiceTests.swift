import Domain
import Pipeline
import Reviewing
import Testing

@testable import vouch

@Suite struct PageChoiceTests {
    @Test func `a digit marks where a document begins, Enter splits there`() {
        var choice = choice()
        #expect(choice.press(.character("2")) == .stay(message: ""))
        #expect(choice.press(.enter) == .wish(.split([2])))
        _ = choice.press(.character("2"))
        #expect(choice.press(.enter) == .leave)
    }

    @Test func `the page pointed at is marked with Space`() {
        var choice = choice()
        for key in [Key.down, .down, .character(" ")] { _ = choice.press(key) }
        #expect(choice.press(.enter) == .wish(.split([3])))
    }

    @Test func `letters join documents in the order they are pressed`() {
        var choice = choice()
        for letter in "ba" { _ = choice.press(.character(letter)) }
        #expect(choice.press(.enter) == .wish(.join([DocumentID(rawValue: 8), DocumentID(rawValue: 7)])))
    }

    @Test(arguments: ["1", "4", "9", " "])
    func `no document begins before page 2 or behind the last`(key: Character) {
        var choice = choice()
        guard case .stay(let message) = choice.press(.character(key)) else {
            Issue.record("it did something")
            return
        }
        #expect(!message.isEmpty)
        #expect(choice.starts.isEmpty)
    }

    @Test func `split and join are done one after the other, and what was never moved is not put back`() {
        var choice = choice()
        for key in [Key.character("2"), .character("a")] { _ = choice.press(key) }
        guard case .stay(let message) = choice.press(.enter) else {
            Issue.record("both were done")
            return
        }
        #expect(!message.isEmpty)
        #expect(choice.press(.character("z")) != .wish(.takeBack))
        choice.origin = "page 1 of #3"
        #expect(choice.press(.character("z")) == .wish(.takeBack))
    }

    @Test func `the screen fits, and words of pages cannot steer the terminal`() {
        var choice = choice()
        choice.pages = (0..<200).map { "\($0) \u{1B}[2J\u{202E} " + String(repeating: "word ", count: 40) }
        choice.origin = String(repeating: "page 1 of #3, ", count: 20)
        for page in [1, 100, 200] {
            choice.page = page
            for (width, height) in [(80, 24), (140, 45)] {
                let lines = ReviewScreen(width: width, height: height).pageLines(choice)
                #expect(lines.count < height - 2)
                let text = lines.map { $0.rendered(.none) }.joined()
                #expect(!text.unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" })
                #expect(lines.contains { $0.plain.hasPrefix("▸\(page) ") })
            }
        }
    }

    @Test(
        arguments: [
            (1...1, [1...1]), (2...3, [2...2, 5...5]), (1...4, [1...2, 5...6]), (4...4, [6...6]), (5...9, []),
        ] as [(ClosedRange<Int>, [ClosedRange<Int>])])
    func `pages of a document made of pages are pages of the originals`(
        wanted: ClosedRange<Int>, pages: [ClosedRange<Int>]
    ) throws {
        let hash = ContentHash(bytes: [UInt8](repeating: 1, count: 32))
        let excerpts = [1...2, 5...6].map {
            Excerpt(document: DocumentID(rawValue: 1), hash: hash, pages: $0, pageCount: 9)
        }
        #expect(excerpts.slice(wanted).map(\.pages) == pages)
    }

    private func choice() -> PageChoice {
        PageChoice(
            pages: ["one", "two", "three"],
            neighbours: [7, 8].map { .init(id: DocumentID(rawValue: $0), text: "#\($0)") })
    }
}
