import Feel
import Formats

/// A model of decisions as its file says it, before anything refers to anything.
package struct DMNModel: Sendable {
    /// The file it came from, for messages.
    package var file: String
    /// The name of the model.
    package var name: String
    /// The namespace its elements live in.
    package var namespace: String
    var imports: [Import] = []
    var types: [ItemDefinition] = []
    var inputs: [InputData] = []
    /// The decisions in the order of the file.
    package var decisions: [Decision] = []
    var knowledge: [KnowledgeModel] = []
    var services: [DecisionService] = []

    /// The namespaces of the models it imports.
    package var importedNamespaces: [String] { imports.map(\.namespace) }

    /// Another model whose elements may be used, under a name or as if they stood here.
    struct Import: Sendable {
        var name: String
        var namespace: String
        var line: Int
    }

    /// What is fed in from outside.
    struct InputData: Sendable {
        var id: String
        var name: String
        var type: String?
    }

    /// A decision.
    package struct Decision: Sendable {
        /// The id of its element.
        package var id: String
        /// Its name.
        package var name: String
        var type: String?
        /// References to inputs, decisions and knowledge models, as they are written.
        var requirements: [String]
        var logic: XMLElement?
        /// The line of the file it begins on.
        package var line: Int
    }

    /// A function of the model.
    struct KnowledgeModel: Sendable {
        var id: String
        var name: String
        var type: String?
        var requirements: [String]
        var logic: XMLElement?
        var line: Int
    }

    /// A part of the model that is asked as a whole.
    struct DecisionService: Sendable {
        var id: String
        var name: String
        var type: String?
        var outputs: [String]
        var inputDecisions: [String]
        var inputData: [String]
        var line: Int
    }
}

/// A type of the model.
struct ItemDefinition: Sendable {
    var name: String
    var base: String?
    var isCollection: Bool
    var allowed: String?
    var constraint: String?
    var members: [ItemDefinition]
    var function: (parameters: [String?], result: String?)?
    var line: Int
}

/// What is wrong with a model, and where.
package struct DecisionFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    package var file: String
    /// The id of the element, or the name where it has none.
    package var element: String
    /// The line of the element, from 1.
    package var line: Int
    /// What is wrong.
    package var reason: String
    /// The text that is not understood, and below it a caret where it goes wrong; empty where that is no matter.
    package var pointer: [String]

    /// One line.
    package var description: String { "\(file):\(line): \(element): \(reason)" }

    /// Makes a fault.
    package init(file: String, element: String, line: Int, reason: String, pointer: [String] = []) {
        self.file = file
        self.element = element
        self.line = line
        self.reason = reason
        self.pointer = pointer
    }
}
