internal import Domain

/// A number in a line of a page, ready to be put in a column.
struct TableCell {
    var token: NumberToken
    /// The rectangle around the number, without its unit: by its edges it is put in a column.
    var box: Box
    /// Whether it stands apart from text to its left, as numbers in columns do.
    var isFree: Bool
    /// Words of the line that the number itself takes, units included.
    var words: Range<Int>
    /// The unit beside or on the number.
    var unit: String?
}

/// A line of a page as tables see it: words, the numbers among them, the column phrases among them.
struct TableLine {
    var page: Int
    /// Index among the page's lines.
    var index: Int
    var words: [Word]
    var box: Box
    var cells: [TableCell]
    /// Headings of columns that occur in it, with the words they cover.
    var hits: [TableLexicon.Hit]
    /// How many of its words headings cover, as a share.
    var headingShare: Double
    /// Whether it begins like a line of sums.
    var isSum: Bool
    /// Whether that sum is one carried over from page to page.
    var isCarried: Bool
    /// Whether a word of it, other than in a number, was found.
    var hasText: Bool

    init(_ line: TextLine, index: Int, of layout: PageLayout, lexicon: TableLexicon) {
        self.init(
            line.words.map { layout.words[$0] }, page: layout.number, index: index, box: line.box,
            lexicon: lexicon)
    }

    init(_ words: [Word], page: Int, index: Int, box: Box, lexicon: TableLexicon) {
        self.page = page
        self.index = index
        self.words = words
        self.box = box
        let tokens = Self.apart(Numbers.scan(words))
        let cells = Self.cells(tokens, words)
        self.cells = cells
        let runs = Self.runs(words)
        hits = runs.flatMap { run in
            lexicon.columnHits(in: run.map(\.text)).map { hit in
                var hit = hit
                hit.words = run[hit.words.lowerBound].word..<(run[hit.words.upperBound - 1].word + 1)
                return hit
            }
        }
        let covered = hits.reduce(0) { $0 + $1.words.count }
        headingShare = words.isEmpty ? 0 : Double(covered) / Double(words.count)
        isSum = Self.isSum(runs, cells, lexicon)
        isCarried = isSum && runs.contains { lexicon.isCarried($0.map(\.text)) }
        let numeric = Set(cells.flatMap(\.words))
        hasText = words.indices.contains { position in
            !numeric.contains(position) && words[position].text.utf8.count(where: PlainBytes.isLetter) > 1
        }
    }

    /// Joined numbers stand for their parts, unless a part could not be of them.
    private static func apart(_ tokens: [NumberToken]) -> [NumberToken] {
        var kept: [NumberToken] = []
        for token in tokens where kept.last.map({ $0.words.upperBound > token.words.lowerBound }) != true {
            kept.append(token)
        }
        return kept
    }

    private static func cells(_ tokens: [NumberToken], _ words: [Word]) -> [TableCell] {
        var cells: [TableCell] = []
        for token in tokens {
            let start = token.words.lowerBound
            var end = token.words.upperBound
            var unit = token.suffix
            if unit == nil, !token.isPercentage, token.currency == nil, end < words.count,
                words[end].box.left - words[end - 1].box.right < words[end].box.height * 1.3,
                Units.isUnit(words[end].text)
                    || !token.looksLikeMoney && standsAsUnit(end, words)
            {
                unit = words[end].text
                end += 1
            }
            let isFirst = start == 0
            let gap = isFirst ? .infinity : words[start].box.left - words[start - 1].box.right
            let followsNumber = cells.last?.words.upperBound == start
            let isFree =
                gap > words[start].box.height * 0.75
                || followsNumber && (gap > words[start].box.height * 0.45 || token.looksLikeMoney)
            let box = token.words.dropFirst().reduce(words[start].box) { $0.union(words[$1].box) }
            cells.append(
                TableCell(
                    token: token, box: box, isFree: isFree, words: start..<end, unit: unit))
        }
        return cells
    }

    /// Whether a short word behind a number stands alone before a gap, as units do that no list knows.
    private static func standsAsUnit(_ index: Int, _ words: [Word]) -> Bool {
        let letters = words[index].text.unicodeScalars
        guard (1...5).contains(letters.count),
            letters.allSatisfy({ $0.properties.isAlphabetic || $0 == "." || $0 == "²" || $0 == "³" }),
            index >= 2
        else { return false }
        let isApart = words[index - 1].box.left - words[index - 2].box.right > words[index].box.height * 0.75
        guard isApart, index + 1 < words.count else { return isApart }
        return words[index + 1].box.left - words[index].box.right > words[index].box.height * 1.2
    }

    /// The words of the line as they are compared, in runs without a wide gap.
    private static func runs(_ words: [Word]) -> [[(text: [UInt8], word: Int)]] {
        var runs: [[(text: [UInt8], word: Int)]] = []
        for (index, word) in words.enumerated() {
            let isNew = index == 0 || word.box.left - words[index - 1].box.right > word.box.height * 0.85
            if isNew { runs.append([]) }
            for part in TableLexicon.words(of: word.text) { runs[runs.count - 1].append((part, index)) }
        }
        return runs.filter { !$0.isEmpty }
    }

    /// A line of sums begins with such a phrase, or has one with no number before it.
    private static func isSum(
        _ runs: [[(text: [UInt8], word: Int)]], _ cells: [TableCell], _ lexicon: TableLexicon
    ) -> Bool {
        let numeric = Set(cells.flatMap(\.words))
        var isAfterNumber = false
        for run in runs {
            if let start = run.firstIndex(where: { !numeric.contains($0.word) }), !isAfterNumber,
                lexicon.sumLength(of: run[start...].map(\.text)) > 0
            {
                return true
            }
            isAfterNumber = isAfterNumber || run.contains { numeric.contains($0.word) }
        }
        return false
    }
}

/// Units of quantities as they are printed.
enum Units {
    private static let known: Set<[UInt8]> = Set(
        """
        pcs pc pce pcs. piece pieces ea each unit units unit(s) nos no set sets pair pairs box boxes bag bags pack packs
        ctn carton cartons roll rolls btl bottle bottles kg kgs g gr mg t to ton tons lb lbs oz l ltr ltrs liter litre
        ml cl m m2 m3 cm mm km ft sqm qm sqft h hr hrs hour hours std std. stunde stunden min day days tag tage night
        nights week weeks month months monat monate mon jahr year years stk stk. st st. stuck paar satz pal krt karton
        kiste ktn fl flasche dose sack rolle bund psch pauschal pausch kwh mwh kw gb tb mb user users seat seats lic
        stuks stuk uur uren dag dagen maand doos dozen rol paar pakket unidad unidades ud uds hora horas mes pieza
        piezas caja cajas pz pezzi pezzo ore ora conf nr u un unite unites heure heures jour jours mois piece boite
        lot forfait ens h87 c62 hur kgm mtr ltr mtk kwt xpp xbx day ann mon km. eh ve
        """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })

    /// Whether the word is a unit of measure or of packing.
    static func isUnit(_ word: String) -> Bool {
        let plain = PlainBytes.lowercased(word)
        return (1...8).contains(plain.count) && known.contains(plain)
    }
}
