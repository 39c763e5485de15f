import Domain
import Extraction
import Pipeline
import Reading
import Testing

@testable import vouch

@Suite struct InterpreterTests {
    private let reading = DocumentReading(
        pages: [Page(number: 1, width: 595, height: 842, origin: .textLayer, words: [])],
        evidence: Evidence(
            language: "de",
            candidates: [
                Candidate(
                    field: .sellerName, value: .text("Kopfzeile"), raw: "Kopfzeile",
                    region: Region(page: 1, box: Box(left: 0, top: 0, right: 9, bottom: 9)),
                    features: [Feature("name.legalForm"), Feature("heading.seller"), Feature("block.first")])
            ]), engines: [])

    private func seller(vendor: String?) throws -> Field<FieldValue>? {
        let arrival = try #require(CalendarDate(iso: "2026-11-21"))
        return try Composition.interpreter().interpret(reading, arrival: arrival, vendor: vendor)
            .draft.fields[.sellerName]
    }

    @Test func `the vendor of an inbox is the seller, and what was read stands beside`() throws {
        let known = try #require(try seller(vendor: "Muster GmbH"))
        #expect(known.value == .text("Muster GmbH") && known.isAccepted)
        #expect(known.source == .masterData("vendor of the inbox"))
        let read = try #require(try seller(vendor: nil))
        #expect(known.alternatives.map(\.value) == [read.value])
    }

    @Test func `an inbox of any vendor leaves the seller to the page`() throws {
        #expect(try seller(vendor: nil)?.value == .text("Kopfzeile"))
    }
}
