import Extraction
import Models
import Pipeline

/// The templates of a home's vendors as files: those in use, proposals, and what was in use before.
struct VendorShelf: Sendable {
    /// Where the home's templates lie.
    let folder: FilePath
    private let files: any FileOps

    init(home: Home, files: any FileOps) {
        folder = home.models.appending("vendors")
        self.files = files
    }

    private var proposals: FilePath { folder.appending("proposals") }
    private var past: FilePath { folder.appending("history") }

    /// The file name of a vendor: small letters, digits and dashes alone.
    static func name(of vendor: String) -> String {
        let plain = String(
            vendor.lowercased().map { letter -> Character in
                isPlain(letter) ? letter : folded(letter) ?? "-"
            })
        let name = String(plain.split(separator: "-").joined(separator: "-").prefix(60))
        return name.isEmpty ? "vendor" : name
    }

    private static func isPlain(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber)
    }

    private static func folded(_ letter: Character) -> Character? {
        let pairs: [Character: Character] = [
            "ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e", "è": "e", "ê": "e", "á": "a", "à": "a",
            "â": "a",
            "ó": "o", "ò": "o", "ô": "o", "ú": "u", "ù": "u", "û": "u", "í": "i", "ì": "i", "î": "i",
            "ç": "c",
            "ñ": "n", "å": "a", "ø": "o", "ł": "l", "ś": "s", "ż": "z",
        ]
        return pairs[letter]
    }

    /// Whether a name can be one of a file here, so that nobody reaches elsewhere by it.
    static func isName(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count) && text.first != "."
            && text.allSatisfy { isPlain($0) || "-._".contains($0) }
    }

    // MARK: Reading

    /// The template in use.
    func template(_ name: String) throws -> VendorTemplate? { try read(folder, name) }

    /// The template that waits for a person.
    func proposal(_ name: String) throws -> VendorTemplate? { try read(proposals, name) }

    /// The text of the template in use, and of the proposal.
    func text(_ name: String) throws -> String? { try contents(folder, name) }

    /// The text of the proposal.
    func proposedText(_ name: String) throws -> String? { try contents(proposals, name) }

    /// The names of the templates in use.
    func names() throws -> [String] { try names(in: folder) }

    /// The names of the proposals.
    func proposed() throws -> [String] { try names(in: proposals) }

    /// Whether a person changed the template in use after it was learnt, or wrote it.
    func isOfPerson(_ name: String) throws -> Bool {
        guard let now = try contents(folder, name) else { return false }
        return try contents(past, "\(name).learnt") != now
    }

    private func read(_ folder: FilePath, _ name: String) throws -> VendorTemplate? {
        guard let text = try contents(folder, name) else { return nil }
        return try VendorTemplate(yaml: text, named: "\(folder.appending("\(name).yml"))")
    }

    private func contents(_ folder: FilePath, _ name: String) throws -> String? {
        let path = folder.appending("\(name).yml")
        guard try files.status(of: path)?.kind == .file else { return nil }
        return String(decoding: try files.contents(of: path), as: UTF8.self)
    }

    private func names(in folder: FilePath) throws -> [String] {
        guard try files.status(of: folder)?.kind == .directory else { return [] }
        return try files.names(in: folder).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.map { String($0.dropLast(4)) }.sorted()
    }

    // MARK: Writing

    /// Puts a learnt template in use; what was in use before is kept.
    func adopt(_ text: String, as name: String) throws {
        try keepPast(name)
        try write(text, folder, name)
        try write(text, past, "\(name).learnt")
        try files.remove(proposals.appending("\(name).yml"))
    }

    /// Keeps a template for a person to look at.
    func propose(_ text: String, as name: String) throws { try write(text, proposals, name) }

    /// Takes a template, or its proposal, out of use and keeps what was in use; `false` where there is none.
    func forget(_ name: String) throws -> Bool {
        let isThere = try contents(folder, name) != nil
        let isProposed = try contents(proposals, name) != nil
        try keepPast(name)
        try files.remove(folder.appending("\(name).yml"))
        try files.remove(proposals.appending("\(name).yml"))
        return isThere || isProposed
    }

    /// Puts what was in use before in use again; `false` where there is nothing.
    func restore(_ name: String) throws -> Bool {
        guard let last = try pastNumbers(name).last, let text = try contents(past, "\(name).\(last)") else {
            return false
        }
        try write(text, folder, name)
        try files.remove(past.appending("\(name).\(last).yml"))
        return true
    }

    private func keepPast(_ name: String) throws {
        guard let text = try contents(folder, name) else { return }
        try write(text, past, "\(name).\((try pastNumbers(name).last ?? 0) + 1)")
    }

    private func pastNumbers(_ name: String) throws -> [Int] {
        try names(in: past).filter { $0.hasPrefix("\(name).") }
            .compactMap { Int($0.dropFirst(name.count + 1)) }.sorted()
    }

    private func write(_ text: String, _ folder: FilePath, _ name: String) throws {
        try files.makeDirectoryDurably(self.folder)
        try files.makeDirectoryDurably(folder)
        let target = folder.appending("\(name).yml")
        let scratch = folder.appending(".\(name).new")
        try files.remove(scratch)
        try files.writeDurably(Array(text.utf8), to: target, scratch: scratch)
    }
}
