/// How an answer crosses from the process that reads strangers' mails: as named texts, checked when they come.
extension MailAnswer {
    /// One named text.
    package struct Part: Hashable, Sendable {
        /// What it is: `from`, `subject`, `code`, `approve`, `reject`, `unclear`, `automatic`.
        package var name: String
        /// The text.
        package var text: String

        /// Makes a part.
        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// No text is longer, in bytes.
    private static let longestPart = 70_000

    /// The answer as named texts.
    package var parts: [Part] {
        let answer: Part =
            switch word {
            case .approve: Part("approve", "")
            case .reject(let reason): Part("reject", reason)
            case .unclear(let line): Part("unclear", line)
            }
        return senders.map { Part("from", $0) } + codes.map { Part("code", $0) }
            + [Part("subject", subject), answer] + (isAutomatic ? [Part("automatic", "")] : [])
    }

    /// Puts an answer together; `nil` where the parts make none.
    package init?(_ parts: [Part]) {
        guard parts.allSatisfy({ $0.text.utf8.count <= Self.longestPart }) else { return nil }
        func texts(_ name: String) -> [String] { parts.filter { $0.name == name }.map(\.text) }
        let words: [Word] = parts.compactMap { part in
            switch part.name {
            case "approve": .approve
            case "reject": .reject(part.text)
            case "unclear": .unclear(part.text)
            default: nil
            }
        }
        guard words.count == 1, texts("subject").count == 1 else { return nil }
        senders = texts("from")
        subject = texts("subject")[0]
        codes = texts("code")
        word = words[0]
        isAutomatic = !texts("automatic").isEmpty
    }
}
