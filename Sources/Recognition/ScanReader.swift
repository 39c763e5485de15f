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

    /// Loads the neural reader's networks ahead of their first page.
    func loadNetworks() { neural.load() }

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
        /// The names and versions of what read it; none where nothing was printed on it.
        var engines: [String] = []
        /// The image that was read, where it can be looked at again.
        var picture: PagePicture?
        /// The left and the right page, where two lie side by side.
        var halves: [Reading] = []
    }

    /// Has Tesseract look again at the places of a page that `doubts` names, where the neural reader read it.
    mutating func lookAgain(at reading: inout Reading, asking doubts: DoubtfulPlaces)
        throws(RecognitionFailure)
    {
        if !reading.halves.isEmpty {
            for place in reading.halves.indices { try lookAgain(at: &reading.halves[place], asking: doubts) }
            reading = reading.stackedAnew
            return
        }
        guard let picture = reading.picture, let language = reading.language else { return }
        reading.picture = nil
        let look = SecondLook(picture: picture, language: language)
        reading.page = try look.look(at: reading.page, by: &reader, asking: doubts)
        if reading.page.words.contains(where: { !$0.otherReadings.isEmpty }) {
            reading.engines.append(try reader.engineName(for: language))
        }
    }

    /// Reads the image of a page, in `language` or in the one it finds.
    mutating func read(
        _ source: borrowing PixelImage, number: Int, language: String?, readers: ReaderChoice, seconds: Double
    ) throws(RecognitionFailure) -> Reading {
        if readers == .neural || readers == .both, let absence = neural.absence {
            throw .environment("the neural reader: \(absence)")
        }
        if readers != .tesseract, neural.absence == nil {
            guard let lines = LinePicture(of: source) else {
                throw .overLimit("too little memory for a page's image")
            }
            let direction = lines.direction()
            if let fold = SpreadSearch.fold(in: lines, direction: direction),
                let spread = try readSpread(
                    source, lying: direction, fold: fold, number: number, language: language,
                    readers: readers,
                    seconds: seconds)
            {
                return spread
            }
            if var reading = try readNeurally(
                source, lines, lying: direction, number: number, language: language)
            {
                if readers == .both { try readDoubly(source, &reading, seconds: seconds) }
                if readers == .neural { reading.picture = nil }
                return reading
            }
        }
        var prepared = try PreparedPage(source, isReceipt: Self.looksLikeReceipt(source))
        guard prepared.inkShare >= Self.leastInk else {
            return Reading(page: blank(prepared, number: number))
        }
        let (words, language) = try readWords(of: &prepared, language: language, seconds: seconds)
        let scale = 72 / Double(prepared.image.resolution)
        let page = Page(
            number: number, width: prepared.width, height: prepared.height,
            rotation: prepared.quarterTurns * 90, skew: prepared.skew, origin: .image, originReason: "scan",
            resolution: prepared.image.resolution, words: words.map { $0.scaled(by: scale) })
        return Reading(
            page: page, language: language, engines: [try reader.engineName(for: language)])
    }

    /// Reads a page that was made ready, after finding out its language and which way is up.
    private mutating func readWords(
        of prepared: inout PreparedPage, language: String?, seconds: Double
    ) throws(RecognitionFailure) -> (words: [Word], language: String) {
        let known = if let language { language } else { try reader.firstLook(at: &prepared) }
        let first = known ?? "en"
        var words = try reader.words(on: prepared, language: first, seconds: seconds)
        // Where no language was given, the first look has tried the bands both ways.
        if language != nil, !Legibility(words).isConvincing,
            try reader.isTurnedOver(&prepared, language: first)
        {
            words = try reader.words(on: prepared, language: first, seconds: seconds)
        }
        // A whole page knows its language better than the bands that were looked at before.
        guard language == nil, let better = LanguageVote(words).winner(atLeast: known == nil ? 3 : 6),
            better != first, reader.has(better)
        else { return (words, first) }
        return (try reader.words(on: prepared, language: better, seconds: seconds), better)
    }

    /// Reads regions of a page that has text of its own elsewhere; words come in the page's points.
    mutating func read(
        _ regions: [Domain.Box], of page: borrowing PDFPage, language: String, readers: ReaderChoice
    ) throws(RecognitionFailure) -> (words: [Word], engine: String?) {
        var found: [Word] = []
        var engine: String?
        for region in regions {
            let isNeural = readers != .tesseract && neural.absence == nil
            let image = try page.rendered(resolution: 250, clip: region, inColour: isNeural)
            guard let lines = LinePicture(of: image), lines.inkShare >= 0.002 else { continue }
            if isNeural, let colour = ColourImage(image, quarterTurns: 0),
                let outcome = neural.read(colour, skew: 0, isSettled: true)
            {
                found += outcome.words.map { $0.scaled(by: 72.0 / 250).moved(by: region) }
                engine = outcome.engine
                continue
            }
            let words = try reader.block(on: image, language: language, layout: .scattered, seconds: 5)
            found += words.filter { $0.confidence >= 0.6 }.map { $0.scaled(by: 72.0 / 250).moved(by: region) }
            engine = try reader.engineName(for: language)
        }
        return (found, engine)
    }

    /// Reads the image with the neural reader; `nil` where there is none.
    private func readNeurally(
        _ source: borrowing PixelImage, _ lines: borrowing LinePicture, lying direction: TextDirection,
        number: Int,
        language: String?
    ) throws(RecognitionFailure) -> Reading? {
        guard
            let (quarterTurns, image, outcome) = readNeurally(source, lying: direction)
        else { return nil }
        let scale = 72 / Double(source.resolution)
        let isBlank = outcome.words.isEmpty && lines.inkShare < Self.leastInk
        let page = Page(
            number: number, width: Double(image.width) * scale, height: Double(image.height) * scale,
            rotation: (quarterTurns * 90 + (outcome.isTurnedOver ? 180 : 0)) % 360,
            skew: outcome.skew,
            origin: isBlank ? .blank : .image,
            originReason: isBlank ? "blank: no ink found at \(source.resolution) dpi" : "scan",
            resolution: source.resolution, words: outcome.words.map { $0.scaled(by: scale) })
        return Reading(
            page: page,
            language: outcome.words.isEmpty
                ? nil : language ?? LanguageVote(outcome.words).winner(atLeast: 2) ?? "en",
            engines: outcome.words.isEmpty ? [] : [outcome.engine],
            picture: PagePicture(
                image: image, isTurnedOver: outcome.isTurnedOver, skew: outcome.skew,
                pixelsPerPoint: 1 / scale))
    }

    /// Reads the image turned as its letters say, or by a quarter more where its lines say otherwise.
    private func readNeurally(
        _ source: borrowing PixelImage, lying direction: TextDirection
    ) -> (quarterTurns: Int, image: ColourImage, outcome: NeuralPageReader.Outcome)? {
        guard let image = ColourImage(source, quarterTurns: direction.quarterTurns)?.withoutFaintness,
            let outcome = neural.read(image, skew: direction.skew)
        else { return nil }
        guard outcome.isOnItsSide else { return (direction.quarterTurns, image, outcome) }
        let other = 1 - direction.quarterTurns
        if let turned = ColourImage(source, quarterTurns: other)?.withoutFaintness,
            let again = neural.read(turned, skew: 0),
            !again.isOnItsSide
        {
            return (other, turned, again)
        }
        let settled = neural.read(image, skew: direction.skew, isSettled: true)
        return settled.map { (direction.quarterTurns, image, $0) }
    }

    /// Has Tesseract read the whole page as well, and compares word by word.
    private mutating func readDoubly(
        _ source: borrowing PixelImage, _ reading: inout Reading, seconds: Double
    ) throws(RecognitionFailure) {
        guard reading.page.origin == .image, let language = reading.language else { return }
        var prepared = try PreparedPage(source, isReceipt: Self.looksLikeReceipt(source))
        if prepared.quarterTurns * 90 != reading.page.rotation { prepared.turnOver() }
        guard prepared.quarterTurns * 90 == reading.page.rotation else { return }
        let scale = 72 / Double(prepared.image.resolution)
        let words = try reader.words(on: prepared, language: language, seconds: seconds)
        reading.page.words = DoubleReading(reading.page.words, with: words.map { $0.scaled(by: scale) })
            .words(.page)
    }

    /// Less of a page than this is dust: on a letter page, 24 square points, about three letters of 10 points.
    private static let leastInk = 0.00005

    private func blank(_ prepared: borrowing PreparedPage, number: Int) -> Page {
        Page(
            number: number, width: prepared.width, height: prepared.height, origin: .blank,
            originReason: "blank: no ink found at \(prepared.image.resolution) dpi",
            resolution: prepared.image.resolution, words: [])
    }

    private static func looksLikeReceipt(_ image: borrowing PixelImage) -> Bool {
        let short = Double(min(image.width, image.height))
        let long = Double(max(image.width, image.height))
        return long / short > 1.9 || short / Double(max(1, image.resolution)) < 5
    }
}
