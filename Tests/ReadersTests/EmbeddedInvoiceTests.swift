import Domain
import Readers
import Reading
import Testing

@Suite struct `An invoice embedded in a PDF` {
    private static let invoice =
        "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>7</ID></Invoice>"

    @Test func `is read in a locked-down process, however its name is encoded`() async throws {
        let reading = try await read(Self.invoice)
        #expect(reading?.structured?.text(.invoiceNumber) == "7")
        #expect(reading?.unread == [])
    }

    @Test func `that breaks the rules of XML is told, other XML is not`() async throws {
        let broken = try await read(Self.invoice + "<")
        #expect(broken?.structured == nil)
        #expect(broken?.unread.count == 1)
        #expect(
            broken?.unread.first?.hasPrefix("the attached a.xml cannot be read: The XML is broken") == true)
        #expect(try await read("<settings/>")?.unread == [])
    }

    @Test func `that is larger than all attachments may be is told`() async throws {
        let large = try await read(Self.invoice) { $0.limits.unpackedBytes = 20 }
        #expect(large?.unread == ["the attached a.xml was left out: over 0 MB of attachments"])
    }

    private func read(
        _ xml: String, adjust: (inout ReaderSettings) -> Void = { _ in }
    ) async throws -> DocumentReading? {
        let pdf = """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(a) 5 0 R]>>>>>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>> endobj
            5 0 obj <</Type /Filespec /F (a.xml) /UF <FEFF0061002E0078006D006C> /EF <</F 6 0 R>>>> endobj
            6 0 obj <</Type /EmbeddedFile /Length \(xml.utf8.count)>> stream
            \(xml)
            endstream endobj
            trailer <</Root 1 0 R>>
            """
        var settings = ReaderSettings(width: 1)
        adjust(&settings)
        let pool = ReaderPool(settings)
        let answer = try await pool.read(
            ReadRequest(name: "a.pdf", bytes: Array(pdf.utf8), options: ReadOptions()))
        await pool.close()
        guard case .document(let reading) = answer else {
            Issue.record("\(answer)")
            return nil
        }
        return reading
    }
}
