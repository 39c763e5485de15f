import Extraction
import Foundation
import Models
import Testing

@Suite struct ModelsFolderTests {
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("models")

    @Test func `the models of the repository load`() throws {
        let folder = ModelsFolder(url: Self.repository)
        _ = try folder.lexicon()
        #expect(try folder.scoringModel().fields["grand_total"] != nil)
        #expect(try folder.vendorTemplates().map(\.name) == ["example-office-supplies"])
    }

    @Test func `the folder is found from the environment and around the program`() throws {
        let named = ModelsFolder.Places(environment: ["VOUCH_MODELS": Self.repository.path])
        #expect(try ModelsFolder(in: named).url.path == Self.repository.path)
        let program = Self.repository.deletingLastPathComponent().appendingPathComponent(".build/debug/vouch")
        let around = ModelsFolder.Places(environment: [:], executable: program)
        #expect(try ModelsFolder(in: around).url.path == Self.repository.path)
    }

    @Test func `a folder that is not there is named`() {
        let nowhere = URL(fileURLWithPath: "/nonexistent/models")
        #expect(throws: ModelsFailure.notFound(["/nonexistent/models"])) {
            try ModelsFolder(in: ModelsFolder.Places(explicit: nowhere, environment: [:]))
        }
    }

    @Test(arguments: [
        (
            "labels/x.yml", "language: en\nfields: { invoice_nummer: { strong: [x] } }",
            "fields.invoice_nummer"
        ),
        ("labels/x.yml", "fields: [", "did not find expected"),
    ])
    func `a label file with a mistake is refused with the place`(path: String, text: String, part: String)
        throws
    {
        let folder = try temporary([path: text])
        defer { try? FileManager.default.removeItem(at: folder.url) }
        #expect(performing: { _ = try folder.lexicon() }, throws: { "\($0)".contains(part) })
    }

    @Test(arguments: [
        ("total: [{ fixed: x }]", "unknown field total"), ("grand_total: [{ page: 1 }]", "needs right_of"),
        ("grand_total: [{ region: [1, 0, 0, 1] }]", "needs right_of"),
    ])
    func `a template with a mistake is refused with the place`(fields: String, part: String) throws {
        let folder = try temporary([
            "vendors/x.yml": "name: x\nknown_by: { phrases: [x] }\nfields: { \(fields) }"
        ])
        defer { try? FileManager.default.removeItem(at: folder.url) }
        #expect(performing: { _ = try folder.vendorTemplates() }, throws: { "\($0)".contains(part) })
    }

    private func temporary(_ files: [String: String]) throws -> ModelsFolder {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(
            "models-\(UUID().uuidString)")
        for (path, text) in files {
            let file = root.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return ModelsFolder(url: root)
    }
}
