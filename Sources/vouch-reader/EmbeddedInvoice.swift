import Domain
import Formats
import Recognition

/// The invoice that a hybrid PDF carries as XML among its attachments, and what of them could not be read.
struct EmbeddedInvoice {
    /// Names the standards prescribe: Factur-X and ZUGFeRD 1 and 2, XRechnung, Order-X.
    private static let prescribedNames = [
        "factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml",
    ]

    /// The first attachment that is an invoice or order, those with a prescribed name first; `nil` if none is.
    private(set) var draft: InvoiceDraft?
    /// What was not read, and why; a sentence each.
    private(set) var unread: [String]

    /// Looks through the attachments of a document.
    ///
    /// Other XML is nobody's concern; XML that breaks its rules may be the invoice, so it is told. Names cannot be
    /// relied on: where the process is locked down, the C library may lack what it takes to decode them, and they
    /// come out empty.
    init(in document: RecognisedDocument, limits: XMLLimits) {
        unread = document.attachmentsOverLimit.map { name in
            "\(Self.shown(name)) was left out: over \(limits.bytes / 1_000_000) MB of attachments"
        }
        let files = document.attachments.filter { FileType(of: $0.bytes) == .xml }
        let (prescribed, others) = (files.filter(Self.isPrescribed), files.filter { !Self.isPrescribed($0) })
        for file in prescribed + others where draft == nil {
            do {
                draft = try ElectronicInvoice.parse(file.bytes, limits: limits)
            } catch {
                if case .notAnInvoice = error, !Self.isPrescribed(file) { continue }
                unread.append("\(Self.shown(file.name)) cannot be read: \(error.description)")
            }
        }
    }

    private static func shown(_ name: String) -> String {
        name.isEmpty ? "an attached file" : "the attached \(name.prefix(80))"
    }

    private static func isPrescribed(_ file: RecognisedDocument.Attachment) -> Bool {
        prescribedNames.contains(file.name.lowercased())
    }
}
