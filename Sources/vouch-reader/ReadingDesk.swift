import Domain
import Extraction
import Formats
import Reading
import Recognition

/// Reads one document after the other: decides by magic bytes who reads it, and sends what comes out.
struct ReadingDesk: ~Copyable {
    private var recogniser: Recogniser
    private let lexicon: Lexicon
    private let secondLook: SecondLookPlaces

    /// Names and versions of what reads here.
    let engines: [String]
    /// Languages that recognition can read, as Tesseract names them.
    let languages: [String]

    /// Loads everything that is read from disk, so that the process can be locked down afterwards.
    init(_ orders: LaunchOrders, models: ReadingModels) throws(StartFailure) {
        let store = LanguageStore.standard
        let neural = orders.neuralFolder.flatMap {
            NeuralLocation(directory: $0, modelsFolder: orders.modelsFolder)
        }
        lexicon = models.lexicon
        secondLook = models.secondLook
        recogniser = Recogniser(languages: store, neural: neural)
        engines = Recogniser.engines
        languages = store.languages
        do {
            try recogniser.prepare()
        } catch {
            throw StartFailure(sentence: "recognition does not start: \(error)")
        }
    }

    /// Loads the networks ahead of the first page image, for copies of this process to have them.
    mutating func loadNetworks() { recogniser.loadNetworks() }

    /// Reads a document and sends its pages, parts or refusal.
    mutating func read(_ order: ReadingOrder, answeringOn channel: FrameChannel) {
        do {
            try answer(order, on: channel)
        } catch {
            channel.send(.refused(error))
        }
    }

    private mutating func answer(_ order: ReadingOrder, on channel: FrameChannel) throws(Refusal) {
        let bytes = order.request.bytes
        guard !bytes.isEmpty else { throw .empty }
        let size = order.request.further.reduce(bytes.count) { $0 + $1.bytes.count }
        guard size <= order.limits.documentBytes else {
            throw .overLimit("\(size) bytes, \(order.limits.documentBytes) are allowed")
        }
        if let picture = order.request.options.picture {
            return try draw(picture, for: order, on: channel)
        }
        if order.request.options.isAnswer { return try AnswerReading(order).send(on: channel) }
        let type = FileType(of: bytes)
        switch type {
        case .pdf, .tiff, .png, .jpeg:
            if order.request.options.pages == nil, order.request.further.isEmpty {
                try readPages(order, on: channel)
            } else {
                try readExcerpts(order, on: channel)
            }
        case .xml: try readXML(order, on: channel)
        case .eml, .zip: try ContainerReading(order).send(on: channel)
        case .refused, .unknown: throw .unsupported(type.name)
        }
    }

    private func draw(
        _ picture: PictureOrder, for order: ReadingOrder, on channel: FrameChannel
    ) throws(Refusal) {
        do {
            let bytes = try RegionPicture.pgm(
                of: order.request.bytes, region: picture.region, as: picture.page,
                options: RecognitionOptions(order))
            channel.send(.part(ContainedFile(name: "picture.pgm", bytes: bytes)))
            channel.send(.unpacked(1))
        } catch {
            throw Refusal(error)
        }
    }

    /// Reads pages of one or several files as one document.
    private mutating func readExcerpts(_ order: ReadingOrder, on channel: FrameChannel) throws(Refusal) {
        let request = order.request
        var pages: [Page] = []
        var engines: [String] = []
        var unread: [String] = []
        var structured: InvoiceDraft?
        var searchablePDF: [UInt8]?
        for part in [FurtherPages(bytes: request.bytes, pages: request.options.pages)] + request.further {
            let document = try recognised(part, of: order, on: channel)
            guard !document.pages.isEmpty else { throw .noPages }
            guard pages.count + document.pages.count <= order.limits.pages else {
                throw .overLimit("\(order.limits.pages) pages of a document")
            }
            for page in document.pages {
                var page = page
                page.number = pages.count + 1
                pages.append(page)
            }
            engines += document.engines.filter { !engines.contains($0) }
            if request.further.isEmpty { searchablePDF = document.searchablePDF }
            // XML describes one bill: that of a file whose pages all belong to it.
            guard !request.options.isPageOnly, part.pages == nil else { continue }
            let embedded = EmbeddedInvoice(in: document, limits: XMLLimits(order.limits))
            structured = structured ?? embedded.draft
            unread += embedded.unread
        }
        for page in pages { channel.send(.page(page)) }
        channel.send(
            .finished(
                ReadingClose(
                    pageCount: pages.count, evidence: Evidence(gatheredFrom: pages, lexicon: lexicon),
                    structured: structured, engines: engines, searchablePDF: searchablePDF, unread: unread)))
    }

    private mutating func recognised(
        _ part: FurtherPages, of order: ReadingOrder, on channel: FrameChannel
    ) throws(Refusal) -> RecognisedDocument {
        var options = RecognitionOptions(order)
        options.pages = part.pages
        options.share = .whole
        do {
            return try recogniser.recognise(
                part.bytes, options: options, asking: secondLook.places,
                turningTo: { channel.send(.progress(ReadingProgress(page: $0, pageCount: $1))) })
        } catch {
            throw Refusal(error)
        }
    }

    private mutating func readPages(_ order: ReadingOrder, on channel: FrameChannel) throws(Refusal) {
        let document: RecognisedDocument
        do {
            document = try recogniser.recognise(
                order.request.bytes, options: RecognitionOptions(order),
                asking: secondLook.places,
                turningTo: { channel.send(.progress(ReadingProgress(page: $0, pageCount: $1))) })
        } catch {
            throw Refusal(error)
        }
        if let count = document.pagesOfAll { return sendPart(document, of: count, on: channel) }
        guard !document.pages.isEmpty else { throw .noPages }
        let embedded =
            order.request.options.isPageOnly
            ? nil : EmbeddedInvoice(in: document, limits: XMLLimits(order.limits))
        // Where only the close was asked for, the parent has the pages.
        let isClose = if case .close = order.share { true } else { false }
        if !isClose { for page in document.pages { channel.send(.page(page)) } }
        channel.send(
            .finished(
                ReadingClose(
                    pageCount: document.pages.count,
                    evidence: Evidence(gatheredFrom: document.pages, lexicon: lexicon),
                    structured: embedded?.draft, engines: document.engines,
                    searchablePDF: document.searchablePDF, unread: embedded?.unread ?? [])))
    }

    private func sendPart(_ document: RecognisedDocument, of count: Int, on channel: FrameChannel) {
        for page in document.pages { channel.send(.page(page)) }
        channel.send(
            .halted(
                ReadingHalt(
                    pageCount: count, language: document.language ?? "", engines: document.engines)))
    }

    private func readXML(_ order: ReadingOrder, on channel: FrameChannel) throws(Refusal) {
        let draft: InvoiceDraft
        do {
            draft = try ElectronicInvoice.parse(order.request.bytes, limits: XMLLimits(order.limits))
        } catch {
            throw Refusal(error)
        }
        channel.send(
            .finished(
                ReadingClose(
                    pageCount: 0, evidence: Evidence(language: draft.language), structured: draft,
                    engines: [], searchablePDF: nil)))
    }
}
