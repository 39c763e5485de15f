import Domain
import Foundation
import Models
import Testing

@testable import Extraction

@Suite struct `What a second reader looks at` {
    private let models = ModelsFolder(url: ModelsFolderTests.repository)

    private func places(_ manner: OtherReading.Manner, on page: Page) throws -> [String] {
        let looks = SecondLookPlaces(
            policy: try models.secondLookPolicy(), lexicon: try models.lexicon(),
            model: try models.scoringModel())
        let boxes = looks.places(on: page, for: manner)
        return boxes.flatMap { box in
            page.words.filter { box.horizontalOverlap($0.box) > 1 && box.verticalOverlap($0.box) > 1 }
        }
        .map(\.text)
    }

    private func scan(_ change: (inout Word) -> Void = { _ in }) -> Page {
        var page = SamplePage.german.page
        page.origin = .image
        for index in page.words.indices {
            page.words[index].reader = .neural
            change(&page.words[index])
        }
        return page
    }

    @Test func `numbers, dates and sums that could be chosen are looked at`() throws {
        let found = try places(.line, on: scan())
        #expect(Set(["RE-2026-118", "238,00", "200,00", "38,00"]).isSubset(of: found))
        #expect(found.count < 30)
    }

    @Test func `the document's own text is not looked at again`() throws {
        #expect(try places(.line, on: SamplePage.german.page).isEmpty)
        #expect(try places(.closer, on: SamplePage.german.page).isEmpty)
    }

    @Test func `a closer look goes to numbers in dispute and to sums that fail`() throws {
        #expect(try places(.closer, on: scan()).isEmpty)
        let disputed = scan { word in
            guard word.text == "38,00" else { return }
            word.otherReadings = [OtherReading(reader: .tesseract, manner: .line, text: "88,00")]
        }
        #expect(try places(.closer, on: disputed) == ["38,00"])
        let failing = scan { if $0.text == "38,00" { $0.text = "35,00" } }
        #expect(Set(["238,00", "35,00", "200,00"]).isSubset(of: try places(.closer, on: failing)))
    }

    @Test(arguments: [
        ("places: 1\ncloser_places: 1\nreach: 1\nfields: { grand_totl: 1 }", "unknown field grand_totl"),
        ("places: 1000\ncloser_places: 1\nreach: 1\nfields: {}", "out of its range"),
        ("places: 1", "closer_places"),
    ])
    func `a policy with a mistake is refused with the place`(text: String, part: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let readers = folder.appendingPathComponent("readers")
        try FileManager.default.createDirectory(at: readers, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try text.write(
            to: readers.appendingPathComponent("second-look.yml"), atomically: true, encoding: .utf8)
        #expect(
            performing: { _ = try ModelsFolder(url: folder).secondLookPolicy() },
            throws: { "\($0)".contains(part) })
    }

    @Test func `without a policy nothing is looked at twice`() throws {
        let nowhere = ModelsFolder(url: URL(fileURLWithPath: "/nonexistent"))
        #expect(try nowhere.secondLookPolicy() == .none)
    }
}
