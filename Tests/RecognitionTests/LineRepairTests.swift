import Testing

@testable import Recognition

@Suite struct LineRepairTests {
    /// Characters two steps apart; `wide` names those that stand `white` steps after the one before, with the score of a
    /// space the network gave there.
    private static func line(
        _ text: String, wide: [Int: Float], white: Int = 5, pitch: Int = 2
    ) -> [LineReading.Character] {
        var step = 0
        return text.enumerated().map { index, character in
            step += wide[index] == nil ? pitch : white
            return LineReading.Character(
                text: String(character), score: 0.9, firstStep: step, lastStep: step, alternatives: [],
                space: wide[index] ?? 0)
        }
    }

    @Test(arguments: [
        ("10Tagen", [2: Float(0.4)], "10 Tagen"), ("inklusive19", [9: 0.2], "inklusive 19"),
        ("ID:0008", [3: 0.3], "ID: 0008"), ("2X", [1: 0.04], "2 X"),
        ("27/05/20188:07", [10: 0.2], "27/05/2018 8:07"), ("AG(Berlin)", [2: 0.1], "AG (Berlin)"),
    ])
    func `where the network came near to a space and white is wide, a space is put`(
        _ text: String, wide: [Int: Float], mended: String
    ) {
        #expect(Self.line(text, wide: wide).withMissedSpaces.map(\.text).joined() == mended)
    }

    @Test(arguments: [
        ("12.50", [3: Float(0.4)]), ("12.50", [2: 0.4]), ("10Tagen", [2: 0.02]), ("a", [0: 0.9]), ("", [:]),
        ("SHIP_TO", [4: 0.4]), ("me@home", [2: 0.4]),
    ])
    func `numbers with a point, compound names, faint doubts and what is too short stay whole`(
        _ text: String, wide: [Int: Float]
    ) {
        #expect(Self.line(text, wide: wide).withMissedSpaces.map(\.text).joined() == text)
    }

    @Test(arguments: [
        ("Amount(RM)", [6: Float(0.4)]), ("170042", [2: 0.9]), ("10Tagen", [2: 0.05]), ("2X", [1: 0.5]),
    ])
    func `white less than two thirds of the height parts neither numbers nor brackets nor two characters`(
        _ text: String, wide: [Int: Float]
    ) {
        #expect(Self.line(text, wide: wide, white: 3).withMissedSpaces.map(\.text).joined() == text)
    }

    @Test func `what is set wide throughout stays whole`() {
        let line = Self.line("1-300-888", wide: [2: 0.07, 5: 0.05], white: 5, pitch: 5)
        #expect(line.withMissedSpaces.map(\.text).joined() == "1-300-888")
    }

    @Test func `no second space is put beside one`() {
        let line = Self.line("am 5", wide: [2: 0.9, 3: 0.5])
        #expect(line.withMissedSpaces.map(\.text).joined() == "am 5")
    }

    @Test func `white that is narrow is no space, whatever the network thought`() {
        var line = Self.line("Nr5678", wide: [:])
        line[2].space = 0.5
        line[2].firstStep = line[1].lastStep + 1
        #expect(line.withMissedSpaces.map(\.text).joined() == "Nr5678")
    }
}
