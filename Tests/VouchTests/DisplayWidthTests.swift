import Testing

@testable import vouch

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("Grüße", 5), ("e\u{0301}te\u{0301}", 3), ("請求書", 6), ("ｶﾅ", 2), ("Ａ", 2),
        ("🧾", 2), ("👩‍🔧", 2), ("☎\u{FE0F}", 2), ("한국", 4), ("…", 1), ("─", 1),
    ])
    func `columns are counted as terminals show them`(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test(arguments: [
        ("invoice", 10, "invoice"), ("invoice", 7, "invoice"), ("invoice", 6, "invoi…"), ("invoice", 1, "…"),
        ("invoice", 0, ""), ("請求書類", 5, "請求…"), ("請求書類", 4, "請…"),
    ])
    func `a text that is too long is cut at its end`(text: String, width: Int, shown: String) {
        #expect(text.truncated(toWidth: width) == shown)
        #expect(text.truncated(toWidth: width).displayWidth <= width)
    }

    @Test(arguments: [
        ("apt-get install one two", 12, ["apt-get", "install one", "two"]), ("one two", 7, ["one two"]),
        ("verylongword is", 4, ["verylongword", "is"]), ("", 9, []), ("請求 書", 4, ["請求", "書"]),
    ])
    func `a text is broken between words`(text: String, width: Int, lines: [String]) {
        #expect(text.wrapped(toWidth: width) == lines)
    }

    @Test func `a file name keeps its ending when it is cut`() {
        #expect("Rechnung-2026-0815-Muster.pdf".truncatedInMiddle(toWidth: 16) == "Rechnung-2…r.pdf")
        #expect("請求書請求書請求書請求書.pdf".truncatedInMiddle(toWidth: 15).displayWidth <= 15)
        #expect("short.pdf".truncatedInMiddle(toWidth: 16) == "short.pdf")
    }
}
