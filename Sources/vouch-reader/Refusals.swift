import Formats
import Reading
import Recognition

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

    /// The refusal a failure of a format's parser means.
    init(_ failure: FormatError) {
        self =
            switch failure {
            case .empty: .empty
            case .overLimit(let which): .overLimit(which)
            case .unsupported(let type): .unsupported(type)
            case .notAnInvoice(let root): .unsupported("XML document <\(root)>")
            case .notWellFormed, .documentType, .encoding, .damaged: .damaged(failure.description)
            }
    }
}

extension RecognitionOptions {
    /// What an order says about recognition.
    init(_ order: ReadingOrder) {
        self.init()
        language = order.request.options.language
        readers = order.request.options.readers
        share = order.share
        wantsSearchablePDF = order.request.options.wantsSearchablePDF
        maximumPages = order.limits.pages
        maximumMegapixels = order.limits.megapixels
        maximumTextBytesPerPage = order.limits.textBytesPerPage
        maximumAttachmentBytes = order.limits.unpackedBytes
    }
}

extension XMLLimits {
    /// What an order says about XML.
    init(_ limits: ReadingLimits) {
        self.init(bytes: limits.unpackedBytes, depth: limits.xmlDepth, attributes: limits.xmlAttributes)
    }
}
