import Domain
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

    @Test func `a page that cannot be opened leaves the others readable, and says so`() throws {
        let file = pdf(mediaBox: "0 0 595 842")
        let gap = String(decoding: file, as: UTF8.self)
            .replacing("/Kids [3 0 R] /Count 1", with: "/Kids [9 0 R 3 0 R] /Count 2")
        var recogniser = Recogniser()
        let pages = try recogniser.recognise(Array(gap.utf8)).pages
        #expect(pages.map(\.number) == [1, 2])
        #expect(pages.count { $0.originReason == "damaged: the page cannot be opened" } == 1)
    }

    @Test func `a PDF of which no page can be opened is damaged`() {
        let gap = String(decoding: pdf(mediaBox: "0 0 595 842"), as: UTF8.self)
            .replacing("/Kids [3 0 R]", with: "/Kids [9 0 R]")
        var recogniser = Recogniser()
        do throws(RecognitionFailure) {
            _ = try recogniser.recognise(Array(gap.utf8))
            Issue.record("it was read")
        } catch {
            guard case .damaged = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
