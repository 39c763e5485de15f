internal import Formats

/// Says in Vouch's words what a file says in attributes and expressions of Camunda 7, Flowable or Activiti.
///
/// The vendor's own attributes stay where they are; what they mean to Vouch is written beside them. Nothing is
/// dropped silently: what has no counterpart is named.
package struct CamundaImport {
    /// Something that was not translated.
    package struct Remainder: Hashable, Sendable, CustomStringConvertible {
        package let file: String
        package let line: Int
        package let id: ElementID
        package let reason: String

        /// One line for people, in the form compilers use.
        package var description: String { "\(file):\(line): \(id.isEmpty ? "" : "\(id): ")\(reason)" }
    }

    /// The namespaces of Camunda 7 and of the engines of its family, whose attributes mean the same.
    static let family: Set<String> = [
        "http://camunda.org/schema/1.0/bpmn", "http://flowable.org/bpmn", "http://activiti.org/bpmn",
    ]

    private let file: String
    private(set) var remainders: [Remainder] = []
    private var id: ElementID = ""

    /// The file in Vouch's words, and what could not be said in them.
    package static func translated(_ document: BPMNDocument) -> (BPMNDocument, [Remainder]) {
        var document = document
        var translation = CamundaImport(file: document.file)
        var root = document.manuscript.root
        translation.translate(&root, in: nil)
        if !root.declarations.contains(where: { $0.namespace == BPMNDocument.vouch }) {
            root.declarations.append(.init(prefix: "vouch", namespace: BPMNDocument.vouch))
        }
        document.manuscript.root = root
        return (document, translation.remainders)
    }

    private init(file: String) { self.file = file }

    mutating func name(_ element: XMLManuscript.Element, _ reason: String) {
        remainders.append(Remainder(file: file, line: element.line, id: id, reason: reason))
    }

    // MARK: The tree

    private mutating func translate(_ element: inout XMLManuscript.Element, in parent: XMLManuscript.Element?)
    {
        guard element.name.namespace == BPMNDocument.model else {
            if Self.family.contains(element.name.namespace) {
                name(element, "\(element.name.written) is not executed")
            }
            return
        }
        let outer = id
        if let own = element.attribute("id"), Self.hasOwnMeaning(element) { id = own }
        defer { id = outer }
        translateAttributes(of: &element)
        if Self.expressions.contains(element.name.local) { translateText(of: &element) }
        for place in element.content.indices {
            guard case .element(var child) = element.content[place] else { continue }
            if Self.family.contains(child.name.namespace), ["in", "out"].contains(child.name.local) {
                guard let passing = passing(child) else { continue }
                child = passing
            } else {
                translate(&child, in: element)
            }
            element.content[place] = .element(child)
        }
    }

    /// Whether people know the element by its id: what stands inside of a node is told by the node's.
    private static func hasOwnMeaning(_ element: XMLManuscript.Element) -> Bool {
        !element.name.local.hasSuffix("EventDefinition") && !expressions.contains(element.name.local)
            && !element.name.local.hasSuffix("LoopCharacteristics")
    }

    private static let expressions: Set<String> = [
        "conditionExpression", "timeDuration", "timeDate", "timeCycle", "loopCardinality",
        "completionCondition", "loopCondition",
    ]

    private mutating func translateText(of element: inout XMLManuscript.Element) {
        if let language = element.attribute("language"), !language.lowercased().contains("feel") {
            return name(element, "a condition in \(language.prefix(40))")
        }
        let text = element.trimmedText
        guard text.contains("${") || text.contains("#{"), let feel = feel(text, element) else { return }
        element.content = [.text(feel)]
    }

    /// The expression in FEEL; `nil` where there is none, which is named.
    mutating func feel(_ text: String, _ element: XMLManuscript.Element) -> String? {
        do {
            return try JUELTranslation.feel(text)
        } catch {
            name(element, "\(text.prefix(60)) cannot be said in FEEL: \(error.reason)")
            return nil
        }
    }

    /// A mapping of a call in Vouch's words.
    private mutating func passing(_ element: XMLManuscript.Element) -> XMLManuscript.Element? {
        var passing = element
        passing.name = .init(prefix: "vouch", local: element.name.local, namespace: BPMNDocument.vouch)
        if let text = element.attribute("sourceExpression") {
            guard let feel = feel(text, element) else { return nil }
            passing.attributes = passing.attributes.map {
                $0.name.local == "sourceExpression" ? .init(name: $0.name, value: feel) : $0
            }
        }
        if element.attribute("businessKey") != nil {
            name(element, "a business key is not passed on")
            return nil
        }
        return passing
    }
}
