import Domain
import Foundation
import Testing

@testable import Recognition

@Suite struct `Upright and level` {
    private static func bytes(_ fixture: String) throws -> [UInt8] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/\(fixture)").standardizedFileURL
        return Array(try Data(contentsOf: file))
    }

    private struct Missing: Error {}

    /// What `#require` does, for what cannot be copied.
    private static func there<Value: ~Copyable>(_ value: consuming Value?) throws -> Value {
        guard let value else { throw Missing() }
        return value
    }

    /// The first page of a scan, level, 8 bits a pixel.
    private static func levelPage(_ fixture: String) throws -> PixelImage {
        let bytes = try bytes(fixture)
        let file = try ImageFile(bytes, type: FileType(of: bytes), options: RecognitionOptions())
        let image = try Self.there(file.page(0).atReadingResolution())
        let grey = try Self.there(image.grey)
        let direction = try Self.there(LinePicture(of: grey)).direction()
        #expect(direction.quarterTurns == 0)
        let level = try Self.there(grey.levelled(from: direction.skew))
        level.resolution = image.resolution
        return level
    }

    @Test(
        arguments: ["fr-wine-credit-scan/document.png", "de-wholesale-credit-fax/document.tif"],
        [-15, -10, -7, -3, -1, 0, 2, 5, 8, 12, 15.0])
    func `a skew of up to 15 degrees is measured`(fixture: String, degrees: Double) throws {
        let level = try Self.levelPage(fixture)
        let askew = try Self.there(level.levelled(from: -degrees))
        let direction = try Self.there(LinePicture(of: askew)).direction()
        #expect(direction.quarterTurns == 0)
        #expect(abs(direction.skew - degrees) < 0.3, "\(direction.skew)")
    }

    @Test(
        arguments: ["fr-wine-credit-scan/document.png", "de-wholesale-credit-fax/document.tif"],
        [-10, 0, 6.0])
    func `lines that run up the page are told from lines that run across`(
        fixture: String, degrees: Double
    ) throws {
        let level = try Self.levelPage(fixture)
        let askew = try Self.there(level.levelled(from: -degrees)?.turned(byQuarters: 3))
        let direction = try Self.there(LinePicture(of: askew)).direction()
        #expect(direction.quarterTurns == 1)
        #expect(abs(direction.skew - degrees) < 0.3, "\(direction.skew)")
    }

    @Test(
        arguments: ["fr-wine-credit-scan/document.png", "de-wholesale-credit-fax/document.tif"], [0, 2])
    func `a first look turns a page over that stands on its head, and no other`(
        fixture: String, quarters: Int
    ) throws {
        let level = try Self.levelPage(fixture)
        let turned = try Self.there(level.turned(byQuarters: quarters))
        turned.resolution = level.resolution
        var page = try PreparedPage(turned, isReceipt: false)
        var reader = TesseractReader(store: .standard)
        _ = try reader.firstLook(at: &page)
        #expect(page.quarterTurns == quarters)
    }

    private static func word(_ text: String, _ confidence: Double) -> Word {
        Word(text: text, box: Box(left: 0, top: 0, right: 10, bottom: 10), confidence: confidence)
    }

    @Test func `short and doubtful words convince nobody, however many`() {
        let noise = (0..<50).flatMap { _ in [Self.word("il", 0.95), Self.word("nonsense", 0.5)] }
        #expect(!Legibility(noise).isConvincing)
        #expect(!Legibility(noise).isClearlyMore(than: Legibility([])))
    }

    @Test func `a few sure words are lost among many that are not`() {
        let sure = ["Rechnung", "Lieferung", "Gesamtbetrag", "Steuer"].map { Self.word($0, 0.9) }
        let noise = (0..<30).map { _ in Self.word("nonsense", 0.4) }
        #expect(Legibility(sure).isConvincing)
        #expect(!Legibility(sure + noise).isConvincing)
    }

    @Test func `one way is up where twice as much is read with certainty, and enough of it`() {
        let one = [Self.word("Rechnung", 0.9)]
        let three = ["Rechnung", "Lieferung", "Datum"].map { Self.word($0, 0.9) }
        #expect(Legibility(three).isClearlyMore(than: Legibility(one)))
        #expect(!Legibility(three).isClearlyMore(than: Legibility(three)))
        #expect(!Legibility(one).isClearlyMore(than: Legibility([])))
    }

    @Test func `a picture of a place shows what was read there, on a page that lies askew`() throws {
        let level = try Self.levelPage("fr-wine-credit-scan/document.png")
        let askew = try Self.there(level.levelled(from: -9))
        let shown = try Self.picture(of: askew, skew: 9, like: level)
        let expected = try Self.picture(of: level, skew: 0, like: level)
        let astray = try Self.picture(of: askew, skew: 0, like: level)
        #expect(Self.difference(shown, expected) < 0.04)
        #expect(Self.difference(astray, expected) > 0.055)
    }

    /// A part of a page drawn for people.
    private static func picture(
        of image: borrowing PixelImage, skew: Double, like level: borrowing PixelImage
    ) throws -> [UInt8] {
        let points = 72 / Double(level.resolution)
        let place = Region(page: 1, box: Box(left: 60, top: 60, right: 260, bottom: 260))
        guard let file = PackedImage(image)?.bytes else { throw Missing() }
        return try RegionPicture.pgm(
            of: file, region: place,
            as: Page(
                number: 1, width: Double(level.width) * points, height: Double(level.height) * points,
                skew: skew,
                origin: .image, words: []),
            options: RecognitionOptions())
    }

    /// By how much the pixels of two pictures differ in the mean, 0...1.
    private static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
        guard one.count == other.count else { return 1 }
        let sum = zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / 255 / Double(max(1, one.count))
    }
}
