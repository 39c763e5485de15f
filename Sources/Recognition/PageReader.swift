internal import Domain
internal import Glibc

/// Reads the words on the image of a page.
protocol PageReader {
    /// Reads a page in a language (ISO 639-1); boxes come in the image's pixels.
    ///
    /// What was read when `seconds` are over is what comes back.
    mutating func words(
        on page: borrowing PreparedPage, language: String, seconds: Double
    ) throws(RecognitionFailure) -> [Word]

    /// The name and version of what reads a language, such as `tesseract 5.3.0 deu`.
    mutating func engineName(for language: String) throws(RecognitionFailure) -> String
}

/// Reads pages with Tesseract, and keeps the languages it loaded.
struct TesseractReader: PageReader {
    private final class Loaded {
        let engine: TesseractEngine
        init(_ engine: consuming TesseractEngine) { self.engine = engine }
    }

    private let store: LanguageStore
    private var loaded: [String: Loaded] = [:]

    init(store: LanguageStore) {
        self.store = store
    }

    /// Loads a language ahead of its first page.
    mutating func load(_ language: String) throws(RecognitionFailure) {
        _ = try engine(for: language)
    }

    /// Whether a language's data are installed; what is not is read as English.
    func has(_ language: String) -> Bool {
        access("\(store.path)/\(TesseractLanguage.name(of: language)).traineddata", R_OK) == 0
    }

    mutating func words(
        on page: borrowing PreparedPage, language: String, seconds: Double
    ) throws(RecognitionFailure) -> [Word] {
        try engine(for: language).engine.words(on: page.image, layout: page.layout, seconds: seconds)
    }

    /// Reads a part of a page.
    mutating func block(
        on image: borrowing PixelImage, language: String, layout: TesseractEngine.Layout, seconds: Double
    ) throws(RecognitionFailure) -> [Word] {
        try engine(for: language).engine.words(on: image, layout: layout, seconds: seconds)
    }

    /// Reads a line that was cut out of a page; only characters of `allowed`, where that is not empty.
    mutating func line(
        on image: borrowing PixelImage, language: String, allowing allowed: String
    ) throws(RecognitionFailure) -> [Word] {
        try engine(for: language).engine.line(on: image, allowing: allowed, seconds: 2)
    }

    mutating func engineName(for language: String) throws(RecognitionFailure) -> String {
        try engine(for: language).engine.name
    }

    private mutating func engine(for language: String) throws(RecognitionFailure) -> Loaded {
        let name = has(language) ? TesseractLanguage.name(of: language) : "eng"
        if let loaded = loaded[name] { return loaded }
        let engine = Loaded(try TesseractEngine(language: name, store: store))
        loaded[name] = engine
        return engine
    }
}
