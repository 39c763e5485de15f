extension XMLManuscript.Element {
    /// Child elements in document order.
    package var children: [XMLManuscript.Element] {
        content.compactMap { content in
            if case .element(let element) = content { element } else { nil }
        }
    }

    /// Character data that stands directly in the element, joined.
    package var text: String {
        content.reduce(into: "") { text, content in
            switch content {
            case .text(let part), .characterData(let part): text += part
            case .element, .comment, .instruction: break
            }
        }
    }

    /// The text without white space around it.
    package var trimmedText: String { String(text.trimmingWhitespace) }

    /// The value of an attribute; without a namespace, of the one that is written without a prefix.
    package func attribute(_ local: String, in namespace: String = "") -> String? {
        attributes.first { $0.name.local == local && $0.name.namespace == namespace }?.value
    }

    /// Child elements of a name.
    package func children(_ local: String, in namespace: String) -> [XMLManuscript.Element] {
        children.filter { $0.name.local == local && $0.name.namespace == namespace }
    }

    /// The first child element of a name.
    package func child(_ local: String, in namespace: String) -> XMLManuscript.Element? {
        children.first { $0.name.local == local && $0.name.namespace == namespace }
    }
}
