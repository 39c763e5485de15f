package import Domain

/// Why a template fires on a document or does not, for people.
package struct TemplateExplanation: Sendable {
    /// A rule, and what became of it.
    package struct Line: Sendable {
        /// The field; `nil` for the template as a whole.
        package var field: FieldName?
        /// Whether it fired.
        package var fired: Bool
        /// What happened, in words.
        package var text: String
    }

    /// The signs of the vendor that are on the document.
    package let signs: [String]
    /// Whether they are enough.
    package let isKnown: Bool
    /// Whether half of the marks of its layout stand where it says.
    package let hasLayout: Bool
    /// Each rule, in the order of fields.
    package let lines: [Line]

    /// Tries a template on a document.
    package init(_ template: VendorTemplate, on evidence: Evidence, pages: [Page]) {
        let layouts = pages.map(PageLayout.init)
        let found = VendorRecognition(layouts, evidence: evidence).signs(of: template)
        signs = found.map(\.text)
        hasLayout = layouts.first.map { LayoutMarks($0).share(of: template.signs.layout) >= 0.5 } ?? false
        let traces: [TemplateTrace]
        if template.learned != nil {
            let reading = LearnedReading(templates: [template], evidence: evidence, layouts: layouts)
            isKnown = reading.isTelling
            traces = reading.traces
        } else {
            let reading = TemplateReading(templates: [template], evidence: evidence, pages: pages)
            traces = reading.traces
            isKnown = !traces.contains { $0.field == nil }
        }
        lines = traces.map { Line(field: $0.field, fired: $0.fired, text: $0.outcome) }
    }
}
