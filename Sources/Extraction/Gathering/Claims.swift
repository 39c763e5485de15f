import Domain

/// A label's claim that a value is of a role.
struct Claim {
    /// The page, as an index into the document's pages.
    let page: Int
    /// The value, as an index into the page's values.
    let value: Int
    let role: LabelRole
    let entry: LabelEntry
    let link: LabelLink
    let isFuzzy: Bool
    /// Whether the label is of another language than the document.
    let isForeign: Bool
    /// How good the claim looks by itself, 0...1; only to rank claims against each other.
    let prior: Double
}

/// All claims of all labels on the values of a document.
struct Claims {
    private(set) var all: [Claim] = []
    private var ofValue: [[[Int]]]
    private let pages: [ReadPage]

    init(pages: [ReadPage], language: Int) {
        self.pages = pages
        ofValue = pages.map { Array(repeating: [], count: $0.values.count) }
        for page in pages.indices { gather(page, language) }
    }

    /// The claims that a value is of one of these roles, the best one first.
    func claims(on value: Int, page: Int) -> [Claim] {
        ofValue[page][value].map { all[$0] }.sorted { $0.prior > $1.prior }
    }

    /// How well the best claim of a role that does not go with `role` looks, 0...1.
    func rival(of role: LabelRole, value: Int, page: Int) -> Double {
        ofValue[page][value].reduce(0) { best, index in
            Self.goesWith(role, all[index].role) ? best : max(best, all[index].prior)
        }
    }

    private mutating func gather(_ page: Int, _ language: Int) {
        let linker = LabelLinker(page: pages[page])
        for (index, hit) in pages[page].hits.enumerated() {
            var linksOfType: [ClaimType: [LabelLink]] = [:]
            for entry in Self.bestEntries(hit.entries, language: language) {
                guard let type = ClaimType(entry.role) else { continue }
                let links =
                    linksOfType[type]
                    ?? linker.links(of: index, isAmount: type == .amount, accepts: type.accepts)
                linksOfType[type] = links
                for link in links { add(page, hit, entry, link, language) }
            }
        }
    }

    private mutating func add(
        _ page: Int, _ hit: LabelHit, _ entry: LabelEntry, _ link: LabelLink, _ language: Int
    ) {
        let claim = Claim(
            page: page, value: link.value, role: entry.role, entry: entry, link: link, isFuzzy: hit.isFuzzy,
            isForeign: entry.language != language,
            prior: Self.prior(entry, link, isFuzzy: hit.isFuzzy, isForeign: entry.language != language))
        ofValue[page][link.value].append(all.count)
        all.append(claim)
    }

    /// One meaning a role: of the document's language where there is one, else the strongest.
    private static func bestEntries(_ entries: [LabelEntry], language: Int) -> [LabelEntry] {
        var best: [LabelEntry] = []
        for entry in entries {
            guard let index = best.firstIndex(where: { $0.role == entry.role }) else {
                best.append(entry)
                continue
            }
            let isOurs = (entry.language == language ? 1 : 0, entry.strength.rawValue)
            let isTheirs = (best[index].language == language ? 1 : 0, best[index].strength.rawValue)
            if isOurs > isTheirs { best[index] = entry }
        }
        return best
    }

    private static func prior(
        _ entry: LabelEntry, _ link: LabelLink, isFuzzy: Bool, isForeign: Bool
    ) -> Double {
        let strength: Double =
            switch entry.strength {
            case .strong: 1
            case .weak: 0.6
            case .faint: 0.3
            }
        let relation: Double =
            switch link.relation {
            case .inline: 1
            case .right: 0.95
            case .rightBelow: 0.7
            case .below: 0.7
            }
        let nearness = max(0.5, 1 - link.distance / 60) * (link.skipped == 0 || link.isLast ? 1 : 0.6)
        return strength * relation * nearness * (isFuzzy ? 0.85 : 1) * (isForeign ? 0.7 : 1)
    }

    /// Whether one value can well have both roles.
    private static func goesWith(_ role: LabelRole, _ other: LabelRole) -> Bool {
        if role == other { return true }
        let totals: Set<LabelRole> = [.field(.grandTotal), .field(.amountDue)]
        let reductions: Set<LabelRole> = [.field(.taxTotal), .distractor(.taxPart)]
        let issue: Set<LabelRole> = [.field(.issueDate), .field(.deliveryDate), .field(.taxPointDate)]
        return [totals, reductions, issue].contains { $0.contains(role) && $0.contains(other) }
    }
}

/// What type of value a role asks for.
enum ClaimType: Hashable {
    case amount, date, number

    init?(_ role: LabelRole) {
        switch role {
        case .field(let field):
            switch field.valueType {
            case .amount: self = .amount
            case .date: self = .date
            case .identifier: self = .number
            case .number, .currency, .name, .text: return nil
            }
        case .distractor(let distractor):
            switch distractor {
            case .otherDate: self = .date
            case .otherNumber, .vatID, .otherVATID, .iban, .creditorID, .payerAccount,
                .accountNumber:
                self = .number
            case .tendered, .quantityTotal, .taxBase, .taxPart, .capital, .carried, .amountInWords:
                self = .amount
            }
        case .party, .kind, .term: return nil
        }
    }

    func accepts(_ value: PageValue) -> Bool {
        switch (self, value.kind) {
        case (.amount, .number(let token)): !token.isPercentage && !token.readings.isEmpty
        case (.date, .date): true
        case (.number, .identifier(let token)): token.kind != .email && token.kind != .web
        case (.amount, _), (.date, _), (.number, _): false
        }
    }
}
