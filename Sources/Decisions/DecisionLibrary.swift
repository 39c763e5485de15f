import Feel

/// Models of decisions that were deployed together: read, linked, their expressions understood.
package struct DecisionLibrary: Sendable {
    /// The models, the one that is asked first.
    package let models: [DMNModel]
    /// What is wrong with them; a library with faults still decides what does not need the faulty parts.
    package let faults: [DecisionFault]
    let elements: [ElementKey: Element]
    let types: [String: FeelType]

    /// An element of one of the models.
    struct ElementKey: Hashable, Sendable {
        let model: Int
        let id: String
    }

    /// An element as it is evaluated.
    enum Element: Sendable {
        case input(name: String, type: FeelType)
        case decision(Decision)
        case knowledge(Knowledge)
        case service(Service)

        /// The name it goes by in its own model.
        var name: String {
            switch self {
            case .input(let name, _): name
            case .decision(let decision): decision.name
            case .knowledge(let knowledge): knowledge.name
            case .service(let service): service.name
            }
        }

        /// The tables in its logic.
        fileprivate var tables: [DecisionTable] {
            switch self {
            case .decision(let decision): decision.logic?.tables ?? []
            case .knowledge(let knowledge): knowledge.body.tables
            case .input, .service: []
            }
        }
    }

    /// A decision and what it needs.
    struct Decision: Sendable {
        let name: String
        let type: FeelType
        let needs: [Need]
        let logic: BoxedExpression?
    }

    /// A function of a model and what it needs.
    struct Knowledge: Sendable {
        let name: String
        let parameters: [FeelFunction.Parameter]
        let result: FeelType
        let needs: [Need]
        let body: BoxedExpression
    }

    /// A part of a model that is asked as a whole.
    struct Service: Sendable {
        let name: String
        let result: FeelType
        let outputs: [ElementKey]
        /// The data, then the decisions its caller gives.
        let inputs: [ElementKey]
    }

    /// An element another one needs, and the name of the import it comes by.
    struct Need: Sendable {
        let key: ElementKey
        /// The name of the import; `nil` in the same model, empty for one without a name.
        let alias: String?
    }

    /// Deploys models; the first one is asked, the others are what it imports.
    package init(deploying models: [DMNModel]) {
        var linker = Linker(models: models)
        linker.link()
        self.models = models
        elements = linker.elements
        types = linker.types.table
        faults = linker.faults
    }

    /// The names of the first model's decisions that the outside may ask for.
    package var decisionNames: [String] { models.first?.decisions.map(\.name) ?? [] }

    /// All tables, in the order of models and ids.
    var tables: [DecisionTable] {
        let ordered = elements.sorted { ($0.key.model, $0.key.id) < ($1.key.model, $1.key.id) }
        return ordered.flatMap { $0.value.tables }
    }

    /// The element of the first model with a name or an id.
    func key(named name: String, where isWanted: (Element) -> Bool) -> ElementKey? {
        let byName = elements.filter {
            $0.key.model == 0 && $0.value.name == name && isWanted($0.value)
        }
        if let key = byName.map(\.key).min(by: { $0.id < $1.id }) { return key }
        let byID = ElementKey(model: 0, id: name)
        return elements[byID].map { isWanted($0) } == true ? byID : nil
    }
}

extension BoxedExpression {
    /// The tables in the expression.
    var tables: [DecisionTable] {
        switch self {
        case .table(let table): [table]
        case .literal, .absent: []
        case .context(let entries): entries.flatMap { entry in entry.value.tables }
        case .list(let expressions): expressions.flatMap { part in part.tables }
        case .relation(_, let rows): rows.flatMap { row in row.flatMap { cell in cell.tables } }
        case .function(_, let inner), .typed(let inner, _): inner.tables
        case .invocation(let callee, let bindings):
            callee.tables + bindings.flatMap { binding in binding.value.tables }
        case .conditional(let first, let second, let third):
            [first, second, third].flatMap { part in part.tables }
        case .filter(let left, let right), .iteration(_, let left, let right),
            .quantified(_, _, let left, let right):
            left.tables + right.tables
        }
    }
}
