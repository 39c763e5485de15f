public import Domain

/// Which places of a page are worth another look, asked for every manner of looking in turn.
public typealias DoubtfulPlaces = (Page, OtherReading.Manner) -> [Domain.Box]

/// Has Tesseract look again at places of a page that the neural reader read.
struct SecondLook {
    let picture: PagePicture
    /// ISO 639-1 code of the language to read with.
    let language: String

    /// The page with what Tesseract reads at the places that `doubts` names.
    func look(
        at page: Page, by reader: inout TesseractReader, asking doubts: DoubtfulPlaces
    ) throws(RecognitionFailure) -> Page {
        var page = page
        // Where Tesseract read the whole page, it need not read its lines.
        let isDouble = page.words.contains { !$0.otherReadings.isEmpty }
        for manner in isDouble ? [OtherReading.Manner.closer] : [.line, .closer] {
            let boxes = doubts(page, manner)
            for piece in LinePiece.pieces(of: page.words, in: boxes) {
                try look(at: piece, of: &page, in: manner, by: &reader)
            }
        }
        return page
    }

    private func look(
        at piece: LinePiece, of page: inout Page, in manner: OtherReading.Manner,
        by reader: inout TesseractReader
    ) throws(RecognitionFailure) {
        let line = picture.onImage(piece.line)
        guard let cut = LineCut(line, of: picture.image, manner: manner.cut) else { return }
        let found = try reader.line(
            on: cut.image, language: language, allowing: manner == .closer ? Self.digits : "")
        let reading = PieceReading(
            found, of: piece, scale: cut.scale * picture.pixelsPerPoint, margin: cut.margin)
        for (index, text) in zip(piece.words, reading.texts) {
            guard let text else { continue }
            page.words[index].otherReadings.append(
                OtherReading(reader: .tesseract, manner: manner, text: text))
        }
    }

    /// What amounts and dates of digits are made of.
    private static let digits = "0123456789.,-/:'%"
}

extension OtherReading.Manner {
    /// How a line is cut out to be looked at so.
    fileprivate var cut: LineCut.Manner {
        switch self {
        case .line, .page: LineCut.Manner(height: 40, room: 0.2, isBinary: false)
        case .closer: LineCut.Manner(height: 60, room: 0.2, isBinary: true)
        }
    }
}
