extension [String] {
    /// Lines of a bill by their names: `Line 3`, or `Lines 1, 4–7`.
    var lineNames: String {
        var runs: [(first: String, last: String)] = []
        for name in self {
            if let run = runs.last, let before = Int(run.last), Int(name) == before + 1 {
                runs[runs.count - 1].last = name
            } else {
                runs.append((name, name))
            }
        }
        let names = runs.map { $0.first == $0.last ? $0.first : "\($0.first)–\($0.last)" }
        return (count == 1 ? "Line " : "Lines ") + names.joined(separator: ", ")
    }
}
