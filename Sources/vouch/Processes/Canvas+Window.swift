import Workflow

extension Canvas {
    /// The columns of a narrower screen that show the tokens: all of them where they fit, else the first.
    func window(width: Int) -> Range<Int> {
        guard width < columns else { return 0..<columns }
        let marked = (0..<columns).filter { column in
            rows.contains { [.token, .incident].contains($0[column].role) }
        }
        let first = marked.first ?? 0
        let last = marked.last { $0 - first < width } ?? first
        let isWhole = (marked.last ?? 0) - first < width
        let middle = isWhole ? (first + last) / 2 : first + width / 4
        let start = min(max(0, middle - width / 2), columns - width)
        return start..<start + width
    }
}

extension ProcessDiagram {
    /// Columns at which the names in the boxes of a process can be read.
    func legibleColumns(of process: ProcessDefinition) -> Int {
        let own = shapes.filter { process.nodes[$0.element] != nil }
        guard let left = own.map(\.origin.x).min(), let right = own.map({ $0.origin.x + $0.width }).max()
        else { return 0 }
        return Int((right - left) / 9)
    }
}
