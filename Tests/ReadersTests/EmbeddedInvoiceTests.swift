import Domain
import Readers
import Reading
import Testing

@Suite struct `An invoice embedded in a PDF` {
    @Test func `is read in a locked-down process, however its name is encoded`() async throws {
        let xml =
            "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>7</ID></Invoice>"
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
        let pool = ReaderPool(ReaderSettings(width: 1))
        let answer = try await pool.read(
            ReadRequest(name: "a.pdf", bytes: Array(pdf.utf8), options: ReadOptions()))
        await pool.close()
        guard case .document(let reading) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(reading.structured?.text(.invoiceNumber) == "7")
    }
}
