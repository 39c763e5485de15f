public import Domain

/// Payment terms as printed: days to pay, discount for paying early.
public struct PrintedTerms: Hashable, Sendable {
    /// Days until the whole amount is due; 0 for "on receipt".
    public var netDays: Int?
    /// Days within which the discount may be taken.
    public var discountDays: Int?
    /// The discount in percent.
    public var discountPercent: FixedDecimal?
    /// Whether the days count from the end of the month.
    public var isMonthEnd: Bool
    /// The text as printed.
    public var raw: String
    /// Where it stands.
    public var region: Region

    /// Makes terms.
    public init(
        netDays: Int? = nil, discountDays: Int? = nil, discountPercent: FixedDecimal? = nil,
        isMonthEnd: Bool = false, raw: String, region: Region
    ) {
        self.netDays = netDays
        self.discountDays = discountDays
        self.discountPercent = discountPercent
        self.isMonthEnd = isMonthEnd
        self.raw = raw
        self.region = region
    }
}

/// Reads payment terms off the sentences of a document.
struct TermsFinder {
    let gathering: Gathering

    /// The terms, the first printed first.
    func terms() -> [PrintedTerms] {
        var found: [PrintedTerms] = []
        for page in gathering.pages {
            for segment in page.layout.segments.indices {
                if let terms = terms(in: segment, of: page) { found.append(terms) }
            }
        }
        return found
    }

    private func terms(in segment: Int, of page: ReadPage) -> PrintedTerms? {
        let texts = page.texts(of: segment)
        let isLabelled =
            page.hitsOfSegment[segment].contains { hasRole(.field(.paymentTerms), page.hits[$0]) }
            || page.layout.left(of: segment).map { left in
                page.hitsOfSegment[left].contains { hasRole(.field(.paymentTerms), page.hits[$0]) }
            } ?? false
        var terms = PrintedTerms(
            raw: texts.joined(separator: " "),
            region: Region(page: page.layout.number, box: page.layout.segments[segment].box))
        for clause in clauses(texts) { read(Array(texts[clause]), isLabelled: isLabelled, into: &terms) }
        let isEmpty = terms.netDays == nil && terms.discountDays == nil
        return isEmpty ? nil : terms
    }

    private func hasRole(_ role: LabelRole, _ hit: LabelHit) -> Bool {
        hit.entries.contains { $0.role == role && $0.strength == .strong }
    }

    /// Runs of words up to a comma, semicolon or full stop.
    private func clauses(_ texts: [String]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        for (index, text) in texts.enumerated() {
            guard let last = text.last, last == "," || last == ";" || (last == "." && text.utf8.count > 4)
            else {
                continue
            }
            found.append(start..<(index + 1))
            start = index + 1
        }
        if start < texts.count { found.append(start..<texts.count) }
        return found
    }

    private func read(_ words: [String], isLabelled: Bool, into terms: inout PrintedTerms) {
        let percent = self.percent(in: words)
        let isDiscount = percent != nil || has(.discount, words)
        if !isDiscount, terms.netDays == nil, has(.onReceipt, words) { terms.netDays = 0 }
        guard let days = days(in: words), isLabelled || isDiscount || has(.context, words) else { return }
        if isDiscount {
            terms.discountDays = terms.discountDays ?? days
            terms.discountPercent = terms.discountPercent ?? percent
        } else if terms.netDays == nil {
            terms.netDays = days
            terms.isMonthEnd = has(.monthEnd, words)
        }
    }

    /// The number before a word for days.
    private func days(in words: [String]) -> Int? {
        for (index, word) in words.enumerated() {
            let folded = LabelText.folded(word)
            if index > 0, isTerm(.days, folded[...]) {
                let digits = words[index - 1].filter { $0 >= "0" && $0 <= "9" }
                if let number = Int(digits), (1...180).contains(number), digits.count <= 3 { return number }
            }
            // "30Tage" in one word.
            let digits = folded.prefix { PlainBytes.isDigit($0) }
            if (1...3).contains(digits.count), digits.count < folded.count,
                isTerm(.days, folded[digits.endIndex...]),
                let number = Int(String(decoding: digits, as: UTF8.self)), (1...180).contains(number)
            {
                return number
            }
        }
        return nil
    }

    private func percent(in words: [String]) -> FixedDecimal? {
        for (index, word) in words.enumerated() where word.contains("%") {
            let own = word.prefix { $0 != "%" }
            let text = own.isEmpty && index > 0 ? words[index - 1] : String(own)
            let canonical = text.replacing(",", with: ".")
            if let value = FixedDecimal(canonical: canonical), value <= FixedDecimal(20), !value.isZero {
                return value
            }
        }
        return nil
    }

    private func isTerm(_ term: PaymentTerm, _ folded: ArraySlice<UInt8>) -> Bool {
        gathering.lexicon.entries(for: folded).contains {
            $0.role == .term(term) && ($0.length > 3 || $0.language == gathering.languageIndex)
        }
    }

    private func has(_ term: PaymentTerm, _ words: [String]) -> Bool {
        let text = LabelText(words)
        for start in text.tokens.indices {
            for end in start..<min(text.tokens.count, start + 5) {
                let range = text.tokens[start].range.lowerBound..<text.tokens[end].range.upperBound
                if isTerm(term, text.bytes[range]) { return true }
            }
        }
        return false
    }
}
