import Domain
import Pipeline
import Testing

@testable import vouch

@Suite struct ReviewFiguresTests {
    @Test func `weeks and vendors show documents, share untouched, answers, seconds and keys`() {
        let lines = ReviewFigures(width: 100).lines(of: [
            work("Holmgrund", day: 0, changes: 0, keys: 1), work("Holmgrund", day: 1, changes: 2, keys: 9),
            work("Pellow", day: 8, changes: 1, keys: 20),
        ]).map(\.plain)
        #expect(lines.contains { $0.contains("reviewed") && $0.contains(" 3 ") && $0.contains("33.3 %") })
        #expect(lines.contains { $0.contains("2026-02-02") && $0.contains("50.0 %") && $0.contains("5.0") })
        #expect(lines.contains { $0.contains("2026-02-09") && $0.contains("20.0") && $0.contains("▬▬▬▬") })
        #expect(lines.contains { $0.contains("Holmgrund") && $0.contains("50.0 %") })
    }

    @Test func `what was keyed in by hand is told apart`() {
        let lines = ReviewFigures(width: 100).lines(of: [
            work("Holmgrund", day: 0, changes: 14, keys: 66, isEntry: true)
        ]).map(\.plain)
        #expect(lines == ["1 document keyed in by hand: 66.0 keys and 2.0 seconds each."])
    }

    @Test func `names of vendors cannot steer the terminal, and no line is too wide`() {
        let lines = ReviewFigures(width: 80).lines(of: [
            work("\u{1B}[2J\u{202E}" + String(repeating: "wide ", count: 40), day: 0, changes: 0, keys: 1)
        ])
        #expect(lines.allSatisfy { $0.width <= 80 })
        #expect(!lines.map(\.plain).joined().unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" })
    }

    /// What was answered about a document, so many days after Tuesday, 3 February 2026.
    private func work(_ seller: String, day: Int64, changes: Int, keys: Int, isEntry: Bool = false)
        -> ReviewWork
    {
        ReviewWork(
            seller: seller, at: Timestamp(milliseconds: 1_770_080_000_000 + day * 86_400_000),
            isSettled: true,
            answers: changes + 1, changes: changes, seconds: 2, keystrokes: keys, isEntry: isEntry)
    }
}
