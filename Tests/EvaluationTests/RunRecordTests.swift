import Domain
import Foundation
import Testing

@testable import Evaluation

struct RunRecordTests {
    private func record(_ number: String?, date: String?, f1: Double) throws -> RunRecord {
        let truth = try DocumentTruth(
            label: Data(#"{"fields": {"invoice_number": "R-1", "issue_date": "2024-01-01"}}"#.utf8))
        var fields: [String] = []
        if let number { fields.append("\"invoice_number\": \"\(number)\"") }
        if let date { fields.append("\"issue_date\": \"\(date)\"") }
        let prediction = try Prediction(file: Data("{\"fields\": {\(fields.joined(separator: ", "))}}".utf8))
        return RunRecord(
            figures: ["header F1, all": f1, "same": 1],
            judgements: [("bill", Judgement(of: prediction, by: truth))])
    }

    @Test func `A later evaluation shows what was mended and what was broken`() throws {
        let difference = RunDifference(
            from: try record("R-2", date: "2024-01-01", f1: 0.5), to: try record("R-1", date: nil, f1: 0.6))
        #expect(difference.mended.map(\.field) == ["invoice_number"])
        #expect(difference.broken.map(\.field) == ["issue_date"])
        #expect(difference.broken.first?.outcome == "missed")
        #expect(Array(difference.figures.keys) == ["header F1, all"])
    }

    @Test func `Equal evaluations differ in nothing`() throws {
        let record = try record("R-1", date: "2024-01-01", f1: 1)
        let difference = RunDifference(from: record, to: record)
        #expect(difference.mended.isEmpty && difference.broken.isEmpty && difference.figures.isEmpty)
    }

    @Test func `A record survives being written and read`() throws {
        let record = try record("R-1", date: nil, f1: 0.25)
        #expect(try RunRecord(file: try record.bytes()) == record)
    }

    @Test func `A file that is no record is refused`() {
        #expect(throws: (any Error).self) { try RunRecord(file: Data("{}".utf8)) }
    }

    @Test func `Nothing of a document can end up as markup of the report`() {
        let verdict = FieldVerdict(
            field: .sellerName, outcome: .wrong, value: Prediction.Value(text: "<script>x</script>"),
            truth: "A & B")
        let html = ErrorReport(
            cards: [("all", Scorecard())],
            mistakes: [ErrorReport.Mistake(document: "a\"<b", verdict: verdict)]
        ).html
        #expect(!html.contains("<script>") && html.contains("&lt;script&gt;") && html.contains("A &amp; B"))
        #expect(!html.contains("a\"<b"))
    }
}
