package import Domain

/// The documents of the public EN 16931 conformance suite (CEN/TC 434, validation artefacts).
///
/// A file is an invoice, or a `testSet` of invoice fragments each with the rules it keeps or breaks.
package enum EN16931Suite {
    /// One invoice or fragment of the suite.
    package struct Case: Hashable, Sendable {
        /// What the suite says it shows; empty for a whole invoice.
        package let purpose: String
        /// Rules the suite says it keeps, such as `BR-CO-10`.
        package let keeps: [String]
        /// Rules the suite says it breaks.
        package let breaks: [String]
        /// What was read.
        package let draft: InvoiceDraft
    }

    /// The cases of one file of the suite.
    ///
    /// - Throws: `FormatError` when the file or one of its cases cannot be read.
    package static func cases(in bytes: [UInt8], limits: XMLLimits) throws(FormatError) -> [Case] {
        let root = try XMLTree(parsing: bytes, limits: limits).root
        guard root.name == "testSet" else {
            let draft = try ElectronicInvoice.draft(from: root)
            return [Case(purpose: "", keeps: [], breaks: [], draft: draft)]
        }
        var cases: [Case] = []
        for test in XMLNode(root: root).all("test") {
            guard let document = test.element.children.first(where: { $0.name != "assert" }) else { continue }
            let assertion = test.first("assert")
            cases.append(
                Case(
                    purpose: assertion?.first("description")?.text ?? "",
                    keeps: assertion?.all("success").compactMap(\.text) ?? [],
                    breaks: assertion?.all("error|warning|fatal").compactMap(\.text) ?? [],
                    draft: try ElectronicInvoice.draft(from: document)))
        }
        return cases
    }
}
