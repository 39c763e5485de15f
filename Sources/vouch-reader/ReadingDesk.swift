import Domain
import Extraction
import Reading
import Recognition

/// Reads one document after the other: decides by magic bytes who reads it, and sends what comes out.
struct ReadingDesk: ~Copyable {
    private var recogniser = Recogniser()

    /// Names and versions of what reads here.
    let engines: [String] = []
    /// Languages that recognition can read.
    let languages: [String] = []

    /// Loads everything that is read from disk, so that the process can be locked down afterwards.
    init(modelsFolder: String?) throws(StartFailure) {
        do {
            try recogniser.prepare()
        } catch {
            throw StartFailure(sentence: "recognition does not start: \(error)")
        }
    }

    /// Reads a document and sends its pages, parts or refusal.
    mutating func read(_ order: ReadingOrder, answeringOn channel: FrameChannel) {
        do {
            try answer(order, on: channel)
        } catch {
            channel.send(.refused(error))
        }
    }

    private mutating func answer(_ order: ReadingOrder, on channel: FrameChannel) throws(Refusal) {
        let request = order.request
        guard !request.bytes.isEmpty else { throw .empty }
        guard request.bytes.count <= order.limits.documentBytes else {
            throw .overLimit("\(request.bytes.count) bytes, \(order.limits.documentBytes) are allowed")
        }
        switch FileType(of: request.bytes) {
        case .pdf, .tiff, .png, .jpeg:
            try readPages(order, on: channel)
        case .xml, .eml, .zip, .refused, .unknown:
            throw .unsupported(FileType(of: request.bytes).name)
        }
    }

    private mutating func readPages(_ order: ReadingOrder, on channel: FrameChannel) throws(Refusal) {
        let document: RecognisedDocument
        do {
            document = try recogniser.recognise(order.request.bytes, options: RecognitionOptions(order))
        } catch {
            throw Refusal(error)
        }
        for page in document.pages { channel.send(.page(page)) }
        channel.send(
            .finished(
                ReadingClose(
                    pageCount: document.pages.count, evidence: Evidence(language: document.language ?? "en"),
                    structured: nil, engines: document.engines, searchablePDF: document.searchablePDF)))
    }
}

extension RecognitionOptions {
    /// What an order says about recognition.
    init(_ order: ReadingOrder) {
        self.init()
        language = order.request.options.language
        wantsSearchablePDF = order.request.options.wantsSearchablePDF
        maximumPages = order.limits.pages
        maximumMegapixels = order.limits.megapixels
        maximumTextBytesPerPage = order.limits.textBytesPerPage
        maximumAttachmentBytes = order.limits.unpackedBytes
    }
}

extension Refusal {
    /// The refusal a failure of recognition means.
    init(_ failure: RecognitionFailure) {
        self =
            switch failure {
            case .empty: .empty
            case .unsupported(let type): .unsupported(type)
            case .passwordProtected: .passwordProtected
            case .damaged(let what): .damaged(what)
            case .noPages: .noPages
            case .overLimit(let which): .overLimit(which)
            case .environment(let what): .crashed(what)
            }
    }
}
