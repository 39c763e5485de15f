internal import Domain

/// A number in a line of a page, ready to be put in a column.
struct TableCell {
    var token: NumberToken
    /// The rectangle around its words.
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
    /// Whether a word of it, other than in a number, was found.
    var hasText: Bool

    init(_ line: TextLine, index: Int, of layout: PageLayout, lexicon: TableLexicon) {
        page = layout.number
        self.index = index
        let words = line.words.map { layout.words[$0] }
        self.words = words
        box = line.box
        let tokens = Self.apart(Numbers.scan(words))
        let cells = Self.cells(tokens, words)
        self.cells = cells
        var owners: [Int] = []
        var folded: [[UInt8]] = []
        for (position, word) in words.enumerated() {
            for part in TableLexicon.words(of: word.text) {
                folded.append(part)
                owners.append(position)
            }
        }
        hits = lexicon.columnHits(in: folded).map { hit in
            var hit = hit
            hit.words = owners[hit.words.lowerBound]..<(owners[hit.words.upperBound - 1] + 1)
            return hit
        }
        let covered = hits.reduce(0) { $0 + $1.words.count }
        headingShare = words.isEmpty ? 0 : Double(covered) / Double(words.count)
        isSum = Self.isSum(words, folded, owners, cells, lexicon)
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
            let box = token.words.dropFirst().reduce(words[start].box) { $0.union(words[$1].box) }
            var unit = token.suffix
            if unit == nil, !token.isPercentage, token.currency == nil, end < words.count,
                words[end].box.left - words[end - 1].box.right < words[end].box.height * 1.3,
                Units.isUnit(words[end].text)
            {
                unit = words[end].text
                end += 1
            }
            let isFirst = start == 0
            let gap = isFirst ? .infinity : words[start].box.left - words[start - 1].box.right
            let followsNumber = cells.last?.words.upperBound == start
            cells.append(
                TableCell(
                    token: token, box: box,
                    isFree: followsNumber || gap > words[start].box.height * 0.75, words: start..<end,
                    unit: unit))
        }
        return cells
    }

    /// A line of sums begins with such a phrase, or has one right before its amount.
    private static func isSum(
        _ words: [Word], _ folded: [[UInt8]], _ owners: [Int], _ cells: [TableCell], _ lexicon: TableLexicon
    ) -> Bool {
        let numeric = Set(cells.flatMap(\.words))
        var start: Int?
        for index in folded.indices {
            let owner = owners[index]
            let isNumber = numeric.contains(owner)
            let gap = owner == 0 ? .infinity : words[owner].box.left - words[owner - 1].box.right
            if !isNumber, start == nil || gap > words[owner].box.height * 1.5,
                owner == 0 || owners[max(0, index - 1)] != owner
            {
                start = index
                if lexicon.sumLength(of: Array(folded[index...])) > 0 { return true }
            }
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
