/// An element of an XML document, with everything below it.
package struct XMLElement: Hashable, Sendable {
    /// Local name, without prefix.
    package var name: String
    /// Namespace URI; empty for none.
    package var namespace: String
    /// Attributes in document order, without namespace declarations.
    package var attributes: [Attribute]
    /// Character data that stands directly in the element, joined.
    package var text: String
    /// Child elements in document order.
    package var children: [XMLElement]
    /// Line of the start tag, from 1.
    package var line: Int

    /// An attribute of an element.
    package struct Attribute: Hashable, Sendable {
        /// Local name, without prefix.
        package var name: String
        /// Namespace URI; empty for none.
        package var namespace: String
        /// Value, normalised as XML asks.
        package var value: String
    }

    /// The value of the attribute of that local name, where there is one.
    package func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}

/// What an XML document may cost.
package struct XMLLimits: Hashable, Sendable {
    /// Bytes of the document.
    package var bytes: Int
    /// Depth of nested elements.
    package var depth: Int
    /// Attributes of one element.
    package var attributes: Int
    /// Elements of the document; one costs about 200 bytes of memory.
    package var elements = 1_000_000

    /// Makes limits.
    package init(bytes: Int, depth: Int, attributes: Int) {
        self.bytes = bytes
        self.depth = depth
        self.attributes = attributes
    }
}
