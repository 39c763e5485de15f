/// Who read a word: the document's own text layer or one of the recognisers.
public enum TextReader: UInt8, Hashable, Sendable, CaseIterable {
    /// Text that the PDF carries and that was found trustworthy.
    case textLayer = 0
    /// Tesseract's LSTM.
    case tesseract = 1
    /// The neural recogniser.
    case neural = 2
}

/// One character of a recognised word, with what else it might have been.
public struct CharacterReading: Hashable, Sendable {
    /// The character read.
    public var text: String
    /// The recogniser's score, 0...1; a score, not a probability.
    public var score: Double
    /// Runners-up, best first.
    public var alternatives: [Alternative]

    /// Makes the reading of one character.
    public init(text: String, score: Double, alternatives: [Alternative] = []) {
        self.text = text
        self.score = score
        self.alternatives = alternatives
    }

    /// Another character that was possible at the same place.
    public struct Alternative: Hashable, Sendable {
        /// The other character.
        public var text: String
        /// Its score, 0...1.
        public var score: Double

        /// Makes an alternative.
        public init(text: String, score: Double) {
            self.text = text
            self.score = score
        }
    }
}

/// A word of a page: text without white space, and where it stands.
public struct Word: Hashable, Sendable {
    /// What it says, NFC, without white space; never empty.
    public var text: String
    /// Where it stands.
    public var box: Box
    /// The recogniser's score, 0...1; 1 for a text layer.
    public var confidence: Double
    /// Height of the type in points; the box's height where the size is not known.
    public var fontSize: Double
    /// Whether the type is bold, as far as is known.
    public var isBold: Bool
    /// Who read it.
    public var reader: TextReader
    /// Its corners where it does not stand upright.
    public var quad: Quad?
    /// Its characters with scores and runners-up; empty for a text layer.
    public var characters: [CharacterReading]
    /// What further looks at its place made of it; empty where nobody looked again.
    public var otherReadings: [OtherReading]

    /// Makes a word.
    public init(
        text: String, box: Box, confidence: Double = 1, fontSize: Double? = nil, isBold: Bool = false,
        reader: TextReader = .textLayer, quad: Quad? = nil, characters: [CharacterReading] = [],
        otherReadings: [OtherReading] = []
    ) {
        self.text = text
        self.box = box
        self.confidence = confidence
        self.fontSize = fontSize ?? box.height
        self.isBold = isBold
        self.reader = reader
        self.quad = quad
        self.characters = characters
        self.otherReadings = otherReadings
    }
}

/// A page as it was read: upright, in points, words in reading order.
public struct Page: Hashable, Sendable {
    /// Where the words of a page come from.
    public enum Origin: UInt8, Hashable, Sendable {
        /// All words are the document's own text.
        case textLayer = 0
        /// All words were recognised on an image of the page.
        case image = 1
        /// Own text, and recognised text in regions without it.
        case mixed = 2
        /// Nothing is printed on the page; measured, not assumed.
        case blank = 3
    }

    /// Number of the page, from 1.
    public var number: Int
    /// Width in points, after the page was set upright.
    public var width: Double
    /// Height in points, after the page was set upright.
    public var height: Double
    /// Clockwise degrees by which the source was turned to stand upright: 0, 90, 180 or 270.
    public var rotation: Int
    /// Degrees of skew that were taken out, clockwise positive.
    public var skew: Double
    /// Corners of the sheet that was photographed askew, in shares of the source's width and height; `nil` where the
    /// whole picture is the page.
    public var sheet: Quad?
    /// Share of the upright picture's width at which it was cut, the right part set below the left; `nil` for all but
    /// two pages that lie side by side on one picture.
    public var fold: Double?
    /// Where the words come from.
    public var origin: Origin
    /// Why the text layer was taken or not, for people: "text layer", "scan", "garbled encoding".
    public var originReason: String
    /// Pixels per inch of the image that was read; 0 for a text layer.
    public var resolution: Int
    /// The words, in reading order as far as the reader knows.
    public var words: [Word]
    /// Printed lines, as far as they were found.
    public var rulings: [Ruling]

    /// Makes a page.
    public init(
        number: Int, width: Double, height: Double, rotation: Int = 0, skew: Double = 0,
        sheet: Quad? = nil, fold: Double? = nil, origin: Origin,
        originReason: String = "", resolution: Int = 0, words: [Word], rulings: [Ruling] = []
    ) {
        self.number = number
        self.width = width
        self.height = height
        self.rotation = rotation
        self.skew = skew
        self.sheet = sheet
        self.fold = fold
        self.origin = origin
        self.originReason = originReason
        self.resolution = resolution
        self.words = words
        self.rulings = rulings
    }
}

/// A place on a page: what a value points to.
public struct Region: Hashable, Sendable {
    /// Number of the page, from 1.
    public var page: Int
    /// The place, in points from the page's top left.
    public var box: Box

    /// Makes a region.
    public init(page: Int, box: Box) {
        self.page = page
        self.box = box
    }
}
