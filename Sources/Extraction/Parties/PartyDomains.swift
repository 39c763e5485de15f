import Domain

/// Second-level names of the web and mail addresses on a document, folded: `nordlicht`.
struct PartyDomains {
    private let names: Set<String>

    /// Whether a name goes with one of the addresses.
    func belong(to words: [String]) -> Bool {
        let folded = words.map { String(decoding: LabelText.folded($0), as: UTF8.self) }
        let joined = folded.joined()
        return names.contains { domain in
            joined == domain || folded.contains { $0.utf8.count > 3 && domain.hasPrefix($0) }
                || (domain.utf8.count > 3 && joined.hasPrefix(domain))
        }
    }

    private static let mailHosts: Set<String> = [
        "gmail", "hotmail", "yahoo", "outlook", "gmx", "web", "orange", "free", "icloud", "aol", "googlemail",
        "live",
    ]

    /// Gathers them from all pages.
    init(of pages: [ReadPage]) {
        var found: Set<String> = []
        for page in pages {
            for value in page.values {
                guard case .identifier(let token) = value.kind, token.kind == .email || token.kind == .web
                else {
                    continue
                }
                let host = token.value.split(separator: "@").last ?? ""
                var labels =
                    host.split(whereSeparator: { $0 == "/" || $0 == ":" })
                    .first { $0.contains(".") }?.split(separator: ".") ?? []
                if labels.first == "www" { labels.removeFirst() }
                guard labels.count >= 2 else { continue }
                let isSecond = ["co", "com", "org", "net"].contains(labels[labels.count - 2])
                let name = labels[max(0, labels.count - (isSecond ? 3 : 2))]
                let folded = String(decoding: LabelText.folded(String(name)), as: UTF8.self)
                if folded.utf8.count > 2, !Self.mailHosts.contains(folded) { found.insert(folded) }
            }
        }
        names = found
    }
}
