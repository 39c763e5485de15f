import Domain
import Formats
import Recognition

/// The invoice that a hybrid PDF carries as XML among its attachments.
enum EmbeddedInvoice {
    /// Names the standards prescribe: Factur-X and ZUGFeRD 1 and 2, XRechnung, Order-X.
    private static let prescribedNames = [
        "factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml",
    ]

    /// The first attachment that is an invoice or order, those with a prescribed name first; `nil` if none is.
    ///
    /// One that does not parse is passed over: the page is read in any case. Names cannot be relied on: where the
    /// process is locked down, the C library may lack what it takes to decode them, and they come out empty.
    static func draft(in attachments: [RecognisedDocument.Attachment], limits: XMLLimits) -> InvoiceDraft? {
        let files = attachments.filter { FileType(of: $0.bytes) == .xml }
        let (prescribed, others) = (files.filter(isPrescribed), files.filter { !isPrescribed($0) })
        return (prescribed + others).lazy.compactMap { file in
            try? ElectronicInvoice.parse(file.bytes, limits: limits)
        }.first
    }

    private static func isPrescribed(_ file: RecognisedDocument.Attachment) -> Bool {
        prescribedNames.contains(file.name.lowercased())
    }
}
