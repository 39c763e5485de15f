internal import Formats

/// Reads the processes of a file, and everything that keeps them from being executed.
package struct ProcessReading {
    private let document: BPMNDocument
    private let expressions: ExpressionLanguage
    let causes: Causes
    private(set) var faults: [DeploymentFault] = []
    private var nodes: [FlowNode] = []
    private var flows: [SequenceFlow] = []
    private var ids: Set<ElementID> = []
    /// Nodes that were told already: what is tied to them is not told again.
    private var refused: Set<ElementID> = []
    /// What the file names as data: expressions may use these names, spaces and all.
    private let dataNames: [String]
    var lanes: [ElementID: String] = [:]
    /// The process or the sub-processes around what is being read.
    var surroundings: [ElementID] = []

    /// Sub-processes inside each other.
    package static let maximumDepth = 40
    /// Nodes and flows of a process.
    package static let maximumElements = 20_000

    /// The processes of a file that can be executed; all of them when none says that it is meant to be.
    ///
    /// - Throws: `DeploymentError` with every element that is outside what the engine knows.
    package static func definitions(
        in document: BPMNDocument, expressions: ExpressionLanguage
    ) throws(DeploymentError) -> [ProcessDefinition] {
        let all = document.manuscript.root.model("process")
        let meant = all.filter { $0.flag("isExecutable", absent: false) }
        let processes = meant.isEmpty ? all : meant
        guard !processes.isEmpty else {
            let line = document.manuscript.root.line
            throw DeploymentError(
                faults: [.init(file: document.file, line: line, id: "", reason: "there is no process")])
        }
        var definitions: [ProcessDefinition] = []
        var faults: [DeploymentFault] = []
        for process in processes {
            var reading = ProcessReading(document, expressions)
            definitions.append(reading.definition(process))
            faults += reading.faults
        }
        guard faults.isEmpty else { throw DeploymentError(faults: faults) }
        return definitions
    }

    private init(_ document: BPMNDocument, _ expressions: ExpressionLanguage) {
        self.document = document
        self.expressions = expressions
        causes = Causes(of: document.manuscript.root)
        dataNames = Self.dataNames(in: document.manuscript.root)
    }

    private static func dataNames(in element: XMLManuscript.Element) -> [String] {
        let kinds = ["dataObject", "dataObjectReference", "dataInput", "dataOutput", "property"]
        let own = kinds.contains(element.name.local) ? element.attribute("name") : nil
        return [own].compactMap { $0 } + element.children.flatMap(dataNames)
    }

    private mutating func definition(_ process: XMLManuscript.Element) -> ProcessDefinition {
        if process.id.isEmpty { fault(process, "a process needs an id") }
        surroundings = [process.id]
        readContents(of: process, in: nil)
        connect(process)
        return ProcessDefinition(
            id: process.id, name: process.attribute("name") ?? "", file: document.file, nodes: nodes,
            flows: flows)
    }

    mutating func fault(_ element: XMLManuscript.Element, _ reason: String) {
        faults.append(
            DeploymentFault(file: document.file, line: element.line, id: element.id, reason: reason))
    }

    /// An expression that can be evaluated; a fault otherwise.
    mutating func checked(_ text: String?, of element: XMLManuscript.Element) -> String? {
        guard let text else { return nil }
        if text.hasPrefix("${") || text.hasPrefix("#{") {
            fault(element, "\(text.prefix(60)) is not FEEL: import the file with --from camunda")
        } else if let reason = expressions.fault(text, dataNames) {
            fault(element, "\(text.prefix(60)) is not FEEL: \(reason)")
        }
        return text
    }

    /// A timer's text; a literal is not an expression.
    mutating func checkedTimer(_ text: String, of element: XMLManuscript.Element) -> String {
        if Schedule(iso: text) == nil { _ = checked(text, of: element) }
        return text
    }

    // MARK: Scopes

    mutating func readContents(of scope: XMLManuscript.Element, in parent: ElementID?) {
        guard surroundings.count <= Self.maximumDepth else {
            return fault(scope, "sub-processes lie more than \(Self.maximumDepth) deep")
        }
        for lane in scope.model("laneSet") { readLanes(lane) }
        for element in scope.children where element.name.namespace == BPMNDocument.model {
            read(element, in: parent)
        }
    }

    private mutating func readLanes(_ set: XMLManuscript.Element) {
        for lane in set.model("lane") {
            for reference in lane.model("flowNodeRef") {
                // A lane without a name says nothing of who sits in it.
                guard let name = lane.attribute("name"), !name.isEmpty else { continue }
                lanes[reference.trimmedText.withoutPrefix] = name
            }
            for inner in lane.model("childLaneSet") { readLanes(inner) }
        }
    }

    private mutating func read(_ element: XMLManuscript.Element, in parent: ElementID?) {
        let name = element.name.local
        guard !Self.silent.contains(name) else { return }
        guard name != "sequenceFlow" else { return readFlow(element) }
        let known = faults.count
        guard let kind = kind(of: element) else {
            refused.insert(element.id)
            guard faults.count == known else { return }
            return fault(element, "\(name) is outside of what can be executed")
        }
        guard register(element) else { return }
        let loop = loop(of: element)
        nodes.append(
            FlowNode(
                id: element.id, name: element.attribute("name") ?? "", line: element.line, parent: parent,
                kind: kind, loop: loop,
                defaultFlow: element.attribute("default").flatMap { $0.isEmpty ? nil : $0.withoutPrefix },
                duty: name == "userTask" ? element.vouch("duty") : nil))
        if name == "subProcess" {
            surroundings.append(element.id)
            readContents(of: element, in: element.id)
            surroundings.removeLast()
        }
    }

    /// What says something to people or modellers, and nothing to the engine.
    private static let silent: Set<String> = [
        "documentation", "extensionElements", "laneSet", "incoming", "outgoing", "auditing", "monitoring",
        "property", "ioSpecification", "dataObject", "dataObjectReference", "dataStoreReference",
        "dataInputAssociation", "dataOutputAssociation", "textAnnotation", "association", "group", "category",
        "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "performer", "humanPerformer",
        "potentialOwner", "resourceRole", "supportedInterfaceRef", "rendering",
    ]

    private mutating func register(_ element: XMLManuscript.Element) -> Bool {
        guard !element.id.isEmpty else {
            fault(element, "\(element.name.local) needs an id")
            return false
        }
        guard ids.insert(element.id).inserted else {
            fault(element, "two elements have this id")
            return false
        }
        guard ids.count <= Self.maximumElements else {
            if ids.count == Self.maximumElements + 1 {
                fault(element, "a process has at most \(Self.maximumElements) elements")
            }
            return false
        }
        return true
    }

    private mutating func readFlow(_ element: XMLManuscript.Element) {
        guard register(element) else { return }
        let condition = element.modelText("conditionExpression")
        flows.append(
            SequenceFlow(
                id: element.id, source: element.attribute("sourceRef")?.withoutPrefix ?? "",
                target: element.attribute("targetRef")?.withoutPrefix ?? "",
                condition: checked(condition, of: element)))
    }

    // MARK: Connections

    /// Ties flows and boundary events to their nodes, and looks whether they may be tied so.
    private mutating func connect(_ process: XMLManuscript.Element) {
        var connecting = Connecting(nodes: nodes, flows: flows, refused: refused)
        connecting.connect()
        nodes = connecting.nodes
        faults += connecting.faults.map { fault in
            DeploymentFault(
                file: document.file, line: lines(of: process)[fault.id] ?? process.line, id: fault.id,
                reason: fault.reason)
        }
    }

    private func lines(of element: XMLManuscript.Element) -> [ElementID: Int] {
        element.children.reduce(into: [element.id: element.line]) { lines, child in
            lines.merge(self.lines(of: child)) { first, _ in first }
        }
    }
}
