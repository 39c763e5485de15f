internal import CLeptonica
internal import CPoppler
public import Domain
import Glibc
internal import Glibc

/// Turns the bytes of PDFs and images into pages of words; one per thread, kept over many documents.
///
/// Once `prepare()` was called, it opens no files but fonts (`/usr/share/fonts`, `/etc/fonts`,
/// `/var/cache/fontconfig`), Poppler's tables (`/usr/share/poppler`) and the folder of language data.
public struct Recogniser: ~Copyable {
    private var scans: ScanReader
    private var utf16Tables: iconv_t?

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
        // Poppler turns UTF-16 strings of PDFs, such as names of attachments, by tables that are loaded from files;
        // held open, they stay loaded.
        if utf16Tables == nil { utf16Tables = iconv_open("UTF-8", "UTF-16BE") }
    }

    /// Loads the neural reader's networks, which otherwise come with the first page image.
    ///
    /// For a process whose copies read a document each: it takes some 0.1 s of processor time.
    public mutating func loadNetworks() { scans.loadNetworks() }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - options: How to read it, and within which limits.
    ///   - doubts: Which places of a page are to be looked at by a second reader.
    ///   - turningTo: Called before each page with its number, from 1, and the number of pages.
    /// - Returns: Its pages and what came with them.
    /// - Throws: Why it cannot be recognised.
    public mutating func recognise(
        _ bytes: [UInt8], options: RecognitionOptions = RecognitionOptions(),
        asking doubts: DoubtfulPlaces = { _, _ in [] }, turningTo: (Int, Int) -> Void = { _, _ in }
    ) throws(RecognitionFailure) -> RecognisedDocument {
        guard !bytes.isEmpty else { throw .empty }
        let type = FileType(of: bytes)
        switch type {
        case .pdf: return try recognisePDF(bytes, options: options, asking: doubts, turningTo: turningTo)
        case .tiff, .png, .jpeg:
            return try recogniseImage(
                bytes, type: type, options: options, asking: doubts, turningTo: turningTo)
        case .xml, .eml, .zip, .refused, .unknown: throw .unsupported(type.name)
        }
    }

    private mutating func recogniseImage(
        _ bytes: [UInt8], type: FileType, options: RecognitionOptions, asking doubts: DoubtfulPlaces,
        turningTo: (Int, Int) -> Void
    ) throws(RecognitionFailure) -> RecognisedDocument {
        let file = try ImageFile(bytes, type: type, options: options)
        var document = options.share.begun(of: file.pageCount)
        document.language = document.language ?? options.language
        for index in options.indices(of: file.pageCount) {
            turningTo(index + 1, file.pageCount)
            let whole = try file.page(index)
            let sheet = SheetSearch.corners(in: whole)
            guard let image = sheet == nil ? whole.atReadingResolution() : whole.showing(sheet) else {
                throw .overLimit("page \(index + 1) is too large for memory")
            }
            var reading = try scans.read(
                image, number: index + 1, language: document.language, readers: options.readers,
                seconds: options.secondsPerPage)
            try scans.lookAgain(at: &reading, asking: doubts)
            reading.page.sheet = sheet
            document.add(reading)
            if options.share.ends(after: document, of: file.pageCount) { break }
        }
        guard !options.share.isLeft(by: &document, of: file.pageCount) else { return document }
        if options.wantsSearchablePDF, options.pages == nil {
            document.searchablePDF = try searchable(file, pages: document.pages)
        }
        return document
    }

    private mutating func recognisePDF(
        _ bytes: [UInt8], options: RecognitionOptions, asking doubts: DoubtfulPlaces,
        turningTo: (Int, Int) -> Void
    ) throws(RecognitionFailure) -> RecognisedDocument {
        let document = try PDFDocument(bytes)
        guard document.pageCount <= options.maximumPages else {
            throw .overLimit("\(document.pageCount) pages, \(options.maximumPages) are allowed")
        }
        var result = options.share.begun(of: document.pageCount)
        result.engines = [Self.popplerVersion]
        let sizes = EmbeddedImageSizes(of: bytes)
        var opened = 0
        let indices = options.indices(of: document.pageCount)
        for index in indices {
            turningTo(index + 1, document.pageCount)
            guard let page = document.page(index) else {
                result.pages.append(Self.unopened(index + 1, like: result.pages.last))
                continue
            }
            opened += 1
            try read(page, sizes: sizes, into: &result, options: options, asking: doubts)
            if options.share.ends(after: result, of: document.pageCount) { break }
        }
        guard !options.share.isLeft(by: &result, of: document.pageCount) else { return result }
        guard opened > 0 || indices.isEmpty else { throw .damaged("none of its pages can be opened") }
        (result.attachments, result.attachmentsOverLimit) = document.attachments(
            limit: options.maximumAttachmentBytes)
        let isRecognised = result.pages.contains { $0.origin == .image || $0.origin == .mixed }
        if options.wantsSearchablePDF, options.pages == nil, isRecognised {
            result.searchablePDF = try searchable(document, pages: result.pages)
        }
        return result
    }

    /// Stands for a page of a damaged file that cannot be opened: it has its place, no words, and says why.
    private static func unopened(_ number: Int, like other: Page?) -> Page {
        let a4 = (width: 595.0, height: 842.0)
        return Page(
            number: number, width: other?.width ?? a4.width, height: other?.height ?? a4.height,
            origin: .image, originReason: "damaged: the page cannot be opened", words: [])
    }

    /// Reads one page of a PDF: its own text, its image, or both.
    private mutating func read(
        _ page: borrowing PDFPage, sizes: EmbeddedImageSizes, into result: inout RecognisedDocument,
        options: RecognitionOptions, asking doubts: DoubtfulPlaces
    ) throws(RecognitionFailure) {
        let layer = try page.textLayer(limit: options.maximumTextBytesPerPage)
        var own = Page(
            number: page.number, width: page.width, height: page.height, origin: .textLayer,
            words: layer.words)
        switch page.verdict(on: layer, expectsSeller: page.number == options.pages?.lowerBound ?? 1) {
        case .trusted(let reason):
            own.originReason = reason
            result.pages.append(own)
        case .incomplete(let regions, let reason):
            let language = options.language ?? LanguageVote(layer.words).winner(atLeast: 3) ?? "en"
            let (words, engine) = try scans.read(
                regions, of: page, language: language, readers: options.readers)
            result.add(
                ScanReader.Reading(
                    page: own.completed(with: words, reason: reason), language: language,
                    engines: engine.map { [$0] } ?? []))
        case .unusable(let reason):
            let native = page.imageAreas().compactMap { sizes.resolution(filling: $0) }.max() ?? 250
            let whole = try page.rendered(
                resolution: page.readingResolution(native: native),
                inColour: options.readers != .tesseract && scans.neuralAbsence == nil)
            let sheet = SheetSearch.corners(in: whole)
            guard let image = whole.showing(sheet) else {
                throw .overLimit("page \(page.number) is too large for memory")
            }
            var reading = try scans.read(
                image, number: page.number, language: result.language ?? options.language,
                readers: options.readers, seconds: options.secondsPerPage)
            if reading.page.origin == .image { reading.page.originReason = reason }
            try scans.lookAgain(at: &reading, asking: doubts)
            reading.page.sheet = sheet
            result.add(reading)
        }
    }

    private func searchable(_ file: ImageFile, pages: [Page]) throws(RecognitionFailure) -> [UInt8] {
        var result = SearchablePDF()
        for (index, page) in pages.enumerated() {
            if page.isRearranged {
                result.add(rearranged: page, of: try file.page(index))
            } else if let image = try file.packed(index) {
                result.add(page, image: image)
            }
        }
        return result.bytes()
    }

    private func searchable(
        _ document: borrowing PDFDocument, pages: [Page]
    ) throws(RecognitionFailure) -> [UInt8] {
        var result = SearchablePDF()
        for (index, page) in pages.enumerated() {
            guard let source = document.page(index) else { continue }
            let image = try source.rendered(resolution: max(150, min(300, page.resolution)))
            if page.isRearranged {
                result.add(rearranged: page, of: image)
            } else if let packed = PackedImage(image) {
                result.add(page, image: packed)
            }
        }
        return result.bytes()
    }

    private static var popplerVersion: String { "poppler \(String(cString: poppler_get_version()))" }

    /// Keeps the libraries' remarks on broken files off standard error.
    private static func silenceLibraries() {
        g_log_set_default_handler({ _, _, _, _ in }, nil)
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        // Tesseract's OpenMP threads spin while they wait and make a page ten times as dear; its limit from the
        // environment comes too late inside a process, this does not.
        typealias SetLevels = @convention(c) (Int32) -> Void
        if let symbol = dlsym(nil, "omp_set_max_active_levels") {
            unsafeBitCast(symbol, to: SetLevels.self)(0)
        }
    }
}

extension RecognisedDocument {
    /// Takes up a page that was recognised, and who recognised it.
    fileprivate mutating func add(_ reading: ScanReader.Reading) {
        language = language ?? reading.language
        pages.append(reading.page)
        for engine in reading.engines where !engines.contains(engine) { engines.append(engine) }
    }
}

extension RecognitionOptions {
    /// The indices of the pages that are read, of so many.
    fileprivate func indices(of pageCount: Int) -> Range<Int> {
        guard let pages else { return share.indices(of: pageCount) }
        return ((pages.lowerBound - 1)..<pages.upperBound).clamped(to: 0..<pageCount)
    }
}
