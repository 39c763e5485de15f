import Domain
import Reviewing
import Testing

@testable import vouch

/// Text off a page at the desk: it is shown, and never drives the terminal.
@Suite struct HostileTextTests {
    static let texts = [
        "\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{9B}31mred", "\u{1B}P+q544e\u{1B}\\", "a\u{8}\u{8}b\r\nc\u{0}",
        "\u{202E}gnp.exe\u{202C}", "\u{2066}x\u{2069}\u{200F}", "\u{FEFF}\u{200B}\u{E0041}",
        "\u{2028}\u{2029}\u{85}", String(repeating: "Z\u{351}\u{36B}\u{343}", count: 30),
        "'; DROP TABLE documents; --", "=cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>",
    ]

    private func review(_ text: String) throws -> ReviewSession {
        let names: [FieldName] = [.invoiceNumber, .sellerName, .buyerName, .purchaseOrder, .paymentTerms]
        let fields = names.map { name in
            (
                name,
                Field<FieldValue>(
                    value: .text(text), raw: text, confidence: 0.4, isAccepted: false, source: .person,
                    alternatives: [.init(value: .text(text + "2"), confidence: 0.2, region: nil)],
                    reasons: [Reason(text: "label \"\(text)\"", weight: 1)])
            )
        }
        let draft = InvoiceDraft(
            kind: .invoice, language: "en", fields: Dictionary(uniqueKeysWithValues: fields))
        return ReviewSession(
            asRead: draft, pages: [], findings: [],
            arrival: try #require(CalendarDate(year: 2026, month: 11, day: 22)))
    }

    private func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    @Test(arguments: texts, [(80, 24), (140, 45)])
    func `what is printed on a page steers nothing on any screen of the desk`(
        text: String, size: (Int, Int)
    ) throws {
        let review = try review(text)
        let canvas = ReviewScreen(width: size.0, height: size.1)
        let ways: [[Key]] = [[], [.character(" ")], [.character("v")], [.character("1"), .character("=")]]
        for keys in ways {
            var dialog = ReviewDialog()
            for key in keys { _ = dialog.press(key, in: review) }
            for line in canvas.screen(dialog, review, text, 1) {
                #expect(!line.rendered(.none).unicodeScalars.contains(where: isSteering))
                #expect(line.width <= size.0)
            }
        }
    }

    @Test func `all keys of the overview are named on a narrow screen, too`() throws {
        let lines = ReviewScreen(width: 80, height: 24).screen(
            ReviewDialog(), try review("4711"), "bill.pdf", 0)
        let foot = lines.map(\.plain).joined(separator: "\n")
        for key in ["l lines", "t tax", "p pages", "k kind", "v vendor", "o original", "x reject", "u undo"] {
            #expect(foot.contains(key), "\(key) is missing")
        }
    }

    @Test func `a question names the keys to point at words and to go back`() throws {
        var dialog = ReviewDialog()
        let review = try review("4711")
        _ = dialog.press(.character(" "), in: review)
        let lines = ReviewScreen(width: 80, height: 24).screen(dialog, review, "bill.pdf", 0)
        #expect(lines.contains { $0.plain.contains("m mark") && $0.plain.contains("b back") })
    }
}
