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
        // Its own search for tables breaks rows apart: without it word F1 rose from 88.8 to 90.2 on seven scans.
        TessBaseAPISetVariable(api, "textord_tabfind_find_tables", "0")
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

        /// Few words, anywhere.
        case scattered
        /// One line.
        case line

        fileprivate var mode: TessPageSegMode {
            switch self {
            case .page: PSM_AUTO
            case .block: PSM_SINGLE_BLOCK
            case .scattered: PSM_SPARSE_TEXT
            case .line: PSM_SINGLE_LINE
            }
        }
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
        var isAtEnd = false
        while !isAtEnd {
            if let word = Self.takeWord(from: results, isAtEnd: &isAtEnd) { words.append(word) }
        }
        return words
    }

    /// Reads a line with the runners-up of every character; only characters of `allowed`, where that is not empty.
    func line(on image: borrowing PixelImage, allowing allowed: String, seconds: Double) -> [Word] {
        TessBaseAPISetVariable(api, "tessedit_char_whitelist", allowed)
        TessBaseAPISetVariable(api, "lstm_choice_mode", "2")
        defer {
            TessBaseAPISetVariable(api, "tessedit_char_whitelist", "")
            TessBaseAPISetVariable(api, "lstm_choice_mode", "0")
        }
        return words(on: image, layout: .line, seconds: seconds)
    }

    /// Reads off the word the iterator stands on, and moves it to the next; `nil` for a word without text.
    private static func takeWord(from results: OpaquePointer, isAtEnd: inout Bool) -> Word? {
        let place = TessResultIteratorGetPageIteratorConst(results)
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let isPlaced = TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0
        let confidence = Double(TessResultIteratorConfidence(results, RIL_WORD)) / 100
        var characters: [CharacterReading] = []
        repeat {
            if let reading = character(at: results) { characters.append(reading) }
            isAtEnd = TessResultIteratorNext(results, RIL_SYMBOL) == 0
        } while !isAtEnd && TessPageIteratorIsAtBeginningOf(place, RIL_WORD) == 0
        characters = bared(characters)
        let text = characters.map(\.text).joined().unicodeScalars.filter { CharacterClass($0) == .text }
        guard isPlaced, !text.isEmpty else { return nil }
        let box = Domain.Box(
            left: Double(left), top: Double(top), right: Double(right), bottom: Double(bottom))
        return Word(
            text: String(String.UnicodeScalarView(text)).composed, box: box, confidence: confidence,
            reader: .tesseract, characters: characters)
    }

    /// A word without the rules of a table that were read as strokes at its ends; a lone stroke stays.
    private static func bared(_ characters: [CharacterReading]) -> [CharacterReading] {
        guard let first = characters.firstIndex(where: { $0.text != "|" }),
            let last = characters.lastIndex(where: { $0.text != "|" })
        else { return characters }
        return Array(characters[first...last])
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
