/// Every limit on what a document may cost; the only place where they are named.
public struct ReadingLimits: Hashable, Sendable {
    /// Pages of a document.
    public var pages = 200
    /// Pixels of one page, in millions.
    public var megapixels = 100
    /// Address space of a reader process, in bytes.
    public var memory = 1_500_000_000
    /// Seconds of wall clock for one page.
    public var secondsPerPage = 30.0
    /// Seconds of wall clock for one document.
    public var secondsPerDocument = 120.0
    /// Bytes of a document.
    public var documentBytes = 100_000_000
    /// Bytes of text on one page.
    public var textBytesPerPage = 5_000_000
    /// Bytes of one answer of a reader process.
    public var answerBytes = 256_000_000
    /// Depth of elements in XML.
    public var xmlDepth = 64
    /// Attributes of one XML element.
    public var xmlAttributes = 10_000
    /// Depth of nested parts in a mail.
    public var mailDepth = 10
    /// Mails and ZIP files in one another, each a document of its own.
    public var containerDepth = 2
    /// Parts of a mail or entries of a ZIP file.
    public var parts = 200
    /// Bytes that come out of a mail or ZIP file.
    public var unpackedBytes = 50_000_000

    /// Files that come out of one mail or ZIP file and all that is in it.
    public var partsOfAll = 500
    /// Bytes that come out of one mail or ZIP file and all that is in it.
    public var unpackedBytesOfAll = 200_000_000

    /// The limits that are documented and tested.
    public static let standard = ReadingLimits()

    /// Makes the standard limits.
    public init() {}
}
