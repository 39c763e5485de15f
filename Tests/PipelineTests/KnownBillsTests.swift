import Domain
import Pipeline
import PipelineDoubles
import Testing

@Suite struct KnownBillsTests {
    private let store = MemoryStore()

    /// Takes a document in and settles it with a draft.
    private func settle(_ number: UInt8, _ draft: InvoiceDraft) async throws {
        _ = try await store.receive([Sample.arrival(number)])
        for lease in try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now) {
            _ = try await store.commit(
                FinishedStep(
                    lease: lease, state: .read, reading: Sample.reading(draft: draft), at: Sample.now))
        }
    }

    private func draft(_ changes: [FieldName: String] = [:]) -> InvoiceDraft {
        var draft = Sample.draft
        for (field, text) in changes {
            let value = FixedDecimal(canonical: text).map(FieldValue.amount) ?? .text(text)
            draft.fields[field] = Field(value: value, raw: text, confidence: 1, source: .person)
        }
        return draft
    }

    private func message(_ draft: InvoiceDraft, arrival: UInt8 = 9) async throws -> String? {
        try await KnownBills(in: store).finding(on: draft, of: Sample.arrival(arrival))?.message
    }

    @Test func `a bill that came before is told with the document it came as`() async throws {
        try await settle(1, draft())
        #expect(try await message(draft()) == "the same bill came before as #1, 1.pdf")
        #expect(
            try await message(draft([.sellerName: "MÜLLER & SÖHNE."]))
                == "the same bill came before as #1, 1.pdf")
        #expect(
            try await message(draft([.grandTotal: "120.00"]))
                == "its number came before, with another total, on #1, 1.pdf")
    }

    @Test func `another seller, number or kind is another bill, and so is the document itself`() async throws
    {
        try await settle(1, draft())
        #expect(try await message(draft([.sellerName: "Schmidt KG"])) == nil)
        #expect(try await message(draft([.invoiceNumber: "R-18"])) == nil)
        var credit = draft()
        credit.kind = .creditNote
        #expect(try await message(credit) == nil)
        #expect(try await message(draft(), arrival: 1) == nil)
    }

    @Test func `of two that are read at the same time the later one is told`() async throws {
        let bills = KnownBills(in: store)
        #expect(try await bills.finding(on: draft(), of: Sample.arrival(1)) == nil)
        let later = try await bills.finding(on: draft([.invoiceNumber: "r 017"]), of: Sample.arrival(2))
        #expect(later?.message == "the same bill came before as 1.pdf")
        #expect(try await bills.finding(on: draft([.sellerName: "X"]), of: Sample.arrival(3)) == nil)
    }

    @Test func `a bill that is in the store counts as it stands there`() async throws {
        let bills = KnownBills(in: store)
        #expect(try await bills.finding(on: draft(), of: Sample.arrival(1)) == nil)
        try await settle(1, draft([.invoiceNumber: "R-99"]))
        bills.forget(Sample.hash(1))
        #expect(try await bills.finding(on: draft(), of: Sample.arrival(2)) == nil)
        let again = try await bills.finding(on: draft([.invoiceNumber: "R-99"]), of: Sample.arrival(3))
        #expect(again?.message == "the same bill came before as #1, 1.pdf")
    }

    @Test func `VAT numbers tell sellers apart where both are printed`() async throws {
        try await settle(1, draft([.sellerVATID: "DE111111125"]))
        #expect(try await message(draft([.sellerVATID: "DE136695976"])) == nil)
        #expect(try await message(draft([.sellerVATID: "DE111111125", .sellerName: "M+S"])) != nil)
        #expect(try await message(draft()) != nil)
    }
}
