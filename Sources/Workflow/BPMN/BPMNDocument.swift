package import Formats

/// A BPMN 2.0 file: the document as it was written, of which everything else is a view.
///
/// What the engine does not know (extensions, attributes, diagrams) stays in the document untouched.
package struct BPMNDocument: Hashable, Sendable {
    /// The document, every node of it.
    package var manuscript: XMLManuscript
    /// The name of its file.
    package let file: String

    /// What a file may cost.
    package static let limits: XMLLimits = {
        var limits = XMLLimits(bytes: 16 << 20, depth: 100, attributes: 200)
        limits.elements = 200_000
        return limits
    }()

    /// Reads a file.
    ///
    /// - Throws: `FormatError` when it is no XML, or no BPMN.
    package init(parsing bytes: [UInt8], file: String) throws(FormatError) {
        let manuscript = try XMLManuscript(parsing: bytes, limits: Self.limits)
        guard manuscript.root.name.local == "definitions", manuscript.root.name.namespace == Self.model else {
            throw .damaged("it is not BPMN 2.0: its root element is <\(manuscript.root.name.written)>")
        }
        self.manuscript = manuscript
        self.file = file
    }

    /// The file as it is written again.
    package var bytes: [UInt8] { manuscript.bytes }

    /// The namespace of the elements of a process (BPMN 2.0.2).
    package static let model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    /// The namespace of diagrams (BPMN 2.0.2, annex B).
    package static let diagram = "http://www.omg.org/spec/BPMN/20100524/DI"
    /// The namespace of what Vouch adds.
    package static let vouch = "urn:vouch:process:1"
}

extension XMLManuscript.Element {
    /// Child elements of BPMN's own.
    func model(_ local: String) -> [XMLManuscript.Element] { children(local, in: BPMNDocument.model) }

    /// The trimmed text of the first child element of that name; `nil` when there is none, or nothing in it.
    func modelText(_ local: String) -> String? {
        guard let text = child(local, in: BPMNDocument.model)?.trimmedText, !text.isEmpty else { return nil }
        return text
    }

    /// An attribute of Vouch's own; `nil` when it is empty.
    func vouch(_ local: String) -> String? {
        attribute(local, in: BPMNDocument.vouch).flatMap { $0.isEmpty ? nil : $0 }
    }

    var id: String { attribute("id") ?? "" }

    func flag(_ name: String, absent: Bool) -> Bool {
        guard let text = attribute(name) else { return absent }
        return text == "true" || text == "1"
    }
}

extension String {
    /// A name without the prefix of its namespace.
    var withoutPrefix: String { split(separator: ":").last.map(String.init) ?? self }
}
