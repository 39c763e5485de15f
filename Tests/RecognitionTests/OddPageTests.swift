import Testing

@testable import Recognition

@Suite struct OddPageTests {
    private func pdf(mediaBox: String) -> [UInt8] {
        Array(
            """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [\(mediaBox)]>> endobj
            trailer <</Root 1 0 R>>
            """.utf8)
    }

    @Test(arguments: ["0 0 10000000000 10000000000", "0 0 1 999999999", "-2000000000 0 2000000000 10"])
    func `a page of absurd size goes over a limit instead of ending the process`(box: String) throws {
        var recogniser = Recogniser()
        do throws(RecognitionFailure) {
            _ = try recogniser.recognise(pdf(mediaBox: box))
            Issue.record("it was read")
        } catch {
            #expect(error == .overLimit("page 1 is too large to be drawn"))
        }
    }

    @Test(arguments: ["0 0 0 0", "0 0 0.001 0.001", "10 10 5 5"])
    func `a page of no size is still a page`(box: String) throws {
        var recogniser = Recogniser()
        #expect(try recogniser.recognise(pdf(mediaBox: box)).pages.count == 1)
    }
}
