import Domain

/// Tells whether a document is a vendor's by the signs on it: one strong one, or several that do not hang together.
struct VendorRecognition {
    private let evidence: Evidence
    private let layouts: [PageLayout]
    private let runs: FoldedRuns
    private let addresses: [[UInt8]]
    private let marks: LayoutMarks?
    private let isRecognised: Bool

    /// A sign that was found.
    struct Sign: Hashable, Sendable {
        /// What it is, for people: `the tax id DE123456789`.
        var text: String
        /// How much it tells; 1 is enough.
        var weight: Double
        /// Whether it speaks of the vendor itself, not only of whoever is named on the page.
        var isOwn = true
    }

    /// Whether signs are enough, one of them the vendor's own at least.
    static func areEnough(_ signs: [Sign]) -> Bool {
        signs.contains(where: \.isOwn) && signs.reduce(0) { $0 + $1.weight } >= enough
    }

    /// Weight at which a vendor is known; a little below 1, for sums of fractions.
    static let enough = 0.95
    /// Weight from which what is always the same may be taken for given, though it is not printed.
    static let certain = 1.4

    init(_ layouts: [PageLayout], evidence: Evidence) {
        self.evidence = evidence
        self.layouts = layouts
        runs = FoldedRuns(layouts)
        addresses = layouts.flatMap(\.words).map(\.text).filter { $0.contains(".") }
            .map { PlainBytes.lowercased($0) }
        marks = layouts.first.map(LayoutMarks.init)
        isRecognised = layouts.contains(where: \.isRecognised)
    }

    /// The signs of a vendor that are on the document.
    func signs(of template: VendorTemplate) -> [Sign] {
        var found =
            strong(template.vatIDs, [.sellerVATID], "tax id")
            + strong(template.ibans, [.sellerIBAN], "account")
        found += template.signs.numbers.compactMap(number)
        found += template.signs.domains.compactMap(domain)
        if let name = template.signs.names.compactMap(name).max(by: { $0.weight < $1.weight }) {
            found.append(name)
        }
        found += [
            template.signs.words.compactMap(words).first, template.signs.addresses.compactMap(address).first,
        ]
        .compactMap(\.self)
        // A layout alone is no vendor: many use the same program.
        if !found.isEmpty, let share = marks?.share(of: template.signs.layout), share >= 0.5 {
            let percent = Int((share * 100).rounded())
            found.append(Sign(text: "its layout, \(percent) % of it", weight: share >= 0.8 ? 0.6 : 0.5))
        }
        return found
    }

    /// Numbers with check digits, which belong to one business alone; the buyer's do not count.
    private func strong(_ numbers: [String], _ fields: Set<FieldName>, _ what: String) -> [Sign] {
        numbers.compactMap { number in
            let folded = LabelText.folded(number)
            let places = evidence.candidates.filter {
                fields.contains($0.field) && LabelText.folded($0.value.canonical) == folded
            }
            if !places.isEmpty {
                return places.contains { !isBuyers($0) }
                    ? Sign(text: "the \(what) \(number)", weight: 1) : nil
            }
            guard folded.count >= 9, isRecognised, let place = runs.place(of: folded, oneWrongIn: 8) else {
                return nil
            }
            return Sign(
                text: "the \(what) \(number)" + (place.errors > 0 ? ", misread" : ""),
                weight: place.errors > 0 ? 0.6 : 1)
        }
    }

    private func isBuyers(_ candidate: Candidate) -> Bool {
        candidate.strength(of: "label.buyerVAT") > candidate.strength(of: "label.sellerVAT")
            || candidate.strength(of: "side.buyer") > 0
    }

    private func number(_ number: String) -> Sign? {
        let folded = LabelText.folded(number)
        guard folded.count(where: PlainBytes.isDigit) >= 5, let place = runs.place(of: folded, oneWrongIn: 8)
        else { return nil }
        return Sign(text: "the number \(number)", weight: place.errors == 0 ? 0.6 : 0.4, isOwn: false)
    }

    private func domain(_ domain: String) -> Sign? {
        let wanted = PlainBytes.lowercased(domain)
        guard wanted.count >= 4 else { return nil }
        let isThere = addresses.contains { address in
            guard let at = Self.position(of: wanted, in: address) else { return false }
            return at == 0 || !PlainBytes.isLetter(address[at - 1]) && !PlainBytes.isDigit(address[at - 1])
        }
        return isThere ? Sign(text: "the domain \(domain)", weight: 0.5, isOwn: false) : nil
    }

    private func name(_ name: String) -> Sign? {
        let folded = LabelText.folded(name)
        guard folded.count >= 4, let place = runs.place(of: folded, oneWrongIn: 5) else { return nil }
        let weight = folded.count < 6 ? 0.35 : place.errors == 0 ? 0.5 : 0.45
        return Sign(text: "the name \(name)" + (place.errors > 0 ? ", misread" : ""), weight: weight)
    }

    private func words(_ words: String) -> Sign? {
        let folded = LabelText.folded(words)
        guard folded.count >= 12, runs.place(of: folded, oneWrongIn: 8) != nil else { return nil }
        return Sign(text: "the words \(words)", weight: 0.5, isOwn: false)
    }

    private func address(_ address: String) -> Sign? {
        let folded = LabelText.folded(address)
        guard folded.count >= 15, runs.place(of: folded, oneWrongIn: 6) != nil else { return nil }
        return Sign(text: "the address \(address)", weight: 0.45)
    }

    private static func position(of part: [UInt8], in whole: [UInt8]) -> Int? {
        guard part.count <= whole.count else { return nil }
        return (0...(whole.count - part.count)).first { whole[$0...].starts(with: part) }
    }
}
