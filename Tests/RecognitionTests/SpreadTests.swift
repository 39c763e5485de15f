import CLeptonica
import Domain
import Testing

@testable import Recognition

@Suite struct `Two pages side by side` {
    private typealias Pages = PhotographedPages

    /// Two pages on one glass.
    private static func spread(_ left: String, _ right: String) throws -> PixelImage {
        let one = try Pages.page(left)
        let other = try Pages.page(right)
        let height = max(one.height, other.height)
        let both = try Pages.there(PixelImage(pixCreate(Int32(one.width + other.width), Int32(height), 32)))
        pixSetAll(both.pix)
        let copied = Int32(PIX_SRC)
        pixRasterop(both.pix, 0, 0, Int32(one.width), Int32(one.height), copied, one.pix, 0, 0)
        pixRasterop(
            both.pix, Int32(one.width), 0, Int32(other.width), Int32(other.height), copied, other.pix, 0, 0)
        both.resolution = 110
        return both
    }

    private static func fold(_ image: borrowing PixelImage) throws -> Double? {
        let lines = try Pages.there(LinePicture(of: image))
        return SpreadSearch.fold(in: lines, direction: lines.direction())
    }

    private static let pairs = [
        ("de-office-furniture", "fr-delivery-note"), ("nl-packing-note", "de-swiss-qr-bill"),
        ("en-ironmonger", "de-purchase-order"),
    ]

    @Test(arguments: pairs, [0, 1, 2, 3])
    func `are told, however they lie`(pair: (String, String), quarters: Int) throws {
        let turned = try Pages.there(try Self.spread(pair.0, pair.1).turned(byQuarters: quarters))
        let fold = try #require(try Self.fold(turned))
        #expect(abs(fold - 0.5) < 0.06, "\(fold)")
    }

    @Test func `are told although they lie a little askew`() throws {
        let askew = try Pages.there(
            try Self.spread("de-office-furniture", "fr-delivery-note").levelled(from: -1.5))
        #expect(try Self.fold(askew) != nil)
    }

    @Test(
        arguments: [
            "de-office-furniture", "de-printshop-lineprinter", "de-purchase-order", "de-swiss-qr-bill",
            "en-cloud-subscription", "en-design-studio", "en-gst-lakh", "en-ironmonger", "fr-stationery",
            "nl-telecom-two-pages",
        ], [0, 1])
    func `one page is not two, whichever way it lies`(fixture: String, quarters: Int) throws {
        let page = try Pages.there(try Pages.page(fixture).turned(byQuarters: quarters))
        #expect(try Self.fold(page) == nil)
    }

    /// A page 1200 wide and 850 high with rows of words, each from one column to another.
    private static func ruled(_ rows: [(y: Int, from: Int, to: Int)]) throws -> PixelImage {
        let page = try Pages.there(PixelImage(pixCreate(1200, 850, 8)))
        pixSetAll(page.pix)
        for row in rows {
            for x in stride(from: row.from, to: row.to, by: 14) {
                pixRasterop(page.pix, Int32(x), Int32(row.y), 9, 12, Int32(PIX_CLR), nil, 0, 0)
            }
        }
        page.resolution = 100
        return page
    }

    @Test func `a table whose rows go on across an empty strip is one page`() throws {
        let rows = (0..<24).flatMap {
            [(y: 60 + $0 * 30, from: 60, to: 540), (y: 60 + $0 * 30, from: 660, to: 1140)]
        }
        #expect(try Self.fold(try Self.ruled(rows)) == nil)
    }

    @Test func `rows that stand apart on either side are two pages, a narrow column of figures is none`()
        throws
    {
        let left = (0..<24).map { (y: 60 + $0 * 30, from: 60, to: 540) }
        let right = (0..<20).map { (y: 71 + $0 * 37, from: 660, to: 1140) }
        let narrow = (0..<20).map { (y: 71 + $0 * 37, from: 660, to: 800) }
        #expect(try Self.fold(try Self.ruled(left + right)) != nil)
        #expect(try Self.fold(try Self.ruled(left + narrow)) == nil)
        #expect(try Self.fold(try Self.ruled(left)) == nil)
        #expect(try Self.fold(try Self.ruled(left + right + [(y: 20, from: 60, to: 1140)])) == nil)
    }

    private static func reading(_ text: String, skew: Double = 0, words: Int = 1) -> ScanReader.Reading {
        let box = Box(left: 10, top: 20, right: 60, bottom: 30)
        let page = Page(
            number: 1, width: 595, height: 842, skew: skew, origin: .image,
            words: (0..<words).map { _ in Word(text: text, box: box, quad: Quad(box)) })
        return ScanReader.Reading(page: page, language: "de", engines: [text])
    }

    @Test func `the right one stands below the left, and its words with it`() throws {
        let both = try #require(
            ScanReader.Reading(left: Self.reading("one", skew: 0.5), right: Self.reading("two"), fold: 0.5))
        #expect(both.page.height == 1684 && both.page.width == 595 && both.page.fold == 0.5)
        #expect(both.page.words.map(\.text) == ["one", "two"])
        #expect(both.page.words.map(\.box.top) == [20, 862])
        #expect(both.page.words[1].quad?.bottomLeft.y == 872)
        #expect(both.engines == ["one", "two"] && both.page.skew == 0.25)
    }

    @Test func `pages that lie differently, and an empty one, are not set together`() {
        let one = Self.reading("one")
        #expect(ScanReader.Reading(left: one, right: Self.reading("two", skew: 3), fold: 0.5) == nil)
        #expect(ScanReader.Reading(left: one, right: Self.reading("two", words: 0), fold: 0.5) == nil)
        #expect(ScanReader.Reading(left: one, right: one, fold: nil) == nil)
    }

    @Test(arguments: [0, 90])
    func `their picture shows the right one below the left`(rotation: Int) throws {
        let both = try Self.spread("de-office-furniture", "fr-delivery-note")
        let source = try Pages.there(both.turned(byQuarters: (4 - rotation / 90) % 4))
        let page = Page(
            number: 1, width: 595, height: 1684, rotation: rotation, fold: 0.5, origin: .image, words: [])
        let stacked = try Pages.there(source.straightened(as: page))
        #expect(abs(stacked.width - both.width / 2) <= 1 && stacked.height == 2 * both.height)
        let lower = try Pages.there(
            stacked.part(left: 0, top: both.height, width: stacked.width, height: both.height))
        #expect(try Pages.difference(lower, try Pages.page("fr-delivery-note")) < 0.02)
    }
}
