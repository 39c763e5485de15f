import Domain

extension Gathering {
    /// Accounts that begin at the end of one line and end on the next of the same column.
    func wrappedAccounts() -> [Candidate] {
        var found: [Candidate] = []
        for page in pages {
            for segment in page.layout.segments.indices {
                if let account = wrappedAccount(segment, page) { found.append(account) }
            }
        }
        return found
    }

    private func wrappedAccount(_ segment: Int, _ page: ReadPage) -> Candidate? {
        let layout = page.layout
        let texts = page.texts(of: segment)
        guard
            let start = texts.indices.first(where: {
                IBAN.length(country: Array(texts[$0].utf8.prefix(2))) != nil && Self.beginsAccount(texts[$0])
            }), texts[start...].allSatisfy(Self.isAccountPart),
            let length = IBAN.length(country: Array(texts[start].utf8.prefix(2))),
            let below = layout.below(segment, reach: 1.2 * layout.bodyHeight).first(where: {
                abs(layout.segments[$0].box.left - layout.segments[segment].box.left) < 2 * layout.bodyHeight
            })
        else { return nil }
        let head = texts[start...].joined()
        var whole = head
        var taken = 0
        for part in page.texts(of: below) where whole.utf8.count < length && Self.isAccountPart(part) {
            whole += part
            taken += 1
        }
        guard head.utf8.count < length, whole.utf8.count == length, taken > 0, IBAN(rawValue: whole) != nil
        else { return nil }
        let box = layout.segments[segment].box.union(layout.segments[below].box)
        let isFirst = layout.number == pages.first?.layout.number
        return Candidate(
            field: .sellerIBAN, value: .text(whole), raw: whole,
            region: Region(page: layout.number, box: box),
            features: [Feature("check.right")] + (isFirst ? [Feature("page.first")] : []))
    }

    private static func beginsAccount(_ text: String) -> Bool {
        text.utf8.count >= 4 && text.utf8.dropFirst(2).prefix(2).allSatisfy(PlainBytes.isDigit)
    }

    private static func isAccountPart(_ text: String) -> Bool {
        text.utf8.allSatisfy { PlainBytes.isDigit($0) || PlainBytes.isCapital($0) }
            && text.utf8.contains(where: PlainBytes.isDigit)
    }
}
