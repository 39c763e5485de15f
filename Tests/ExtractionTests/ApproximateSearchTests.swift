import Domain
import Testing

@testable import Extraction

@Suite struct ApproximateSearchTests {
    @Test(arguments: [
        ("hardware", "aikhuathardwareenterprise", 0), ("hardware", "aikhuatharuwareenterprise", 1),
        ("hardware", "aikhuatharwareenterprise", 1), ("hardware", "aikhuathard1wareenterprise", 1),
        ("hardware", "hariwakeenterprise", 2),
    ])
    func `a pattern is found with letters wrong, missing or too many`(
        pattern: String, text: String, errors: Int
    ) throws {
        let search = try #require(ApproximateSearch(Array(pattern.utf8)))
        #expect(search.best(in: Array(text.utf8), limit: 3)?.errors == errors)
    }

    @Test func `more errors than allowed are no match`() throws {
        let search = try #require(ApproximateSearch(Array("hardware".utf8)))
        #expect(search.best(in: Array("stationery".utf8), limit: 2) == nil)
        #expect(search.best(in: [], limit: 2) == nil)
    }

    @Test func `nothing is looked for nowhere`() { #expect(ApproximateSearch([]) == nil) }

    @Test(arguments: [1, 63, 64, 65, 200])
    func `patterns of any length are found where they end`(length: Int) throws {
        let pattern = (0..<length).map { UInt8(97 + ($0 * 7) % 26) }
        let search = try #require(ApproximateSearch(pattern))
        let match = try #require(search.best(in: [48, 49] + pattern + [50], limit: 0))
        #expect(match.errors == 0 && match.range == 2..<(2 + min(64, length)))
    }

    @Test(arguments: [
        ("RE-9999-9999", "RE-9+-9+"), ("999", "9+"), ("AA9", "A+9+"), ("9+", "9+"), ("B/9", "B/9+"),
    ])
    func `a shape of any length has runs`(shape: String, loose: String) {
        #expect(ValueShape.ofAnyLength(shape) == loose)
    }
}
