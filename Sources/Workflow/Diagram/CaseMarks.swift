extension CaseView {
    /// What a drawing of one of its processes shows: tokens where they stand, and where they have been.
    ///
    /// A token inside of something that is not drawn is shown at what holds it.
    package func marks(on process: ProcessDefinition, drawn: Set<ElementID>) -> [ElementID: ProcessPicture
        .Mark]
    {
        var marks: [ElementID: ProcessPicture.Mark] = [:]
        for (id, count) in instance.visits[process.id] ?? [:] where count > 0 {
            marks[id, default: .init()].wasVisited = true
        }
        for token in instance.tokens {
            if case .inside = token.state { continue }
            guard let id = place(of: token, on: process, drawn: drawn) else { continue }
            marks[id, default: .init()].tokens += 1
            if token.incident != nil { marks[id, default: .init()].isStuck = true }
        }
        return marks
    }

    private func place(of token: Token, on process: ProcessDefinition, drawn: Set<ElementID>) -> ElementID? {
        var token: Token? = token
        while let current = token {
            guard let scope = instance.scopes[current.scope] else { return nil }
            if library.definitions[scope.process]?.id == process.id, drawn.contains(current.node) {
                return current.node
            }
            token = scope.parent.flatMap { instance.tokens[$0] }
        }
        return nil
    }
}
