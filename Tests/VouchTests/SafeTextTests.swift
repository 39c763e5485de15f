import Testing

@testable import vouch

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("invoice.pdf", "invoice.pdf"),
        ("Rechnung Müller & Söhne №7.pdf", "Rechnung Müller & Söhne №7.pdf"),
        ("請求書.pdf", "請求書.pdf"),
    ])
    func `names of any language stay as they are`(raw: String, shown: String) {
        let safe = SafeText(raw)
        #expect(safe.text == shown)
        #expect(!safe.wasUnsafe)
    }

    @Test(arguments: [
        ("a\u{1B}[31mb", "a\\u{1B}[31mb"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("invoice\u{202E}fdp.exe", "invoice\\u{202E}fdp.exe"),
        ("zero\u{200B}width", "zero\\u{200B}width"),
        ("c1\u{9B}31m", "c1\\u{9B}31m"),
        ("tag\u{E0041}", "tag\\u{E0041}"),
        ("line\u{2028}separator", "line\\u{2028}separator"),
        ("bell\u{7}", "bell\\u{7}"),
    ])
    func `what could steer a terminal is shown escaped`(raw: String, shown: String) {
        let safe = SafeText(raw)
        #expect(safe.text == shown)
        #expect(safe.wasUnsafe)
    }

    @Test func `a pile of combining marks is cut`() {
        let pile = "a" + String(repeating: "\u{0301}", count: 40)
        let safe = SafeText(pile)
        #expect(safe.wasUnsafe)
        #expect(safe.text.unicodeScalars.filter { $0 == "\u{0301}" }.count == SafeText.maximumMarks)
    }

    @Test func `styled text cannot carry an escape code of its own`() {
        let line = StyledText("x\u{1B}]0;title\u{7}", .bad).rendered(.indexed)
        #expect(line == "\u{1B}[31mx\\u{1B}]0;title\\u{7}\u{1B}[0m")
    }
}
