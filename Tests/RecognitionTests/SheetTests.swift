import CLeptonica
import Domain
import Glibc
import Testing

@testable import Recognition

@Suite struct `A photographed sheet` {
    private typealias Pages = PhotographedPages

    /// The corners that are found.
    private static func sheet(in picture: borrowing PixelImage) throws -> Quad {
        let corners = SheetSearch.corners(in: picture)
        return try #require(corners)
    }

    private static func distance(_ one: Quad, _ other: Quad) -> Double {
        zip(one.clockwise, other.clockwise).map { $0.distance(to: $1) }.max() ?? 1
    }

    @Test(arguments: ["de-office-furniture", "en-gst-lakh"], PhotographedPages.askew)
    func `its corners are found to a hundredth of the picture`(fixture: String, corners: Quad) throws {
        let picture = try Pages.laid(Pages.page(fixture), on: corners)
        let found = try Self.sheet(in: picture)
        #expect(Self.distance(found, corners) < 0.01, "\(found)")
    }

    @Test(arguments: PhotographedPages.askew)
    func `it is laid flat as it was before, high and wide as it was`(corners: Quad) throws {
        let page = try Pages.page("de-office-furniture")
        let picture = try Pages.laid(page, on: corners)
        let found = try Self.sheet(in: picture)
        let flat = try Pages.there(picture.flattened(found))
        #expect(try Pages.difference(flat, page) < 0.03)
        #expect(try Pages.difference(picture, page) > 0.1)
        #expect(flat.resolution > 50 && flat.resolution <= 300)
    }

    @Test func `a dark letter head at its edge belongs to it`() throws {
        // The banner of this page reaches its upper edge; only what is below it is white.
        let corners = Pages.askew[0]
        let picture = try Pages.laid(Pages.page("en-design-studio"), on: corners)
        let found = try Self.sheet(in: picture)
        #expect(abs(found.topLeft.y - corners.topLeft.y) < 0.04, "\(found)")
        #expect(abs(found.topRight.y - corners.topRight.y) < 0.04, "\(found)")
        #expect(abs(found.bottomLeft.y - corners.bottomLeft.y) < 0.01)
    }

    @Test(arguments: [
        "de-office-furniture", "en-design-studio", "nl-campaign", "de-swiss-qr-bill", "en-gst-lakh",
    ])
    func `a page that fills the picture is no sheet on a table`(fixture: String) throws {
        #expect(SheetSearch.corners(in: try Pages.page(fixture)) == nil)
    }

    @Test(
        arguments: [
            // Over the left edge of the picture, over the lower one, and far too small.
            PhotographedPages.quad(-0.05, 0.1, 0.8, 0.05, 0.85, 0.9, -0.02, 0.95),
            PhotographedPages.quad(0.1, 0.2, 0.85, 0.15, 0.95, 1.1, 0.05, 1.15),
            PhotographedPages.quad(0.4, 0.4, 0.6, 0.38, 0.62, 0.6, 0.38, 0.62),
        ])
    func `a sheet of which an edge is missing, and a slip, are left as they are`(corners: Quad) throws {
        let picture = try Pages.laid(Pages.page("de-office-furniture"), on: corners)
        #expect(SheetSearch.corners(in: picture) == nil)
    }

    @Test(arguments: [0.0, 0.01, -0.015])
    func `a sheet that lies straight, or nearly so, is read as it lies`(lean: Double) throws {
        let corners = Pages.quad(0.1, 0.06 + lean, 0.9, 0.06, 0.9 - lean, 0.94, 0.1 - lean, 0.94 + lean)
        let picture = try Pages.laid(Pages.page("de-office-furniture"), on: corners)
        #expect(SheetSearch.corners(in: picture) == nil)
    }

    @Test func `a table as light as the paper, a round plate and noise hide no sheet`() throws {
        let page = try Pages.page("de-office-furniture")
        let corners = Pages.askew[0]
        #expect(SheetSearch.corners(in: try Pages.laid(page, on: corners, table: 240)) == nil)
        let (width, height) = (300, 320)
        var plate = [UInt8](repeating: 60, count: width * height)
        var noise = plate
        var seed: UInt64 = 11
        for y in 0..<height {
            for x in 0..<width {
                let (dx, dy) = (Double(x) - 150, Double(y) - 160)
                if dx * dx + dy * dy < 140 * 140 { plate[y * width + x] = 230 }
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                noise[y * width + x] = UInt8(truncatingIfNeeded: seed >> 56)
            }
        }
        for cells in [plate, noise] {
            #expect(SheetSearch(SheetLight(width: width, height: height, cells: cells)).corners() == nil)
        }
    }

