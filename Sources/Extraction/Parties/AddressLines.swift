/// The address among the lines below a name: from its first line that could be a street to its last place name.
struct AddressLines {
    /// A line with what is known about it.
    struct Line {
        let words: [String]
        /// Whether a label of another kind of value stands on it.
        let isLabelled: Bool
        /// Whether a phone number, an account, a mail or web address stands on it.
        let hasContact: Bool
        /// Whether a date or money seems to stand on it; `1 Jalan` and `24, 25` do, too.
        let hasFigure: Bool
    }

    private let lines: [Line]
    private static let most = 6

    init(_ lines: [Line]) {
        self.lines = lines
    }

    /// The lines of the address as printed; none where no line is a street or a town.
    func texts() -> [String] {
        guard var start = lines.firstIndex(where: isOpening),
            !lines[..<start].dropFirst().contains(where: isCompany)
        else { return [] }
        if start > 0, !AddressText.isStreet(lines[start].words), mayBeStreet(lines[start - 1]) { start -= 1 }
        if start > 0, isLead(lines[start - 1]) { start -= 1 }
        var taken: [Int] = []
        for index in start..<min(lines.count, start + Self.most) {
            let line = lines[index]
            let isPlace = isPlace(line)
            if isRegister(line) { continue }
            if line.hasContact || (line.isLabelled || line.hasFigure) && !isPlace { break }
            let isAfterTown = taken.contains { AddressText.hasPostcode(lines[$0].words) }
            if isAfterTown, line.isLabelled || isCompany(line) || !isRegion(line) && !isPlace { break }
            taken.append(index)
        }
        guard taken.contains(where: { isPlace(lines[$0]) }) else { return [] }
        return taken.map { Self.withoutHeading(lines[$0].words).joined(separator: " ") }
    }

    /// The words behind a heading such as `Address:`.
    private static func withoutHeading(_ words: [String]) -> [String] {
        guard let colon = words.firstIndex(where: { $0.hasSuffix(":") }), colon < 3,
            !AddressText.beginsWithHouse(words)
        else { return words }
        return Array(words[(colon + 1)...])
    }

    /// Whether an address may begin on a line.
    private func isOpening(_ line: Line) -> Bool {
        if line.hasContact || isRegister(line) || isCompany(line) {
            return false
        }
        return isPlace(line)
    }

    /// Whether a line is a street or a town, or begins as `NO. 18` does.
    private func isPlace(_ line: Line) -> Bool {
        let words = Self.withoutHeading(line.words)
        let isHeaded = words.count < line.words.count
        return AddressText.isStreet(words) || AddressText.beginsWithHouse(words)
            || !isHeaded && !line.hasFigure && AddressText.hasPostcode(words)
    }

    /// Whether a legal form stands on a line that is no town: the `AB` of `1012 AB Amsterdam` is none.
    private func isCompany(_ line: Line) -> Bool {
        line.words.contains(where: LegalForms.contains) && !AddressText.hasPostcode(line.words)
    }

    /// Whether a line right above the town may be the street, although no word says so: `Lijnbaan 72`.
    private func mayBeStreet(_ line: Line) -> Bool {
        !line.hasContact && !line.isLabelled && !line.hasFigure && !isRegister(line) && !isCompany(line)
            && (1...7).contains(line.words.count) && !line.words.contains { $0.hasSuffix(":") }
            && !AddressText.beginsWithSalutation(line.words)
    }

    /// Whether a line above the street belongs to the address: `B2, Block D, Garden Market,`.
    private func isLead(_ line: Line) -> Bool {
        !line.hasContact && !line.isLabelled && !line.hasFigure && !isRegister(line)
            && line.words.count > 1 && line.words.last?.hasSuffix(",") == true
            && line.words.contains { $0.utf8.contains(where: PlainBytes.isDigit) }
    }

    /// Whether a line is a registration alone: `(654321-K)`, `CO. NO. 123456-T`, `001234567-K`.
    private func isRegister(_ line: Line) -> Bool {
        let isNamed = line.words.first.map(AddressText.namesRegister) ?? false
        let hasNumber = line.words.contains {
            $0.utf8.count(where: PlainBytes.isDigit) >= 5
        }
        if line.words.count == 1 { return hasNumber && !AddressText.isStreet(line.words) }
        return isNamed && hasNumber || line.words.first?.hasPrefix("(") == true && hasNumber
    }

    /// Whether a line below the town may belong to the address: a region or a country, in letters.
    private func isRegion(_ line: Line) -> Bool {
        !line.isLabelled && (1...4).contains(line.words.count)
            && !line.words.contains { word in
                word.utf8.contains { PlainBytes.isDigit($0) || "()-#:*".utf8.contains($0) }
            }
            && line.words.contains { $0.utf8.count >= 4 }
    }
}
