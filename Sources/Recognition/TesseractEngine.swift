internal import CLeptonica
internal import CTesseract
internal import Domain

/// Where Tesseract's language data are on this machine.
public struct LanguageStore: Hashable, Sendable {
    /// The folder of the `.traineddata` files.
    public var path: String

    /// The folder that Debian's packages use with Tesseract 5.
    public static let standard = LanguageStore(path: "/usr/share/tesseract-ocr/5/tessdata")

    /// Names a folder of language data.
    public init(path: String) {
        self.path = path
    }
}

/// Tesseract with one language loaded, LSTM only; ended when it goes out of scope.
///
/// Tesseract would start threads of its own: `OMP_THREAD_LIMIT=1` has to be in the environment when the process
/// starts, without it a page takes up to ten times as long.
struct TesseractEngine: ~Copyable {
    private let api: OpaquePointer
    /// Tesseract's name of the language, such as `deu`.
    let language: String

    /// Loads a language from a folder of `.traineddata` files.
    init(language: String, store: LanguageStore) throws(RecognitionFailure) {
        guard let api = TessBaseAPICreate() else { throw .environment("Tesseract cannot be started") }
        guard TessBaseAPIInit2(api, store.path, language, OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(api)
            throw .environment("Tesseract's language data for '\(language)' are missing in \(store.path)")
        }
        // Light text on dark ground is rare on invoices; trying it costs a second reading of doubtful lines.
        TessBaseAPISetVariable(api, "tessedit_do_invert", "0")
        self.api = api
        self.language = language
    }

    deinit {
        TessBaseAPIEnd(api)
        TessBaseAPIDelete(api)
    }

    /// Its name and version, such as `tesseract 5.3.0 deu`.
    var name: String { "tesseract \(String(cString: TessVersion())) \(language)" }

    /// How the text of an image is laid out.
    enum Layout {
        /// A page of blocks and columns.
        case page
        /// One block of lines, such as a receipt.
        case block

        fileprivate var mode: TessPageSegMode { self == .page ? PSM_AUTO : PSM_SINGLE_BLOCK }
    }

    /// Reads an image; boxes come in its pixels, words in Tesseract's reading order.
    ///
    /// What was read when `seconds` are over is what comes back.
    func words(on image: borrowing PixelImage, layout: Layout, seconds: Double) -> [Word] {
        TessBaseAPISetPageSegMode(api, layout.mode)
        TessBaseAPISetImage2(api, UnsafeMutablePointer<PIX>(image.pix))
        TessBaseAPISetSourceResolution(api, Int32(image.resolution))
        defer { TessBaseAPIClear(api) }
        let monitor = TessMonitorCreate()
        defer { TessMonitorDelete(monitor) }
        TessMonitorSetDeadlineMSecs(monitor, Int32(seconds * 1000))
        guard TessBaseAPIRecognize(api, monitor) == 0, let results = TessBaseAPIGetIterator(api) else {
            return []
        }
        defer { TessResultIteratorDelete(results) }
        var words: [Word] = []
        repeat {
            if let word = Self.word(at: results) { words.append(word) }
        } while TessResultIteratorNext(results, RIL_WORD) != 0
        return words
    }

    private static func word(at results: OpaquePointer) -> Word? {
        guard let raw = TessResultIteratorGetUTF8Text(results, RIL_WORD) else { return nil }
        defer { TessDeleteText(raw) }
        let text = String(cString: raw).unicodeScalars.filter { CharacterClass($0) == .text }
        guard !text.isEmpty else { return nil }
        let place = TessResultIteratorGetPageIteratorConst(results)
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0 else {
            return nil
        }
        let box = Domain.Box(
            left: Double(left), top: Double(top), right: Double(right), bottom: Double(bottom))
        return Word(
            text: String(String.UnicodeScalarView(text)).composed, box: box,
            confidence: Double(TessResultIteratorConfidence(results, RIL_WORD)) / 100, reader: .tesseract,
            characters: characters(of: results))
    }

    /// The characters of the word the iterator stands on, with what else each might be.
    private static func characters(of results: OpaquePointer) -> [CharacterReading] {
        guard let symbols = TessResultIteratorCopy(results) else { return [] }
        defer { TessResultIteratorDelete(symbols) }
        let place = TessResultIteratorGetPageIteratorConst(symbols)
        var readings: [CharacterReading] = []
        repeat {
            if let reading = character(at: symbols) { readings.append(reading) }
            if TessPageIteratorIsAtFinalElement(place, RIL_WORD, RIL_SYMBOL) != 0 { break }
        } while TessResultIteratorNext(symbols, RIL_SYMBOL) != 0
        return readings
    }

    private static func character(at symbols: OpaquePointer) -> CharacterReading? {
        guard let raw = TessResultIteratorGetUTF8Text(symbols, RIL_SYMBOL) else { return nil }
        defer { TessDeleteText(raw) }
        let text = String(cString: raw)
        var reading = CharacterReading(
            text: text, score: Double(TessResultIteratorConfidence(symbols, RIL_SYMBOL)) / 100)
        guard let choices = TessResultIteratorGetChoiceIterator(symbols) else { return reading }
        defer { TessChoiceIteratorDelete(choices) }
        repeat {
            guard let other = TessChoiceIteratorGetUTF8Text(choices) else { continue }
            let choice = String(cString: other)
            guard choice != text, choice != " ", !choice.isEmpty else { continue }
            reading.alternatives.append(
                .init(text: choice, score: Double(TessChoiceIteratorConfidence(choices)) / 100))
        } while TessChoiceIteratorNext(choices) != 0
        return reading
    }
}
