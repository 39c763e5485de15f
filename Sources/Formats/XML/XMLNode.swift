/// An element together with the path that leads to it, so that every value can say where it stood.
struct XMLNode {
    let element: XMLElement
    /// Such as `/Invoice/TaxTotal[2]/TaxAmount`; the first of several siblings goes without a number.
    let path: String

    init(root: XMLElement) {
        element = root
        path = "/" + root.name
    }

    private init(element: XMLElement, path: String) {
        self.element = element
        self.path = path
    }

    /// The element's text without white space around it; `nil` when nothing is left.
    var text: String? {
        let trimmed = element.text.trimmingWhitespace
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// All descendants reached by the steps, in document order.
    ///
    /// A step names an element; `A|B` takes either, for vocabularies that renamed an element between
    /// versions.
    func all(_ steps: String...) -> [XMLNode] { all(steps[...]) }

    /// The first descendant reached by the steps.
    func first(_ steps: String...) -> XMLNode? { all(steps[...]).first }

    /// All descendants reached by the steps, in document order.
    func all(_ steps: ArraySlice<String>) -> [XMLNode] {
        guard let step = steps.first else { return [self] }
        return children(named: step).flatMap { $0.all(steps.dropFirst()) }
    }

    private func children(named step: String) -> [XMLNode] {
        let names = step.split(separator: "|")
        var seen: [String: Int] = [:]
        return element.children.compactMap { child in
            guard names.contains(where: { $0 == child.name }) else { return nil }
            let index = seen[child.name, default: 0] + 1
            seen[child.name] = index
            return XMLNode(
                element: child, path: "\(path)/\(child.name)" + (index > 1 ? "[\(index)]" : ""))
        }
    }
}

extension StringProtocol {
    /// The text without spaces, tabs and line breaks at both ends.
    var trimmingWhitespace: SubSequence {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head.prefix(0) }
        return head[...last]
    }
}
