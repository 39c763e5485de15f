import Testing

@testable import vouch

@Suite struct ProgressEstimateTests {
    private func estimate(done: Int, of total: Int, after seconds: Double, troubled: Int = 0)
        -> ProgressEstimate
    {
        var estimate = ProgressEstimate(noun: "documents", total: total, startedAt: 0)
        for index in 0..<done { estimate.advance(isTroubled: index < troubled) }
        estimate.sample(at: seconds)
        return estimate
    }

    @Test func `the line tells how far, how fast and how long`() {
        let line = estimate(done: 412, of: 2000, after: 4, troubled: 3).line(width: 100).plain
        #expect(
            line == "██████▏······················· 412 of 2,000 documents · 3 to look at · 103/s · 15 s left"
        )
    }

    @Test func `nothing is promised before anything is done`() {
        let line = estimate(done: 0, of: 10, after: 3).line(width: 60).plain
        #expect(line == "······························ 0 of 10 documents")
    }

    @Test(arguments: [10, 20, 30, 40, 60, 80]) func `the line fits`(width: Int) {
        #expect(estimate(done: 5, of: 1_000_000, after: 100).line(width: width).width <= width)
    }

    @Test func `the pace follows a change of speed`() {
        var estimate = ProgressEstimate(noun: "documents", total: 1000, startedAt: 0)
        for second in 1...60 {
            for _ in 0..<(second <= 30 ? 10 : 2) { estimate.advance() }
            estimate.sample(at: Double(second))
        }
        #expect(estimate.pace == 2)
    }

    @Test func `what an earlier run did takes no part in the pace`() {
        var estimate = ProgressEstimate(noun: "documents", total: 1000, startedAt: 0)
        estimate.skip(900)
        for _ in 0..<10 { estimate.advance() }
        estimate.sample(at: 10)
        #expect(estimate.done == 910)
        #expect(estimate.pace == 1)
        #expect(estimate.secondsLeft == 90)
    }

    @Test func `an empty run has a full line`() {
        #expect(estimate(done: 0, of: 0, after: 1).line(width: 40).plain.hasSuffix("0 of 0 documents"))
    }
}

@Suite struct SpellingTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
    func `whole numbers are grouped`(number: Int, text: String) {
        #expect(number.grouped == text)
    }

    @Test(arguments: [
        (0.25, "0.3 s"), (9.96, "10 s"), (42.4, "42 s"), (250, "4 min 10 s"), (7500, "2 h 05 min"),
    ])
    func `times are told as people do`(seconds: Double, text: String) {
        #expect(Duration.seconds(seconds).spelled == text)
    }

    @Test(arguments: [(0.998, "99.8 %"), (0.99999, "99.9 %"), (1, "100.0 %"), (0, "0.0 %")])
    func `only what is certain has a hundred percent`(probability: Double, text: String) {
        #expect(probability.percent == text)
    }
}
