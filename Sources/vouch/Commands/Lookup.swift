import Domain
import Pipeline

/// Finds what a person means by the words they typed.
enum Lookup {
    /// The document with a number of the store (`17`, `#17`), or the only one that prints an invoice number.
    static func record(_ words: String, in store: any Store) async throws -> DocumentRecord {
        if let id = DocumentID(words), let record = try await store.record(of: id) { return record }
        let matches = words.hasPrefix("#") ? [] : try await numbered(words, in: store)
        if matches.count > 1 {
            let list = matches.sorted().map { "#\($0)" }.joined(separator: ", ")
            throw Failure.usage(
                "\(matches.count) documents have the number \(safe(words)): \(list). Choose one of them.")
        }
        guard let id = matches.first, let record = try await store.record(of: id) else {
            throw Failure.usage(
                "There is no document \(safe(words)) here. \(try await hint(on: words, in: store))")
        }
        return record
    }

    /// The newest documents whose numbers are like the one that was typed; else where to look.
    private static func hint(on words: String, in store: any Store) async throws -> String {
        let typed = words.lowercased()
        let recent = try await store.summaries(DocumentQuery(limit: mostRecent))
        let numbers = recent.compactMap { summary in
            summary.values[.invoiceNumber].map { (number: $0, id: summary.id) }
        }
        let close = numbers.filter { typed.utf8.count > 2 && isClose($0.number.lowercased(), to: typed) }
        guard !close.isEmpty else { return "See what there is with: vouch list" }
        let list = close.prefix(3).map { "\(safe($0.number)) (#\($0.id))" }
        return "Did you mean \(list.joined(separator: " or "))?"
    }

    /// Documents whose numbers are compared with a mistyped one.
    private static let mostRecent = 1000

    /// Whether one word holds the other, or at most two letters are others.
    static func isClose(_ word: String, to typed: String) -> Bool {
        word.contains(typed)
            || abs(word.count - typed.count) <= 2 && distance(word, typed) <= min(2, typed.count / 2)
    }

    /// What to tell somebody who named a person that is not known.
    static func unknown(_ person: String, in directory: Directory) -> String {
        "There is nobody called \(safe(person)).\(NearNames(of: person, among: directory).sentence) See: vouch people"
    }

    /// The document that was read for what a person means: for a duplicate, the one that came first.
    static func original(_ words: String, in store: any Store) async throws -> DocumentRecord {
        let record = try await record(words, in: store)
        return try await store.record(of: record.summary.isReadAs) ?? record
    }

    /// The documents that print a number as it was typed, or else those that print it in another spelling.
    private static func numbered(_ words: String, in store: any Store) async throws -> [DocumentID] {
        let spelled = try await store.documents(with: words, in: .invoiceNumber)
        var exact: [DocumentID] = []
        for id in spelled.prefix(mostCompared) {
            if try await store.draft(of: id)?.text(.invoiceNumber) == words { exact.append(id) }
        }
        return exact.isEmpty ? spelled : exact
    }

    /// Documents with one number that are compared with what was typed.
    private static let mostCompared = 50

    /// The field of a name, however its words are joined; a wrong name is answered by the closest right ones.
    static func field(_ words: String) throws -> FieldName {
        let name = String(words.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
        if let field = FieldName(rawValue: name) { return field }
        let names = FieldName.allCases.map(\.rawValue)
        let close = names.filter { $0.contains(name) || distance($0, name) <= 2 }
        let hint =
            close.isEmpty
            ? "The fields are \(names.joined(separator: ", "))."
            : "Did you mean \(close.prefix(4).joined(separator: ", "))?"
        throw Failure.usage("There is no field \(safe(words)). \(hint)")
    }

    private static func safe(_ words: String) -> String { SafeText(words).text }

    /// Letters to add, drop or change to make one of the other (Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let change = diagonal + (right[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
