import Domain
import Foundation
import Testing

@testable import Extraction

struct SurenessTests {
    private static let sureness = """
        {"about": "", "weights": {"sums.close": 2, "print.doubt": -3, "sums.open": -2},
        "fields": {"grand_total": {"bias": 2, "weights": {"score": 1}, "accept": 0.99},
        "amount_due": {"bias": 9, "weights": {}, "accept": 0.99},
        "net_total": {"bias": 2, "weights": {}, "accept": 0.99}, "tax_total": {"bias": 2, "weights": {}, "accept": 0.99}},
        "other": {"bias": 1, "weights": {}, "accept": 1.5}}
        """

    private func model() throws -> SurenessModel {
        try JSONDecoder().decode(SurenessModel.self, from: Data(Self.sureness.utf8))
    }

    @Test func `What speaks for a value makes it surer, what speaks against it less sure`() throws {
        let model = try model()
        let plain = model.probability(of: .grandTotal, [Feature("score", 1)])
        let closed = model.probability(of: .grandTotal, [Feature("score", 1), Feature("sums.close")])
        let doubted = model.probability(of: .grandTotal, [Feature("score", 1), Feature("print.doubt", 0.5)])
        #expect(doubted < plain && plain < closed)
        #expect(model.accepts(closed, field: .grandTotal) && !model.accepts(doubted, field: .grandTotal))
    }

    @Test(arguments: [FieldName.project, .contract, .sellerPhone])
    func `A field of which too little is known is never accepted`(field: FieldName) throws {
        let features = Array(repeating: Feature("sums.close"), count: 50)
        let probability = try model().probability(of: field, features)
        #expect(probability > 0.999999)
        #expect(!(try model().accepts(probability, field: field)))
    }

