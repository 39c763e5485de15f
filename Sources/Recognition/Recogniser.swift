internal import CLeptonica
internal import CPoppler
internal import Domain

/// Turns the bytes of PDFs and images into pages of words; one per thread, kept over many documents.
///
/// Once `prepare()` was called, it opens no files but fonts (`/usr/share/fonts`, `/etc/fonts`,
/// `/var/cache/fontconfig`), Poppler's tables (`/usr/share/poppler`) and the folder of language data.
public struct Recogniser: ~Copyable {
    private var scans: ScanReader

    /// Makes a recogniser; nothing is loaded yet.
    ///
    /// - Parameters:
    ///   - store: Where Tesseract's language data lie.
    ///   - neural: Where the neural reader's files lie; `nil` to read with Tesseract alone.
    public init(languages store: LanguageStore = .standard, neural: NeuralLocation? = nil) {
        self.scans = ScanReader(store: store, neural: neural)
        Self.silenceLibraries()
    }

    /// Why the neural reader is not there; `nil` when it is.
    public var neuralAbsence: String? { scans.neuralAbsence }

    /// Loads what would otherwise be loaded at the first document, so that it can run before a lock-down.
    public mutating func prepare() throws(RecognitionFailure) {
        try scans.load("en")
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - options: How to read it, and within which limits.
    ///   - turningTo: Called before each page with its number, from 1, and the number of pages.
    /// - Returns: Its pages and what came with them.
    /// - Throws: Why it cannot be recognised.
    public mutating func recognise(
        _ bytes: [UInt8], options: RecognitionOptions = RecognitionOptions(),
        turningTo: (Int, Int) -> Void = { _, _ in }
    ) throws(RecognitionFailure) -> RecognisedDocument {
        guard !bytes.isEmpty else { throw .empty }
        let type = FileType(of: bytes)
        switch type {
        case .pdf: return try recognisePDF(bytes, options: options, turningTo: turningTo)
        case .tiff, .png, .jpeg:
            return try recogniseImage(bytes, type: type, options: options, turningTo: turningTo)
        case .xml, .eml, .zip, .refused, .unknown: throw .unsupported(type.name)
        }
    }

    private mutating func recogniseImage(
        _ bytes: [UInt8], type: FileType, options: RecognitionOptions, turningTo: (Int, Int) -> Void
    ) throws(RecognitionFailure) -> RecognisedDocument {
        let file = try ImageFile(bytes, type: type, options: options)
        var document = RecognisedDocument(pages: [], language: options.language)
        for index in 0..<file.pageCount {
            turningTo(index + 1, file.pageCount)
            guard let image = try file.page(index).atReadingResolution() else {
                throw .overLimit("page \(index + 1) is too large for memory")
            }
            let reading = try scans.read(
                image, number: index + 1, language: document.language, readers: options.readers,
                seconds: options.secondsPerPage)
            document.add(reading)
        }
        return document
    }

    private mutating func recognisePDF(
        _ bytes: [UInt8], options: RecognitionOptions, turningTo: (Int, Int) -> Void
    ) throws(RecognitionFailure) -> RecognisedDocument {
        let document = try PDFDocument(bytes)
        guard document.pageCount <= options.maximumPages else {
            throw .overLimit("\(document.pageCount) pages, \(options.maximumPages) are allowed")
        }
        var result = RecognisedDocument(pages: [], engines: [Self.popplerVersion])
        let sizes = EmbeddedImageSizes(of: bytes)
        for index in 0..<document.pageCount {
            turningTo(index + 1, document.pageCount)
            guard let page = document.page(index) else {
                throw .damaged("page \(index + 1) cannot be opened")
            }
            let layer = try page.textLayer(limit: options.maximumTextBytesPerPage)
            if layer.words.count >= 5 {
                result.pages.append(
                    Page(
                        number: page.number, width: page.width, height: page.height, origin: .textLayer,
                        originReason: "text layer", words: layer.words))
                continue
            }
            let native = page.imageAreas().compactMap { sizes.resolution(filling: $0) }.max() ?? 300
            let image = try page.rendered(resolution: min(300, max(200, native)))
            let reading = try scans.read(
                image, number: page.number, language: result.language ?? options.language,
                readers: options.readers, seconds: options.secondsPerPage)
            result.add(reading)
        }
        result.attachments = document.attachments(limit: options.maximumAttachmentBytes)
        return result
    }

    private static var popplerVersion: String { "poppler \(String(cString: poppler_get_version()))" }

    /// Keeps the libraries' remarks on broken files off standard error.
    private static func silenceLibraries() {
        g_log_set_default_handler({ _, _, _, _ in }, nil)
        setMsgSeverity(Int32(L_SEVERITY_NONE))
    }
}

extension RecognisedDocument {
    /// Takes up a page that was recognised, and who recognised it.
    fileprivate mutating func add(_ reading: ScanReader.Reading) {
        language = language ?? reading.language
        pages.append(reading.page)
        if let engine = reading.engine, !engines.contains(engine) { engines.append(engine) }
    }
}
