internal import Formats

/// What a file says, element by element: the semantics and the diagrams, each in document order.
///
/// Two files with equal outlines say the same, however they are spelled.
package struct Outline: Hashable, Sendable {
    /// An element without what it holds.
    package struct Entry: Hashable, Sendable {
        /// The names of the elements around it and its own, with slashes.
        package let path: String
        /// The namespace of its name.
        package let namespace: String
        /// Its attributes by namespace and name.
        package let attributes: [String: String]
        /// The text directly in it, as it stands.
        package let text: String
    }

    /// Elements of BPMN itself: processes, collaborations, what they refer to.
    package private(set) var semantics: [Entry] = []
    /// Diagrams with shapes, edges, bounds and way points.
    package private(set) var diagram: [Entry] = []
    /// Everything of others: extensions and unknown elements.
    package private(set) var others: [Entry] = []
    /// Comments and instructions.
    package private(set) var remarks: [String] = []

    /// Reads the outline of a file.
    package init(of document: BPMNDocument) {
        for content in document.manuscript.before + document.manuscript.after { remark(content) }
        add(document.manuscript.root, below: "")
    }

    private static let diagrams: Set<String> = [
        BPMNDocument.diagram, "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
    ]

    private mutating func add(_ element: XMLManuscript.Element, below path: String) {
        let path = "\(path)/\(element.name.local)"
        let attributes = element.attributes.map { ("{\($0.name.namespace)}\($0.name.local)", $0.value) }
        let entry = Entry(
            path: path, namespace: element.name.namespace,
            attributes: Dictionary(attributes, uniquingKeysWith: { first, _ in first }), text: element.text)
        switch element.name.namespace {
        case BPMNDocument.model: semantics.append(entry)
        case let space where Self.diagrams.contains(space): diagram.append(entry)
        default: others.append(entry)
        }
        for content in element.content {
            if case .element(let child) = content { add(child, below: path) } else { remark(content) }
        }
    }

    private mutating func remark(_ content: XMLManuscript.Content) {
        switch content {
        case .comment(let text): remarks.append(text)
        case .instruction(let target, let text): remarks.append("\(target) \(text)")
        case .element, .text, .characterData: break
        }
    }

    /// A sentence for each part in which another outline says something else.
    package func differences(from other: Outline) -> [String] {
        [
            Self.difference("the semantics", semantics, other.semantics),
            Self.difference("the diagram", diagram, other.diagram),
            Self.difference("extensions", others, other.others),
            remarks == other.remarks ? nil : "comments are otherwise",
        ].compactMap { $0 }
    }

    private static func difference(_ part: String, _ left: [Entry], _ right: [Entry]) -> String? {
        guard left != right else { return nil }
        let place = zip(left, right).first { $0 != $1 }?.0.path
        return
            "\(part): \(place.map { "\($0) is otherwise" } ?? "\(left.count) elements became \(right.count)")"
    }

    /// How many elements of BPMN have an id, and how many shapes and edges there are.
    package var summary: String {
        let elements = semantics.count { $0.attributes["{}id"] != nil }
        let shapes = diagram.count { $0.path.hasSuffix("/BPMNShape") }
        let edges = diagram.count { $0.path.hasSuffix("/BPMNEdge") }
        return "\(elements) elements, \(shapes) shapes, \(edges) edges"
    }
}
