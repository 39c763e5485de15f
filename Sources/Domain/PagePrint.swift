/// A print of 64 bits by which a page is known when it comes again in another file.
///
/// Made of its words, figures weighing most (SimHash: Charikar, STOC 2002): thumbnails of two bills on one letterhead
/// are alike, their figures are not. The same words give the same print, whatever surrounds them in the file.
public enum PagePrint {
    /// Words a page needs to be known by them.
    public static let fewestWords = 12
    /// How much more a word with a digit says than another.
    private static let weightOfFigures = 4

    /// The print of a page; `nil` for one with too few words.
    public static func of(_ page: Page) -> UInt64? {
        let words = Set(page.words.map { PlainSpelling.bytes(of: $0.text) }).filter { $0.count > 1 }
        guard words.count >= fewestWords else { return nil }
        var sums = [Int](repeating: 0, count: 64)
        for word in words {
            let weight = word.contains { (48...57).contains($0) } ? weightOfFigures : 1
            let hash = hash(word)
            for bit in sums.indices { sums[bit] += hash >> UInt64(bit) & 1 == 1 ? weight : -weight }
        }
        return sums.indices.reduce(0) { print, bit in sums[bit] > 0 ? print | 1 << UInt64(bit) : print }
    }

    /// FNV-1a, its bits mixed (the end of MurmurHash3): the same on every machine and in every run.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}
