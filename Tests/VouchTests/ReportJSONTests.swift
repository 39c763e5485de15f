import Domain
import Foundation
import Pipeline
import Testing

@testable import vouch

@Suite struct ReportJSONTests {
    private func text(_ report: DocumentReport, isExplained: Bool = false, isLaidOut: Bool = true) -> String {
        String(
            decoding: ReportJSON(isExplained: isExplained, isLaidOut: isLaidOut).bytes(of: report),
            as: UTF8.self)
    }

    @Test func `a report has its keys in a fixed order, amounts as strings, boxes to a tenth`() {
        var report = Sample.report
        let fields = Sample.draft.fields.filter { [.grandTotal, .currency].contains($0.key) }
        report.draft?.fields = fields
        expectSame(
            text(report),
            """
            {
              "document": {"name": "RE-2026-0815.pdf", "sha256": "\(String(repeating: "ab", count: 32))", \
            "pages": 2, "kind": "invoice", "language": "de", "status": "needs-review", "seconds": 0.012},
              "fields": {
                "currency": {"value": "EUR", "raw": "", "confidence": 1, "accepted": true, \
            "source": "xml:/Invoice/Cur", "alternatives": []},
                "grand_total": {"value": "529.87", "raw": "529,87 €", "confidence": 0.998, "accepted": true, \
            "page": 1, "box": [412, 701.5, 480.3, 712], "source": "page", "alternatives": []}
              },
              "line_items": [
                {"position": "1", "article_number": "TB100A4", "description": "Trennblätter A4", \
            "quantity": "20.00", "unit": "Stk", "unit_price": "9.9", "line_total": "198.00", "tax_rate": "19", \
            "confidence": 0.99, "page": 1, "box": [412, 701.5, 480.3, 712]},
                {"position": "2", "description": "Joghurt Banane", "quantity": "50", "unit": "Stk", \
            "unit_price": "5.50", "line_total": "275.00", "tax_rate": "7", "confidence": 0.9}
              ],
              "tax_breakdown": [
                {"rate": "19", "base": "198.00", "tax": "37.62", "page": 1, "box": [412, 701.5, 480.3, 712]}
              ],
              "findings": [
                {"rule": "totals.net-plus-tax", "message": "net + tax is 510.62, not 529.87", \
            "fields": ["net_total"]}
              ]
            }

            """)
    }

    @Test func `a document that was not read has its reason and nothing else`() {
        var report = Sample.report
        report.state = .quarantined(reason: "a password is needed to open it")
        report.draft = nil
        report.findings = []
        report.pageCount = 0
        expectSame(
            text(report, isLaidOut: false),
            """
            {"document":{"name":"RE-2026-0815.pdf","sha256":"\(String(repeating: "ab", count: 32))","pages":0,\
            "status":"quarantined","reason":"a password is needed to open it","seconds":0.012},"fields":{},\
            "line_items":[],"tax_breakdown":[],"findings":[]}

            """)
    }

    @Test func `reasons are written when they are asked for`() {
        #expect(!text(Sample.report).contains("reasons"))
        #expect(text(Sample.report, isExplained: true).contains(#""text": "label \"Gesamtbetrag\" left"#))
    }

    @Test(arguments: [
        "quote \" and \\ backslash", "line\nfeed\ttab\rreturn", "control \u{1} \u{1F} \u{7F}", "emoji 🧾 ü 請",
        "\u{2028}\u{202E}", "",
    ])
    func `any text comes back as it went in`(name: String) throws {
        var report = Sample.report
        report.name = name
        let object = try JSONSerialization.jsonObject(with: Data(text(report).utf8)) as? [String: Any]
        let document = object?["document"] as? [String: Any]
        #expect(document?["name"] as? String == name)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.04, "0"), (12.0, "12"), (12.35, "12.4"), (-3.25, "-3.3"), (99.96, "100"),
    ])
    func `numbers have no more digits than they need`(number: Double, text: String) {
        var writer = JSONWriter(isLaidOut: false)
        writer.number(number, places: 1)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }
}
