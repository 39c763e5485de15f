/// The labels of one language as `models/labels/*.yml` lists them.
public struct LanguageLabels: Hashable, Sendable {
    /// Phrases by what they say, and how sure they are of it.
    public typealias Phrases = [String: [LabelStrength: [String]]]

    /// ISO 639-1 code of the language.
    public var language: String
    /// Short frequent words by which the language is told.
    public var functionWords: [String]
    /// Labels of header fields, by field name or by the name of something that must not be taken for one.
    public var fields: Phrases
    /// Headings of parties: `seller`, `buyer`, `ship_to`, `remit_to`.
    public var parties: Phrases
    /// Titles of documents by kind.
    public var kinds: Phrases
    /// Words of payment terms: `days`, `context`, `discount`, `on_receipt`, `month_end`.
    public var terms: [String: [String]]
    /// Names of months, 1...12.
    public var months: [Int: [String]]

    /// Makes the labels of a language.
    public init(
        language: String, functionWords: [String] = [], fields: Phrases = [:], parties: Phrases = [:],
        kinds: Phrases = [:], terms: [String: [String]] = [:], months: [Int: [String]] = [:]
    ) {
        self.language = language
        self.functionWords = functionWords
        self.fields = fields
        self.parties = parties
        self.kinds = kinds
        self.terms = terms
        self.months = months
    }
}

/// How sure a phrase is of what it says.
public enum LabelStrength: UInt8, Hashable, Sendable, CaseIterable {
    /// Can say it when nothing better is there.
    case faint
    /// Usually says it.
    case weak
    /// Says this and nothing else.
    case strong
}

extension LanguageLabels {
    /// Names in the sections that stand for nothing Vouch knows, such as a misspelt field name.
    public var unknownNames: [String] {
        func unknown(_ section: LabelRole.Section, _ names: some Sequence<String>) -> [String] {
            names.filter { LabelRole(section: section, name: $0) == nil }.map { "\(section.rawValue).\($0)" }
        }
        return unknown(.fields, fields.keys) + unknown(.parties, parties.keys) + unknown(.kinds, kinds.keys)
            + unknown(.terms, terms.keys)
    }
}
