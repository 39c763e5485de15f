import Domain
import Extraction
import Testing

@Suite struct TotalsSolverTests {
    private func decimal(_ text: String) -> FixedDecimal {
        FixedDecimal(canonical: text) ?? FixedDecimal(-1)
    }

    private func options(_ list: [(String, Double)], isRecognised: Bool = false) -> [TotalsQuestion.Option] {
        list.map {
            TotalsQuestion.Option(value: decimal($0.0), probability: $0.1, isRecognised: isRecognised)
        }
    }

    @Test func `of likely amounts those are taken that add up`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(options: [
                .netTotal: options([("119.00", 0.6), ("100.00", 0.5)]),
                .taxTotal: options([("19.00", 0.7)]),
                .grandTotal: options([("119.00", 0.6), ("19.00", 0.6)]),
            ]))
        #expect(answer.choices[.netTotal]?.value.description == "100.00")
        #expect(answer.choices[.grandTotal]?.value.description == "119.00")
        #expect(answer.closed == [.netPlusTax])
        #expect(answer.runnerUpScore.map { $0 < answer.score } == true)
    }

    @Test func `totals that do not add up are kept as printed and named`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(options: [
                .netTotal: options([("1419.00", 0.95)]), .taxTotal: options([("302.00", 0.9)]),
                .grandTotal: options([("1725.00", 0.95)]),
            ]))
        #expect(answer.choices[.grandTotal]?.value.description == "1725.00")
        #expect(answer.broken == [.netPlusTax])
        #expect(answer.choices.values.allSatisfy { !$0.isRepaired })
    }

    @Test func `the lines decide between two nets`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(
                options: [.netTotal: options([("90.00", 0.5), ("95.00", 0.5)])], lineSum: decimal("95.00")))
        #expect(answer.choices[.netTotal]?.value.description == "95.00")
        #expect(answer.closed.contains(.linesToNet))
    }

    @Test func `what is prepaid is taken off the grand total`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(options: [
                .grandTotal: options([("215.14", 0.9)]), .prepaid: options([("50.00", 0.6)]),
                .amountDue: options([("215.14", 0.4), ("165.14", 0.5)]),
            ]))
        #expect(answer.choices[.amountDue]?.value.description == "165.14")
        #expect(answer.choices[.prepaid]?.value.description == "50.00")
        #expect(answer.closed.contains(.grossToDue))
    }

    private func misread(gross: String, lineSum: String?) -> TotalsAnswer {
        TotalsSolver.answer(
            TotalsQuestion(
                options: [
                    .netTotal: options([("100.00", 0.9)], isRecognised: true),
                    .taxTotal: options([("19.00", 0.9)], isRecognised: true),
                    .grandTotal: options([(gross, 0.9)], isRecognised: true),
                ], lineSum: lineSum.map(decimal)))
    }

    @Test func `one misread digit is mended where only that makes the sums right`() {
        let answer = misread(gross: "179.00", lineSum: "100.00")
        #expect(answer.choices[.grandTotal]?.value.description == "119.00")
        #expect(answer.choices[.grandTotal]?.isRepaired == true)
        #expect(answer.broken.isEmpty)
    }

    @Test func `with two possible repairs nothing is mended`() {
        let answer = misread(gross: "179.00", lineSum: nil)
        #expect(answer.choices[.grandTotal]?.value.description == "179.00")
        #expect(answer.broken == [.netPlusTax])
    }

    @Test func `a lost decimal point is put back`() {
        let answer = misread(gross: "11900", lineSum: "100.00")
        #expect(answer.choices[.grandTotal]?.value.description == "119.00")
    }

    @Test func `nothing of a text layer is mended`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(options: [
                .netTotal: options([("230.00", 0.9)]), .taxTotal: options([("43.70", 0.9)]),
                .grandTotal: options([("278.70", 0.9)]),
            ]))
        #expect(answer.choices[.grandTotal]?.value.description == "278.70")
        #expect(answer.choices[.grandTotal]?.isRepaired == false)
    }

    @Test func `without options there is no answer`() {
        #expect(TotalsSolver.answer(TotalsQuestion(options: [:])).choices.isEmpty)
    }

    @Test func `huge amounts overflow nothing`() {
        let huge = FixedDecimal(units: .max, scale: 2)
        let answer = TotalsSolver.answer(
            TotalsQuestion(
                options: [
                    .netTotal: [TotalsQuestion.Option(value: huge, probability: 0.9)],
                    .grandTotal: [TotalsQuestion.Option(value: huge, probability: 0.9)],
                ], lineSum: huge, breakdown: []))
        #expect(answer.choices.isEmpty)
    }
}