    @Test func `What is not known as an observation changes nothing`() throws {
        #expect(
            try model().probability(of: .netTotal, [Feature("no such thing", 9)])
                == model().probability(of: .netTotal, []))
    }

    // MARK: On documents

    private func account(
        _ figures: [(FieldName, String, Double)], origin: Page.Origin = .textLayer, doubted: FieldName? = nil,
        kind: DocumentKind = .invoice
    ) throws -> SelectionAccount {
        let weights = #"{"about": "", "weights": {"strength": 1}, "fields": {}}"#
        var scoring = try JSONDecoder().decode(ScoringModel.self, from: Data(weights.utf8))
        scoring.sureness = try model()
        let candidates = figures.compactMap { field, amount, strength -> Candidate? in
            // What is read alike in two fields is one print.
            let index = figures.firstIndex { $0.1 == amount } ?? 0
            guard let value = FixedDecimal(canonical: amount) else { return nil }
            let box = Box(left: 400, top: Double(index) * 20, right: 450, bottom: Double(index) * 20 + 10)
            return Candidate(
                field: field, value: .amount(value), raw: amount, region: Region(page: 1, box: box),
                features: [Feature("strength", strength)]
                    + (field == doubted ? [Feature("read.tesseract")] : []))
        }
        let words = candidates.map { Word(text: $0.raw, box: $0.region.box) }
        let page = Page(number: 1, width: 600, height: 800, origin: origin, words: words)
        let today = try #require(CalendarDate(year: 2026, month: 1, day: 1))
        return Selection(model: scoring).account(
            of: Evidence(
                language: "en", kinds: [KindScore(kind: kind, score: 5, title: "")],
                candidates: candidates), pages: [page], arrival: today)
    }

    private func seen(_ account: SelectionAccount, _ field: FieldName) -> Set<String> {
        Set((account.seen[field] ?? []).map(\.name))
    }

    @Test func `Totals that add up are seen to do so, and are accepted`() throws {
        let account = try account([
            (.netTotal, "100.00", 3), (.taxTotal, "19.00", 3), (.grandTotal, "119.00", 3),
        ])
        #expect(seen(account, .grandTotal).isSuperset(of: ["sums.close", "print.digital", "lead.only"]))
        #expect(account.draft.fields[.grandTotal]?.isAccepted == true)
    }

    @Test func `What moved the probability is told in words, most telling first`() throws {
        let account = try account([
            (.netTotal, "100.00", 3), (.taxTotal, "19.00", 3), (.grandTotal, "119.00", 3),
        ])
        let told = account.draft.fields[.grandTotal]?.sureness ?? []
        #expect(told.first == Reason(text: "net + tax = grand total, as read", weight: 2))
        #expect(told.allSatisfy { abs($0.weight) >= 0.15 })
        #expect(account.draft.fields[.netTotal]?.sureness.count == 1)
    }

    @Test func `Totals that do not add up are seen to be open, and wait for a person`() throws {
        let account = try account([
            (.netTotal, "100.00", 3), (.taxTotal, "19.00", 3), (.grandTotal, "121.00", 3),
        ])
        #expect(!seen(account, .grandTotal).contains("sums.close"))
        #expect(account.draft.fields[.grandTotal]?.isAccepted == false)
    }

    @Test(arguments: [("0.02", "87.10"), ("0.03", "87.08")])
    func `Of two totals of a receipt the one is paid that the rounding printed leads to`(
        rounding: String, total: String
    ) throws {
        let account = try account(
            [(.grandTotal, "87.08", 6), (.grandTotal, "87.10", 2.5), (.rounding, rounding, 3)], kind: .receipt
        )
        #expect(account.draft.fields[.grandTotal]?.value.canonical == total)
    }

    @Test func `Totals of which one was mended were not seen to add up`() throws {
        let account = try account(
            [
                (.netTotal, "100.00", 3), (.taxTotal, "7.00", 3), (.grandTotal, "167.00", 3),
                (.amountDue, "107.00", 3),
            ], origin: .image)
        let fields = account.draft.fields
        #expect(fields[.grandTotal]?.value == .amount(FixedDecimal(107)))
        for field in [FieldName.netTotal, .taxTotal, .grandTotal] {
            #expect(!seen(account, field).contains("sums.close"))
            #expect(fields[field]?.reasons.contains { $0.text == "net + tax = gross" } == false)
        }
        #expect(fields[.grandTotal]?.isAccepted == false)
    }

    @Test func `An amount due of the same print as a mended grand total follows it`() throws {
        let account = try account(
            [
                (.netTotal, "170.00", 3), (.taxTotal, "33.00", 3), (.grandTotal, "263.00", 3),
                (.amountDue, "263.00", 3),
            ], origin: .image)
        for field in [FieldName.grandTotal, .amountDue] {
            let mended = try #require(account.draft.fields[field])
            #expect(mended.value.canonical == "203.00")
            #expect(mended.alternatives.first?.value.canonical == "263.00")
            #expect(!mended.isAccepted && mended.confidence <= 0.8)
        }
    }

    @Test func `What follows from a mended or doubtful amount is as doubtful`() throws {
        let account = try account(
            [(.netTotal, "100.00", 3), (.taxTotal, "7.00", 3), (.grandTotal, "107.60", 3)], origin: .image)
        let (gross, due) = (account.draft.fields[.grandTotal], account.draft.fields[.amountDue])
        #expect(gross?.isAccepted == false && due?.isAccepted == false)
        #expect(try #require(due).confidence <= 0.5)
    }

    @Test(arguments: [(nil, true), (FieldName.grandTotal, false)])
    func `What follows from an amount that one reader alone saw is not accepted`(
        doubted: FieldName?, isAccepted: Bool
    ) throws {
        let account = try account([(.grandTotal, "119.00", 3)], doubted: doubted)
        #expect(seen(account, .amountDue).contains("derived.gross"))
        #expect(account.draft.fields[.amountDue]?.isAccepted == isAccepted)
    }

    @Test func `A total that follows from two others says so`() throws {
        let account = try account([(.netTotal, "100.00", 3), (.grandTotal, "119.00", 3)])
        #expect(seen(account, .taxTotal).isSuperset(of: ["derived.difference", "sums.none"]))
        #expect(!seen(account, .grandTotal).contains("sums.close"))
    }

    @Test func `A close runner-up is seen`() throws {
        let account = try account([(.grandTotal, "119.00", 3), (.grandTotal, "119.03", 2.5)])
        #expect(seen(account, .grandTotal).isSuperset(of: ["lead.none", "total.nearOther"]))
    }

    @Test func `Nothing is seen where nothing was chosen`() throws {
        #expect(try account([]).seen.isEmpty)
    }
}
