import Foundation
import Testing

@testable import Evaluation

struct CalibrationTests {
    private let pairs = [
        Sureness(confidence: 0.99, isRight: true, isAccepted: true),
        Sureness(confidence: 0.95, isRight: true), Sureness(confidence: 0.95, isRight: false),
        Sureness(confidence: 0.9, isRight: true), Sureness(confidence: 0.2, isRight: false),
    ]

    @Test(arguments: [(1.0, 1, 0.99), (0.75, 4, 0.9), (0.6, 5, 0.2)])
    func `As many values are covered as the precision allows, equal ones together`(
        precision: Double, count: Int, threshold: Double
    ) {
        let found = Calibration(pairs).coverage(at: precision)
        #expect(found.share.part == count && found.threshold == threshold)
    }

    @Test func `Nothing is covered where the surest value is wrong and all are equal`() {
        let found = Calibration([
            Sureness(confidence: 0.9, isRight: false), Sureness(confidence: 0.9, isRight: true),
        ]).coverage(at: 0.9)
        #expect(found.share.part == 0 && found.threshold == nil)
    }

    @Test func `Probabilities that hold have no error, and nothing has none`() throws {
        let held = (0..<10).map { Sureness(confidence: 0.7, isRight: $0 < 7) }
        #expect(abs(try #require(Calibration(held).error)) < 1e-12)
        #expect(Calibration([]).error == nil)
    }

    @Test(arguments: [
        (0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (5, 10, 0.1871, 0.8129), (598, 600, 0.988, 0.9996),
    ])
    func `Shares lie between the bounds of Clopper and Pearson`(
        part: Int, whole: Int, lower: Double, upper: Double
    ) {
        let interval = Calibration.Share(part, of: whole).interval
        #expect(abs(interval.lowerBound - lower) < 0.0005 && abs(interval.upperBound - upper) < 0.0005)
    }

    @Test func `Nothing seen is nothing known`() {
        #expect(Calibration.Share(0, of: 0).interval == 0...1)
    }

    @Test func `The drawing holds every range of probability and is complete in itself`() {
        let svg = ReliabilityDiagram(Calibration(pairs)).svg
        #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>"))
        #expect(svg.components(separatedBy: "<circle").count - 1 == Calibration(pairs).bins().count)
    }
}
