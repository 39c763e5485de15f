import Domain
import Foundation
import Testing

@testable import Evaluation

struct JudgementTests {
    private let truth = """
        {"kind": "invoice", "language": "de", "fields": {"invoice_number": "R-1", "due_date": null,
        "grand_total": "119.00", "seller_name": "Muster GmbH"}, "visible": {"invoice_number": true, "grand_total": true},
        "accept": {"grand_total": ["120.00"]}, "line_items": [
        {"description": "Pump", "quantity": "2.00", "unit_price": "10.00", "line_total": "20.00", "visible": true},
        {"description": "Hose", "quantity": null, "unit_price": null, "line_total": "5.00", "visible": true}]}
        """

    private func judged(_ prediction: String?) throws -> Judgement {
        let label = try DocumentTruth(label: Data(truth.utf8))
        return Judgement(of: try prediction.map { try Prediction(file: Data($0.utf8)) }, by: label)
    }

    private func outcomes(_ judgement: Judgement) -> [String: FieldVerdict.Outcome] {
        Dictionary(uniqueKeysWithValues: judgement.fields.map { ($0.field.rawValue, $0.outcome) })
    }

    @Test(
        arguments: [
            (#"{"fields": {"invoice_number": "r1", "grand_total": "119,00"}}"#, [.right, .absent, .right]),
            (#"{"fields": {"invoice_number": "R-2", "grand_total": 120}}"#, [.wrong, .absent, .right]),
            (
                #"{"fields": {"due_date": {"value": "2024-01-01", "confidence": 0.5}, "grand_total": " "}}"#,
                [.missed, .invented, .missed]
            ),
        ] as [(String, [FieldVerdict.Outcome])])
    func `Fields come out right, wrong, missed, invented or absent`(
        prediction: String, expected: [FieldVerdict.Outcome]
    ) throws {
        let found = outcomes(try judged(prediction))
        #expect(["invoice_number", "due_date", "grand_total"].map { found[$0] } == expected)
    }

    @Test func `A field that cannot be seen on the page is not judged`() throws {
        #expect(outcomes(try judged(#"{"fields": {"seller_name": "Other"}}"#))["seller_name"] == nil)
    }

    @Test func `A document that was not read misses everything that is there`() throws {
        let found = try judged(nil)
        #expect(outcomes(found)["grand_total"] == .missed)
        #expect(outcomes(found)["due_date"] == .absent)
        #expect(found.lines?.right == 0 && found.lines?.labelled == 2)
        #expect(!found.isFine(Comparing.core))
    }

    @Test func `Lines count where quantity, price and total are right, in any order`() throws {
        let lines = """
            {"fields": {}, "line_items": [{"description": "Hose", "line_total": "5.00", "quantity": "7"},
            {"description": "Pump", "quantity": "2", "unit_price": "10", "line_total": "21.00"}]}
            """
        let found = try #require(try judged(lines).lines)
        #expect((found.right, found.read, found.labelled) == (1, 2, 2))
        #expect(found.descriptions == [1, 1] && !found.isFine)
    }

    @Test(arguments: ["", "[]x", "{\"fields\": "])
    func `A label that is no JSON is refused`(text: String) {
        #expect(throws: (any Error).self) { try DocumentTruth(label: Data(text.utf8)) }
    }

    @Test func `A label that says nothing about what can be seen means everything`() throws {
        let label = try DocumentTruth(
            label: Data(#"{"fields": {"currency": "EUR", "seller_iban": null}}"#.utf8))
        #expect(label.answers(.currency) == ["EUR"])
        #expect(label.answers(.sellerIBAN).isEmpty && label.fields.keys.contains("seller_iban"))
        #expect(!label.fields.keys.contains("seller_name"))
    }
}
