import Domain
import Extraction
import Testing

@Suite struct TotalsSolverTests {
    private func decimal(_ text: String) -> FixedDecimal {
        FixedDecimal(canonical: text) ?? FixedDecimal(-1)
    }

    private func options(_ list: [(String, Double)], isRecognised: Bool = false) -> [TotalsQuestion.Option] {
        list.map {
            TotalsQuestion.Option(value: decimal($0.0), score: ($0.1 - 0.3) * 4, isRecognised: isRecognised)
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

    @Test(
        arguments: [
            ("67.98", "0.02", "68.00", "68.00"), ("61.82", "-0.02", "61.80", "61.80"),
            ("1234.40", "0.40", "1234.00", "1234.00"), ("10.01", "0.01", "10.00", "10.00"),
            // Not rounder, not so far apart, not rounding at all.
            ("67.98", "0.02", "67.96", "67.98"), ("67.98", "0.02", "68.10", "67.98"),
            ("67.98", "2.02", "70.00", "67.98"),
        ])
    func `of two totals that differ by what is rounded off the rounder one counts`(
        plain: String, rounding: String, other: String, total: String
    ) {
        let answer = TotalsSolver.answer(
            TotalsQuestion(options: [
                .grandTotal: options([(plain, 0.9), (other, 0.8)]), .rounding: options([(rounding, 0.9)]),
            ]))
        #expect(answer.choices[.grandTotal]?.value.description == total)
    }

    @Test func `a rounded amount that is printed as due leaves the grand total as it is`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(options: [
                .grandTotal: options([("67.98", 0.9), ("68.00", 0.8)]), .rounding: options([("0.02", 0.9)]),
                .amountDue: options([("68.00", 0.9)]),
            ]))
        #expect(answer.choices[.grandTotal]?.value.description == "67.98")
        #expect(answer.choices[.amountDue]?.value.description == "68.00")
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

    private func misread(gross: String, due: String, isSamePrint: Bool) -> TotalsAnswer {
        let option = { (value: String, top: Double) in
            let box = Box(left: 400, top: top, right: 450, bottom: top + 10)
            return [
                TotalsQuestion.Option(
                    value: self.decimal(value), score: 3, isRecognised: true,
                    place: Region(page: 1, box: box))
            ]
        }
        return TotalsSolver.answer(
            TotalsQuestion(
                options: [
                    .netTotal: option("100.00", 100), .taxTotal: option("19.00", 120),
                    .grandTotal: option(gross, 140), .amountDue: option(due, isSamePrint ? 140 : 160),
                ], lineSum: decimal("100.00")))
    }

    @Test(arguments: [("119.00", false), ("179.00", true)])
    func `a misread digit is mended where the amount due agrees or is the same print`(
        due: String, isSamePrint: Bool
    ) {
        let answer = misread(gross: "179.00", due: due, isSamePrint: isSamePrint)
        #expect(answer.choices[.grandTotal]?.value.description == "119.00")
        #expect(answer.closed.contains(.grossToDue) == !isSamePrint)
    }

    @Test func `nothing is mended where an amount due printed elsewhere is as the grand total was read`() {
        let answer = misread(gross: "179.00", due: "179.00", isSamePrint: false)
        #expect(answer.choices[.grandTotal]?.value.description == "179.00")
        #expect(answer.choices.values.allSatisfy { !$0.isRepaired })
        #expect(answer.broken.contains(.netPlusTax))
    }

    @Test func `with two possible repairs nothing is mended and both are asked`() {
        let answer = misread(gross: "179.00", lineSum: nil)
        #expect(answer.choices[.grandTotal]?.value.description == "179.00")
        #expect(answer.broken == [.netPlusTax])
        #expect(
            Set(answer.questions.map { "\($0.field) \($0.value)" }) == [
                "grandTotal 119.00", "netTotal 160.00",
            ])
    }

    private func reread(gross others: [String]) -> TotalsAnswer {
        let option = { (value: String, others: [String]) in
            [
                TotalsQuestion.Option(
                    value: self.decimal(value), score: 3, isRecognised: true,
                    otherReadings: others.map(self.decimal), isReadAgain: true)
            ]
        }
        return TotalsSolver.answer(
            TotalsQuestion(options: [
                .netTotal: option("100.00", []), .taxTotal: option("7.00", []),
                .grandTotal: option("107.60", others),
            ]))
    }

