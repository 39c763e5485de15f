internal import CLeptonica
internal import Domain

/// Reads pages that are images: makes them ready, finds their language and which way is up, and has them read.
struct ScanReader {
    private var reader: TesseractReader
    private let neural: NeuralPageReader

    /// Makes a reader over a folder of language data, and over the neural reader's files where they are.
    init(store: LanguageStore, neural: NeuralLocation?) {
        self.reader = TesseractReader(store: store)
        self.neural = NeuralPageReader(files: neural)
    }

    /// Why the neural reader cannot read; `nil` when it can, as far as is known.
    var neuralAbsence: String? { neural.absence }

    /// Loads a language ahead of its first page.
    mutating func load(_ language: String) throws(RecognitionFailure) { try reader.load(language) }

    /// The name and version of what reads a language.
    mutating func engineName(for language: String) throws(RecognitionFailure) -> String {
        try reader.engineName(for: language)
    }

    /// What reading an image gave.
    struct Reading {
        /// The page, its words in points.
        var page: Page
        /// The language it was read with, ISO 639-1; `nil` where nothing was printed on it.
        var language: String?
        /// The name and version of what read it; `nil` where nothing was printed on it.
        var engine: String?
    }

    /// Reads the image of a page, in `language` or in the one it finds.
    mutating func read(
        _ source: borrowing PixelImage, number: Int, language: String?, readers: ReaderChoice, seconds: Double
    ) throws(RecognitionFailure) -> Reading {
        if readers == .neural, let absence = neural.absence {
            throw .environment("the neural reader: \(absence)")
        }
        if readers != .tesseract, let reading = try readNeurally(source, number: number, language: language) {
            return reading
        }
        var prepared = try PreparedPage(source, isReceipt: Self.looksLikeReceipt(source))
        guard prepared.inkShare >= Self.leastInk else {
            return Reading(page: blank(prepared, number: number))
        }
        var language = language
        if language == nil { language = try find(in: &prepared) }
        var words = try reader.words(on: prepared, language: language ?? "en", seconds: seconds)
        if Legibility(words).isPoor, try turnOverIfBetter(&prepared, language: language ?? "en") {
            words = try reader.words(on: prepared, language: language ?? "en", seconds: seconds)
        }
        let scale = 72 / Double(prepared.image.resolution)
        let page = Page(
            number: number, width: prepared.width, height: prepared.height,
            rotation: prepared.quarterTurns * 90, skew: prepared.skew, origin: .image, originReason: "scan",
            resolution: prepared.image.resolution, words: words.map { $0.scaled(by: scale) })
        return Reading(
            page: page, language: language, engine: try reader.engineName(for: language ?? "en"))
    }

    /// Reads the image with the neural reader; `nil` where there is none.
    private func readNeurally(
        _ source: borrowing PixelImage, number: Int, language: String?
    ) throws(RecognitionFailure) -> Reading? {
        guard neural.absence == nil else { return nil }
        guard let lines = LinePicture(of: source) else {
            throw .overLimit("too little memory for a page's image")
        }
        let direction = lines.direction()
        guard let image = ColourImage(source, quarterTurns: direction.quarterTurns),
            let outcome = neural.read(image, skew: direction.skew)
        else { return nil }
        let scale = 72 / Double(source.resolution)
        let isBlank = outcome.words.isEmpty && lines.inkShare < Self.leastInk
        let page = Page(
            number: number, width: Double(image.width) * scale, height: Double(image.height) * scale,
            rotation: (direction.quarterTurns * 90 + (outcome.isTurnedOver ? 180 : 0)) % 360,
            skew: direction.skew,
            origin: isBlank ? .blank : .image,
            originReason: isBlank ? "blank: no ink found at \(source.resolution) dpi" : "scan",
            resolution: source.resolution, words: outcome.words.map { $0.scaled(by: scale) })
        return Reading(
            page: page,
            language: outcome.words.isEmpty ? nil : language ?? LanguageVote(outcome.words).winner ?? "en",
            engine: outcome.words.isEmpty ? nil : outcome.engine)
    }

    /// Less of a page than this is dust: a full stop of 10 points is 0.0001 of a letter page's quarter.
    private static let leastInk = 0.00005

    private func blank(_ prepared: borrowing PreparedPage, number: Int) -> Page {
        Page(
            number: number, width: prepared.width, height: prepared.height, origin: .blank,
            originReason: "blank: no ink found at \(prepared.image.resolution) dpi",
            resolution: prepared.image.resolution, words: [])
    }

    /// Reads the band with most letters with the English model, which tells the language and which way is up.
    private mutating func find(in prepared: inout PreparedPage) throws(RecognitionFailure) -> String {
        guard let sample = prepared.sample() else { return "en" }
        var words = try reader.block(on: sample, language: "en", seconds: 5)
        if Legibility(words).isPoor, let turned = sample.turned(byQuarters: 2) {
            turned.resolution = sample.resolution
            let others = try reader.block(on: turned, language: "en", seconds: 5)
            if Legibility(others) > Legibility(words) {
                prepared.turnOver()
                words = others
            }
        }
        let winner = LanguageVote(words).winner ?? "en"
        return reader.has(winner) ? winner : "en"
    }

    private mutating func turnOverIfBetter(
        _ prepared: inout PreparedPage, language: String
    ) throws(RecognitionFailure) -> Bool {
        guard let sample = prepared.sample(), let turned = sample.turned(byQuarters: 2) else { return false }
        turned.resolution = sample.resolution
        let words = try reader.block(on: sample, language: language, seconds: 5)
        let others = try reader.block(on: turned, language: language, seconds: 5)
        guard Legibility(others) > Legibility(words) else { return false }
        prepared.turnOver()
        return true
    }

    private static func looksLikeReceipt(_ image: borrowing PixelImage) -> Bool {
        let short = Double(min(image.width, image.height))
        let long = Double(max(image.width, image.height))
        return long / short > 1.9 || short / Double(max(1, image.resolution)) < 5
    }
}

/// How well the words of a reading can be read.
struct Legibility: Comparable {
    private var letters = 0.0
    private var trusted = 0.0

    /// Weighs the words by their length.
    init(_ words: [Word]) {
        for word in words {
            let length = Double(word.text.unicodeScalars.count)
            letters += length
            trusted += length * max(0, word.confidence - 0.3)
        }
    }

    /// Whether the reading looks like that of a page that lies upside down.
    var isPoor: Bool { letters < 8 || trusted / letters < 0.35 }

    static func < (left: Legibility, right: Legibility) -> Bool { left.trusted < right.trusted }
}

extension Word {
    /// The word with its places multiplied.
    fileprivate func scaled(by factor: Double) -> Word {
        var word = self
        word.box = Domain.Box(
            left: box.left * factor, top: box.top * factor, right: box.right * factor,
            bottom: box.bottom * factor)
        word.fontSize = fontSize * factor
        word.quad = quad?.scaled(by: factor)
        return word
    }
}

extension Quad {
    fileprivate func scaled(by factor: Double) -> Quad {
        func scaled(_ point: Point) -> Point { Point(x: point.x * factor, y: point.y * factor) }
        return Quad(
            topLeft: scaled(topLeft), topRight: scaled(topRight), bottomRight: scaled(bottomRight),
            bottomLeft: scaled(bottomLeft))
    }
}
