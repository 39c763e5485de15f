public import Extraction
import Foundation
import Yams

extension ModelsFolder {
    /// The labels of all languages in `labels/*.yml`, and what stands over columns in `tables/columns.yml`.
    public func lexicon() throws(ModelsFailure) -> Lexicon {
        var languages: [LanguageLabels] = []
        for file in try files(in: "labels", extension: "yml") {
            languages.append(try labels(in: file))
        }
        guard !languages.isEmpty else {
            throw .invalid(url.appendingPathComponent("labels").path, "no label file is in it")
        }
        return Lexicon(languages, tables: try tableLexicon())
    }

    private func labels(in file: URL) throws(ModelsFailure) -> LanguageLabels {
        let text = try text(of: file)
        let decoded: LabelFile
        do {
            decoded = try YAMLDecoder().decode(LabelFile.self, from: text)
        } catch {
            throw .invalid(file.path, "\(error)")
        }
        let labels = decoded.labels
        if let unknown = labels.unknownNames.first { throw .invalid(file.path, "unknown name \(unknown)") }
        return labels
    }
}

extension ModelsFolder {
    /// The heads of columns and beginnings of sums in `tables/columns.yml`; none where there is no such file.
    private func tableLexicon() throws(ModelsFailure) -> TableLexicon {
        guard
            let file = try files(in: "tables", extension: "yml").first(where: {
                $0.lastPathComponent == "columns.yml"
            })
        else { return TableLexicon(columns: [:], sums: []) }
        let text = try text(of: file)
        let decoded: TableFile
        do {
            decoded = try YAMLDecoder().decode(TableFile.self, from: text)
        } catch {
            throw .invalid(file.path, "\(error)")
        }
        var columns: [ColumnKind: [String]] = [:]
        for (name, phrases) in decoded.columns {
            guard let kind = ColumnKind(rawValue: name) else {
                throw .invalid(file.path, "unknown column \(name)")
            }
            columns[kind] = phrases.values.flatMap { $0 }
        }
        return TableLexicon(
            columns: columns, sums: decoded.sums.values.flatMap { $0 },
            carried: (decoded.carried ?? [:]).values.flatMap { $0 })
    }
}

/// The file of table phrases as it is written: by kind of column, by language.
private struct TableFile: Decodable {
    var columns: [String: [String: [String]]]
    var sums: [String: [String]]
    var carried: [String: [String]]?
}

/// A label file as it is written.
private struct LabelFile: Decodable {
    var language: String
    var function_words: [String]?
    var fields: [String: Strengths]?
    var parties: [String: Strengths]?
    var kinds: [String: Strengths]?
    var terms: [String: [String]]?
    var months: [Int: [String]]?

    struct Strengths: Decodable {
        var strong: [String]?
        var weak: [String]?
        var faint: [String]?

        var phrases: [LabelStrength: [String]] {
            [.strong: strong ?? [], .weak: weak ?? [], .faint: faint ?? []]
        }
    }

    var labels: LanguageLabels {
        LanguageLabels(
            language: language, functionWords: function_words ?? [],
            fields: (fields ?? [:]).mapValues(\.phrases), parties: (parties ?? [:]).mapValues(\.phrases),
            kinds: (kinds ?? [:]).mapValues(\.phrases), terms: terms ?? [:], months: months ?? [:])
    }
}
