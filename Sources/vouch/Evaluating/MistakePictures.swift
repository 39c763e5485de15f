import Domain
import Evaluation
import Foundation
import Pipeline
import Reading

/// Draws the places of values that came out wrong.
struct MistakePictures: Sendable {
    /// Pictures a report has at most; further mistakes are listed without.
    static let maximum = 400
    /// Widest a picture is, in pixels.
    private static let widest = 640

    /// Who draws.
    let reader: any DocumentReader

    /// Everything that is not right about documents, with pictures.
    func mistakes(of documents: [JudgedDocument], on screen: Screen) async throws -> [ErrorReport.Mistake] {
        let wrong = documents.flatMap { judged in
            judged.judgement.fields.filter { !$0.outcome.isFine }.map { (judged, $0) }
        }
        return try await screen.count("pictures", total: wrong.count) {
            var mistakes: [ErrorReport.Mistake] = []
            for (judged, verdict) in wrong {
                let isDrawn = mistakes.count < Self.maximum
                mistakes.append(
                    try await isDrawn
                        ? mistake(verdict, of: judged)
                        : ErrorReport.Mistake(document: judged.document.id, verdict: verdict))
                screen.advance()
            }
            return mistakes
        }
    }

    private func mistake(
        _ verdict: FieldVerdict, of judged: JudgedDocument
    ) async throws -> ErrorReport.Mistake {
        var mistake = ErrorReport.Mistake(document: judged.document.id, verdict: verdict)
        let read = verdict.value?.region
        let place = read ?? TruthFinder.place(of: verdict, on: judged.pages, of: judged.document.truth)
        guard let place, let page = judged.pages.first(where: { $0.number == place.page }) else {
            return mistake
        }
        let around = Surroundings(of: place, pageWidth: page.width, pageHeight: page.height)
        mistake.page = place.page
        mistake.isTruthShown = read == nil
        mistake.frame = Self.frame(of: place.box, in: around.shown.box)
        mistake.picture = try await picture(of: around.shown, on: page, of: judged.document)
        return mistake
    }

    private static func frame(of box: Box, in shown: Box) -> [Double] {
        let (width, height) = (max(1, shown.width), max(1, shown.height))
        return [
            (box.left - shown.left - 2) / width, (box.top - shown.top - 2) / height, (box.width + 4) / width,
            (box.height + 4) / height,
        ].map { ($0 * 10000).rounded() / 100 }
    }

    private func picture(
        of shown: Region, on page: Page, of document: LabelledDocument
    ) async throws -> String? {
        guard let bytes = FileManager.default.contents(atPath: document.file.path) else { return nil }
        var options = ReadOptions()
        options.picture = PictureOrder(region: shown, on: page)
        let request = ReadRequest(
            name: document.file.lastPathComponent, bytes: [UInt8](bytes), options: options)
        guard case .container(let files) = try await reader.read(request), let file = files.first,
            let picture = Picture(pgm: file.bytes)
        else { return nil }
        guard picture.width > Self.widest else { return picture.bitmapAddress }
        let height = max(1, picture.height * Self.widest / picture.width)
        return picture.scaled(toWidth: Self.widest, height: height).bitmapAddress
    }
}

/// Finds where the right answer stands on the pages.
enum TruthFinder {
    /// Words an answer has at most.
    private static let longest = 9

    /// The place of the right answer; `nil` where it cannot be found as it is written.
    static func place(of verdict: FieldVerdict, on pages: [Page], of truth: DocumentTruth) -> Region? {
        for page in pages {
            for start in page.words.indices {
                var text = ""
                var box = page.words[start].box
                for word in page.words[start...].prefix(longest) {
                    text += (text.isEmpty ? "" : " ") + word.text
                    box = box.union(word.box)
                    let isFound = truth.answers(verdict.field).contains {
                        Comparing.isSame(text, as: $0, verdict.field, isCredit: truth.isCredit)
                    }
                    if isFound { return Region(page: page.number, box: box) }
                    if verdict.field.valueType == .amount { break }
                }
            }
        }
        return nil
    }
}
