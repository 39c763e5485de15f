import Domain
import Foundation
import Pipeline
import Readers
import Reading
import Testing

@Suite("The pool of reader processes") struct ReaderPoolTests {
    /// A PDF of one page that says "Invoice 4711", written by hand; Poppler rebuilds its missing table.
    static let pdf: [UInt8] = {
        let text = "BT /F1 24 Tf 72 700 Td (Invoice 4711) Tj ET"
        return Array(
            """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
            /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
            4 0 obj <</Length \(text.utf8.count)>> stream
            \(text)
            endstream endobj
            trailer <</Root 1 0 R>>
            """.utf8)
    }()

    static func settings(width: Int = 1, documentsPerProcess: Int = 64) -> ReaderSettings {
        ReaderSettings(width: width, documentsPerProcess: documentsPerProcess)
    }

    @Test func `a page with text comes back with its words`() async throws {
        let pool = ReaderPool(Self.settings())
        let answer = try await pool.read(ReadRequest(name: "a.pdf", bytes: Self.pdf, options: ReadOptions()))
        guard case .document(let reading) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(reading.pages.map { $0.words.map(\.text) } == [["Invoice", "4711"]])
        await pool.close()
    }

    @Test(arguments: [
        ([], Refusal.empty),
        (Array("RIFF1234WEBPVP8 ".utf8), .unsupported("WebP image")),
        (Array("hello".utf8), .unsupported("unknown type of file")),
    ])
    func `what cannot be read is refused with its reason`(bytes: [UInt8], refusal: Refusal) async throws {
        let pool = ReaderPool(Self.settings())
        let answer = try await pool.read(ReadRequest(name: "x", bytes: bytes, options: ReadOptions()))
        #expect(answer == .refused(refusal))
        await pool.close()
    }

    @Test func `a document over the size limit never reaches a process`() async throws {
        var settings = Self.settings()
        settings.executable = "/nowhere/vouch-reader"
        settings.limits.documentBytes = 10
        let pool = ReaderPool(settings)
        let answer = try await pool.read(
            ReadRequest(name: "x", bytes: [UInt8](repeating: 0, count: 11), options: ReadOptions()))
        #expect(answer == .refused(.overLimit("0 MB of a document")))
        await pool.close()
    }

    @Test(arguments: [1, 3])
    func `many documents at once are all answered, in whichever process`(documentsPerProcess: Int)
        async throws
    {
        let pool = ReaderPool(Self.settings(width: 2, documentsPerProcess: documentsPerProcess))
        let answers = try await withThrowingTaskGroup(of: ReadAnswer.self) { group in
            for index in 0..<20 {
                let bytes = index.isMultiple(of: 4) ? Array("GIF89a".utf8) : Self.pdf
                group.addTask {
                    try await pool.read(ReadRequest(name: "x", bytes: bytes, options: ReadOptions()))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await pool.close()
        let refused = answers.count { $0 == .refused(.unsupported("GIF image")) }
        #expect(refused == 5)
        #expect(answers.count { if case .document = $0 { true } else { false } } == 15)
    }
}

@Suite struct `Reading other than pages` {
    private func answer(_ text: String) async throws -> ReadAnswer {
        let pool = ReaderPool(ReaderPoolTests.settings())
        let answer = try await pool.read(
            ReadRequest(name: "x", bytes: Array(text.utf8), options: ReadOptions()))
        await pool.close()
        return answer
    }

    @Test func `an XML invoice comes back as a draft without pages`() async throws {
        let space = "urn:oasis:names:specification:ubl:schema:xsd:"
        let answer = try await answer(
            """
            <Invoice xmlns="\(space)Invoice-2" xmlns:cbc="\(space)CommonBasicComponents-2">
            <cbc:ID>R-17</cbc:ID></Invoice>
            """)
        guard case .document(let reading) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(reading.pages == [])
        #expect(reading.structured?.text(.invoiceNumber) == "R-17")
    }

    @Test(arguments: [
        ("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", true),
        ("<a><b></a>", true), ("<a/>", false),
    ])
    func `other XML is refused`(xml: String, isDamaged: Bool) async throws {
        switch try await answer(xml) {
        case .refused(.damaged): #expect(isDamaged)
        case .refused(.unsupported(let type)):
            #expect(!isDamaged)
            #expect(type == "XML document <a>")
        case let other: Issue.record("\(other)")
        }
    }
}
