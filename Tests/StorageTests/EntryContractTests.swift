import Domain
import Pipeline
import PipelineDoubles
import Reviewing
import Testing

/// What every store promises about documents that are keyed in by hand.
@Suite struct EntryContractTests {
    @Test(arguments: StoreUnderTest.allCases)
    func `an entry waits until it is confirmed, whatever is there of it`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            guard case .begun(let id) = try await store.begin(Self.entry(7)) else {
                Issue.record("it is not begun")
                return
            }
            #expect(try await store.unfinishedEntries().map(\.id) == [id])
            #expect(try await store.reviewQueue().map(\.id) == [id.rawValue])
            #expect(try await store.openJobs() == 0)
            let desk = desk(store)
            var hand = try await desk.opened(id)
            #expect(hand.review.isEntry)
            for edit in Self.edits {
                #expect(try await desk.keep(edit, on: &hand, seconds: 2, keystrokes: 9) == .kept)
                #expect(try await store.record(of: id)?.summary.state == .needsReview)
            }
            let again = try await desk.opened(id)
            #expect(again.review.draft == hand.review.draft)
            #expect(again.review.draft.taxBreakdown.count == 1)
            #expect(again.review.draft.fields[.invoiceNumber]?.source == .person)
            #expect(try await desk.keep(.confirm, on: &hand) == .kept)
            #expect(try await store.record(of: id)?.summary.state == .read)
            #expect(try await store.unfinishedEntries().isEmpty)
            #expect(try await store.documents(with: "R-18", in: .invoiceNumber) == [id])
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `bytes that are a document already are not entered a second time`(kind: StoreUnderTest) async throws
    {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            #expect(try await store.begin(Self.entry(1)) == .known(DocumentID(rawValue: 1)))
            #expect(try await store.unfinishedEntries().isEmpty)
            #expect(try await store.begin(Self.entry(2)) == .begun(DocumentID(rawValue: 2)))
            #expect(try await store.receive([Sample.arrival(2)]) == [.duplicate(of: DocumentID(rawValue: 2))])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what was keyed in by hand is not read again by a program`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.begin(Self.entry(7))
            #expect(
                try await store.rerun(DocumentID(rawValue: 1), by: "ada", at: Sample.now) == false)
            #expect(try await store.openJobs() == 0)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a bill that came before is found when its number is keyed in, and only then`(
        kind: StoreUnderTest
    ) async throws {
        try await kind.run { store throws in
            let desk = desk(store)
            var ids: [DocumentID] = []
            for number in [UInt8(7), 8] {
                guard case .begun(let id) = try await store.begin(Self.entry(number)) else { continue }
                ids.append(id)
                var hand = try await desk.opened(id)
                for edit in Self.edits { #expect(try await desk.keep(edit, on: &hand) == .kept) }
            }
            let second = try #require(ids.last)
            var hand = try await desk.opened(second)
            #expect(hand.review.findings.contains { $0.rule == "duplicate.number" })
            #expect(
                try await store.record(of: second)?.findings.contains { $0.rule == "duplicate.number" }
                    == true)
            guard case .doubtful = hand.review.response(to: .confirm) else {
                Issue.record("the same bill is confirmed twice without a word")
                return
            }
            let other = Edit.set(.invoiceNumber, .text("R-19"), at: nil, raw: "R-19")
            #expect(try await desk.keep(other, on: &hand) == .kept)
            #expect(!hand.review.findings.contains { $0.rule == "duplicate.number" })
        }
    }

    private static let edits: [Edit] = [
        .set(.invoiceNumber, .text("R-18"), at: nil, raw: "R-18"),
        .set(.sellerName, .text("Holmgrund GmbH"), at: nil, raw: "Holmgrund GmbH"),
        .set(.issueDate, CalendarDate(iso: "2026-02-01").map(FieldValue.date) ?? .text(""), at: nil, raw: ""),
        .set(.grandTotal, .amount(FixedDecimal(units: 11900, scale: 2)), at: nil, raw: ""),
        .taxes([
            DraftTax(
                rate: FixedDecimal(19), base: FixedDecimal(units: 10000, scale: 2),
                tax: FixedDecimal(units: 1900, scale: 2), source: .person)
        ]),
    ]

    private static func entry(_ number: UInt8) -> Entry {
        Entry(
            arrival: Arrival(
                key: Arrival.entryPrefix + "\(number)", content: .bytes(Sample.hash(number), size: 9),
                name: "by hand", at: Sample.now),
            reading: StoredReading(
                pages: [], draft: InvoiceDraft(kind: .invoice, language: ""), engines: [Entry.engine],
                at: Sample.now, seconds: 0), actor: "ada")
    }

    private func desk(_ store: any Store) -> ReviewDesk {
        ReviewDesk(store: store, world: FixedWorld().world, actor: "ada", session: "session-ada")
    }

}
