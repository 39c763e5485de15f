import Testing

@testable import Recognition

@Suite struct LineRepairTests {
    /// Characters two steps apart; `wide` names those that stand four steps after the one before, with the score of a
    /// space the network gave there.
    private static func line(_ text: String, wide: [Int: Float]) -> [LineReading.Character] {
        var step = 0
        return text.enumerated().map { index, character in
            step += wide[index] == nil ? 2 : 5
            return LineReading.Character(
                text: String(character), score: 0.9, firstStep: step, lastStep: step, alternatives: [],
                space: wide[index] ?? 0)
        }
    }

    @Test(arguments: [
        ("10Tagen", [2: Float(0.4)], "10 Tagen"), ("inklusive19", [9: 0.2], "inklusive 19"),
        ("ID:0008", [3: 0.3], "ID: 0008"),
    ])
    func `where the network came near to a space and white is wide, a space is put`(
        _ text: String, wide: [Int: Float], mended: String
    ) {
        #expect(Self.line(text, wide: wide).withMissedSpaces.map(\.text).joined() == mended)
    }

    @Test(arguments: [
        ("12.50", [3: Float(0.4)]), ("10Tagen", [2: 0.05]), ("Amount(RM)", [6: 0.4]), ("a", [0: 0.9]),
        ("", [:]), ("AB", [1: 0.9]),
    ])
    func `numbers, brackets, faint doubts and what is too short stay whole`(
        _ text: String, wide: [Int: Float]
    ) {
        #expect(Self.line(text, wide: wide).withMissedSpaces.map(\.text).joined() == text)
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
