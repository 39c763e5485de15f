/// What keeps a file from being executed, and where it stands.
package struct DeploymentFault: Hashable, Sendable {
    package let file: String
    /// Line of the element, from 1.
    package let line: Int
    /// The element; empty where it has no id.
    package let id: ElementID
    package let reason: String
}

extension DeploymentFault: CustomStringConvertible {
    /// One line for people, in the form compilers use.
    package var description: String { "\(file):\(line): \(id.isEmpty ? "" : "\(id): ")\(reason)" }
}

/// A file that cannot be executed.
package struct DeploymentError: Error, Hashable, Sendable {
    /// Everything that is in the way, in document order.
    package let faults: [DeploymentFault]
}

extension DeploymentError: CustomStringConvertible {
    /// A line each.
    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