    @Test func `what the recogniser saw besides is believed where it alone makes the sums right`() {
        let answer = reread(gross: ["107.00", "167.60"])
        #expect(answer.choices[.grandTotal]?.value.description == "107.00")
        #expect(answer.choices[.grandTotal]?.isRepaired == true)
        #expect(answer.questions.isEmpty)
    }

    @Test func `what the recogniser did not see is asked where no other sum agrees`() {
        let answer = reread(gross: ["167.60"])
        #expect(answer.choices[.grandTotal]?.value.description == "107.60")
        #expect(
            answer.questions.map { "\($0.field) \($0.value)" } == [
                "netTotal 100.60", "taxTotal 7.60", "grandTotal 107.00",
            ])
    }

    @Test func `a tax printed rate by rate is their sum`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(
                options: [
                    .netTotal: options([("300.00", 0.9)]), .grandTotal: options([("333.00", 0.9)]),
                    .taxTotal: options([("19.00", 0.4)]),
                ], rateTaxes: [decimal("19.00"), decimal("14.00")]))
        #expect(answer.choices[.taxTotal]?.value.description == "33.00")
        #expect(answer.choices[.taxTotal]?.option == nil)
    }

    @Test func `taxable amounts are no taxes`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(
                options: [.netTotal: options([("100.00", 0.9)]), .grandTotal: options([("125.00", 0.9)])],
                rateTaxes: [decimal("75.00"), decimal("50.00")]))
        #expect(answer.choices[.taxTotal] == nil)
    }

    @Test(arguments: [("5.00", "95.00", true), ("7.00", "95.00", false)])
    func `an allowance is taken where the lines need it`(allowance: String, net: String, isTaken: Bool) {
        let answer = TotalsSolver.answer(
            TotalsQuestion(
                options: [
                    .netTotal: options([(net, 0.9), ("100.00", 0.9)]), .taxTotal: options([("19.00", 0.9)]),
                    .grandTotal: options([("114.00", 0.9)]), .allowanceTotal: options([(allowance, 0.25)]),
                ], lineSum: decimal("100.00")))
        #expect(answer.choices[.netTotal]?.value.description == net)
        #expect((answer.choices[.allowanceTotal] != nil) == isTaken)
    }

    @Test func `a sign of currency read as a digit is taken off`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(
                options: [
                    .netTotal: options([("195.00", 0.9)], isRecognised: true),
                    .taxTotal: options([("9.75", 0.9)], isRecognised: true),
                    .grandTotal: options([("5204.75", 0.9)], isRecognised: true),
                ], lineSum: decimal("195.00")))
        #expect(answer.choices[.grandTotal]?.value.description == "204.75")
    }

    @Test func `where no net is printed the lines tell the grand total`() {
        let answer = TotalsSolver.answer(
            TotalsQuestion(
                options: [
                    .taxTotal: options([("640.50", 0.8)]),
                    .grandTotal: options([("2287.50", 0.6), ("2928.00", 0.5)]),
                ], lineSum: decimal("2287.50"), hasManyLines: false))
        #expect(answer.choices[.grandTotal]?.value.description == "2928.00")
    }

    /// Seeds of the property below; the seed of a failure is printed with its arguments.
    @Test(arguments: 1...60) func `the best assignment is the best of all there are`(seed: Int) {
        var random = SmallRandom(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let amounts = (0..<3).map { _ in
            (0..<4).map { _ in
                TotalsQuestion.Option(
                    value: FixedDecimal(units: Int64(random.next() % 40) * 100, scale: 2),
                    score: Double(random.next() % 9) - 3)
            }
        }
        let question = TotalsQuestion(options: [
            .netTotal: amounts[0], .taxTotal: amounts[1], .grandTotal: amounts[2],
        ])
        let best = TotalsSolver.answer(question)
        for net in amounts[0] {
            for tax in amounts[1] {
                for gross in amounts[2] {
                    let one = TotalsSolver.answer(
                        TotalsQuestion(options: [.netTotal: [net], .taxTotal: [tax], .grandTotal: [gross]]))
                    #expect(one.score <= best.score + 1e-9)
                }
            }
        }
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
                    .netTotal: [TotalsQuestion.Option(value: huge, score: 2.4)],
                    .grandTotal: [TotalsQuestion.Option(value: huge, score: 2.4)],
                ], lineSum: huge, breakdown: []))
        #expect(answer.choices.isEmpty)
    }
}

/// Numbers from a seed, the same everywhere.
private struct SmallRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
