import Domain
import Extraction
import Foundation
import Pipeline
import Testing

@testable import vouch

@Suite struct VendorShelfTests {
    private static let text = "name: acme\nknown_by: { phrases: [x] }\nfields: {}\n"

    private func withShelf(_ body: (VendorShelf, URL) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let models = root.appendingPathComponent("models")
        try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        try body(
            VendorShelf(home: Home(FilePath(root.path)), files: Composition.files),
            models.appendingPathComponent("vendors"))
    }

    @Test func `what was adopted is in use, and what was before can be had again`() throws {
        try withShelf { shelf, _ in
            try shelf.adopt(Self.text + "# 1\n", as: "acme")
            try shelf.adopt(Self.text + "# 2\n", as: "acme")
            #expect(try shelf.text("acme") == Self.text + "# 2\n")
            #expect(try shelf.restore("acme"))
            #expect(try shelf.text("acme") == Self.text + "# 1\n")
            #expect(try !shelf.restore("acme"))
        }
    }

    @Test func `what was forgotten is out of use and comes back`() throws {
        try withShelf { shelf, _ in
            try shelf.adopt(Self.text, as: "acme")
            #expect(try shelf.forget("acme"))
            #expect(try shelf.names() == [] && shelf.template("acme") == nil)
            #expect(try !shelf.forget("acme"))
            #expect(try shelf.restore("acme"))
            #expect(try shelf.template("acme")?.name == "acme")
        }
    }

    @Test func `a proposal is not in use until it is adopted`() throws {
        try withShelf { shelf, _ in
            try shelf.propose(Self.text, as: "acme")
            #expect(try shelf.proposed() == ["acme"] && shelf.names() == [])
            try shelf.adopt(Self.text, as: "acme")
            #expect(try shelf.proposed() == [] && shelf.names() == ["acme"])
        }
    }

    @Test func `a template that a person wrote or changed is theirs`() throws {
        try withShelf { shelf, folder in
            try shelf.adopt(Self.text, as: "acme")
            #expect(try !shelf.isOfPerson("acme"))
            let file = folder.appendingPathComponent("acme.yml")
            try Data((Self.text + "# mine\n").utf8).write(to: file)
            #expect(try shelf.isOfPerson("acme"))
            try Data(Self.text.utf8).write(to: folder.appendingPathComponent("other.yml"))
            #expect(try shelf.isOfPerson("other") && !shelf.isOfPerson("nobody"))
        }
    }

    @Test(arguments: [
        ("Nordlicht Großhandel GmbH & Co. KG", "nordlicht-groshandel-gmbh-co-kg"),
        ("../../etc/passwd", "etc-passwd"),
        ("株式会社", "vendor"), ("MR. D.I.Y. (M) SDN BHD", "mr-d-i-y-m-sdn-bhd"), ("", "vendor"),
    ])
    func `a vendor's file has a plain name`(vendor: String, name: String) {
        #expect(VendorShelf.name(of: vendor) == name)
        #expect(VendorShelf.isName(name))
    }

    @Test(arguments: ["../acme", "a/b", "", ".hidden", "a\u{0}b", String(repeating: "a", count: 81), "ä"])
    func `a name that reaches elsewhere is none`(name: String) { #expect(!VendorShelf.isName(name)) }
}