    @Test(arguments: [(1, 1), (3, 2000), (479, 479), (600, 500)], [1, 8, 32])
    func `tiny, long, plain and black and white pictures are looked at without harm`(
        size: (Int, Int), depth: Int
    ) throws {
        let picture = try Pages.there(PixelImage(pixCreate(Int32(size.0), Int32(size.1), Int32(depth))))
        #expect(SheetSearch.corners(in: picture) == nil)
        if depth > 1 { pixSetAll(picture.pix) }
        #expect(SheetSearch.corners(in: picture) == nil)
        let all = try Pages.there(picture.showing(nil))
        #expect(all.width == size.0)
        // Corners from a store that lies are drawn or refused, never beyond memory.
        for corners in [
            Quad(Box(left: -3, top: -3, right: 900, bottom: 2)),
            Quad(Box(left: 0, top: 0, right: 0, bottom: 0)),
        ] {
            guard let drawn = picture.flattened(corners) else { continue }
            #expect(drawn.width * drawn.height <= 31_000_000)
        }
    }

    @Test func `three corners on one line and a sheet behind the camera have no perspective`() {
        #expect(Perspective(onto: Pages.quad(0, 0, 1, 0, 2, 0, 0, 1)) == nil)
        #expect(Perspective(onto: Pages.quad(0, 0, 1, 0, 0.1, 0.1, 0, 1)) == nil)
    }

    /// Tilted about one of its own edges, a sheet does not tell how far away it is: what a telephone has is taken.
    @Test(arguments: [
        (20.0, 0.3, 0.03), (20, 1, 0.03), (40, 2.5, 0.03), (40, 4, 0.03), (20, 0, 0.1), (40, 0, 0.25),
    ])
    func `how high a sheet is, is told however it is tilted`(
        tilt: Double, towards: Double, tolerance: Double
    ) {
        let sheet = [(-0.707, -1.0), (0.707, -1), (0.707, 1), (-0.707, 1)]
        let radians = tilt * .pi / 180
        let seen = sheet.map { x, y in
            var along = x * cos(towards) + y * sin(towards)
            let across = y * cos(towards) - x * sin(towards)
            let depth = 3.4 + along * sin(radians)
            along *= cos(radians)
            let (u, v) = (
                along * cos(towards) - across * sin(towards), along * sin(towards) + across * cos(towards)
            )
            return Point(x: 1125 + 4500 * u / depth, y: 1500 + 4500 * v / depth)
        }
        let quad = Quad(topLeft: seen[0], topRight: seen[1], bottomRight: seen[2], bottomLeft: seen[3])
        let size = SheetSize.seen(quad, onWidth: 2250, height: 3000)
        #expect(abs(size.height / size.width - 1.4144) < tolerance, "\(size)")
    }

    @Test func `a picture of a place shows what was read there, on a page that was photographed askew`()
        throws
    {
        let page = try Pages.page("de-office-furniture")
        let picture = try Pages.laid(page, on: Pages.askew[0])
        let sheet = try Self.sheet(in: picture)
        let flat = try Pages.there(picture.flattened(sheet))
        let points = 72 / Double(flat.resolution)
        let read = Page(
            number: 1, width: Double(flat.width) * points, height: Double(flat.height) * points, sheet: sheet,
            origin: .image, words: [])
        let again = try Pages.there(picture.straightened(as: read))
        #expect(try Pages.difference(again, flat) < 0.001)
        let file = try Pages.there(PackedImage(picture)).bytes
        let part = try RegionPicture.pgm(
            of: file,
            region: Region(page: 1, box: Box(left: 0, top: 0, right: read.width, bottom: read.height / 2)),
            as: read, options: RecognitionOptions())
        #expect(part.count > flat.width * flat.height / 2 - 2000)
    }
}
