internal import Formats

/// What a picture of a file needs to know of its elements, executable or not: pools, lanes, notes and data too.
struct DrawingSheet {
    /// An element that has a place on the drawing.
    struct Element {
        let kind: String
        let name: String
        /// The kind of event that it waits for or brings about, such as `timer`.
        let event: String?
        /// Whether it ends what it stands at.
        let interrupts: Bool
        let isRepeated: Bool
        let isEventSubProcess: Bool
        let source: ElementID?
    }

    private(set) var elements: [ElementID: Element] = [:]
    /// Flows that are taken when no other one is.
    private(set) var defaults: Set<ElementID> = []
    /// The middles of names, where the file says them.
    private(set) var labels: [ElementID: ProcessDiagram.Point] = [:]
    /// Pools and lanes that stand upright.
    private(set) var upright: Set<ElementID> = []

    init(of document: BPMNDocument) {
        note(document.manuscript.root)
        let plane = document.manuscript.root.child("BPMNDiagram", in: BPMNDocument.diagram)?
            .child("BPMNPlane", in: BPMNDocument.diagram)
        for drawn in plane?.children ?? [] {
            guard let id = drawn.attribute("bpmnElement")?.withoutPrefix else { continue }
            if drawn.attribute("isHorizontal") == "false" { upright.insert(id) }
            guard let label = drawn.child("BPMNLabel", in: BPMNDocument.diagram),
                let box = label.children.first(where: { $0.name.local == "Bounds" }),
                let middle = Self.middle(box)
            else { continue }
            labels[id] = middle
        }
    }

    private static func middle(_ box: XMLManuscript.Element) -> ProcessDiagram.Point? {
        let numbers = ["x", "y", "width", "height"].compactMap { box.attribute($0).flatMap { Double($0) } }
        guard numbers.count == 4,
            numbers.allSatisfy({ $0.isFinite && abs($0) <= ProcessDiagram.maximumCoordinate })
        else { return nil }
        return .init(x: numbers[0] + numbers[2] / 2, y: numbers[1] + numbers[3] / 2)
    }

    private mutating func note(_ element: XMLManuscript.Element) {
        if element.name.namespace == BPMNDocument.model, !element.id.isEmpty {
            let definition = element.children.first { $0.name.local.hasSuffix("EventDefinition") }
            elements[element.id] = Element(
                kind: element.name.local, name: Self.name(of: element),
                event: definition.map { String($0.name.local.dropLast("EventDefinition".count)) },
                interrupts: element.flag("cancelActivity", absent: true)
                    && element.flag("isInterrupting", absent: true),
                isRepeated: element.children.contains { $0.name.local.hasSuffix("LoopCharacteristics") },
                isEventSubProcess: element.flag("triggeredByEvent", absent: false),
                source: element.attribute("sourceRef"))
            if let flow = element.attribute("default") { defaults.insert(flow) }
        }
        for child in element.children { note(child) }
    }

    private static func name(of element: XMLManuscript.Element) -> String {
        if element.name.local == "textAnnotation" { return element.modelText("text") ?? "" }
        return element.attribute("name") ?? ""
    }
}
