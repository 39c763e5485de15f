import Domain
import Pipeline
import Reviewing

/// What the keys mean on each screen of a review; knows no terminal, so that tests press the keys.
struct ReviewDialog: Sendable {
    /// What is on the screen.
    enum Mode: Sendable {
        /// The whole document.
        case overview
        /// One question, put about the draft as it stands whenever it is drawn or answered.
        case question(Question.Subject)
        /// A value is being typed.
        case typing(Typing)
        /// An answer that breaks something, to be said again or not.
        case doubt([String], Answer)
        /// A typed or marked value with several meanings.
        case several(FieldName, [Question.Offer])
        /// The reason of a rejection is being typed.
        case reason(String)
        /// The kind is being chosen.
        case kind
        /// Words of the page are being pointed at.
        case pointing(FieldName, WordPointer)
        /// The lines are being edited; the text of the cell where one is being typed.
        case lines(LineSheet, String?)
        /// The tax breakdown is being edited; the text of the cell where one is being typed.
        case taxes(TaxSheet, String?)
        /// The seller is to be taken on record.
        case vendor(Domain.Vendor)
        /// Pages are being put together anew.
        case pages(PageChoice)
        /// The keys.
        case help
    }

    /// A value that is being typed.
    struct Typing: Sendable {
        var field: FieldName
        var text: String
        /// The completion that was gone to, from 0.
        var choice: Int?
    }

    /// What the dialog wants done.
    enum Wish: Hashable, Sendable {
        /// An answer is to be kept.
        case answer(Answer, isSure: Bool)
        /// The next document, this one left as it is.
        case leave
        /// The seller is to be on record as this vendor.
        case createVendor(Domain.Vendor)
        /// The original is to be opened in the desktop's viewer.
        case openPage
        /// The pages are to be shown, to split or join.
        case choosePages
        /// A document of its own begins at each of these pages.
        case split(Set<Int>)
        /// The pages of these documents follow.
        case join([DocumentID])
        /// Pages are to go back to where they came from.
        case takeBack
        /// The review ends.
        case quit
    }

    /// What one key must not answer before it was seen.
    enum Warning: Hashable, Sendable {
        /// What an answer breaks.
        case doubt([String])
        /// What a rule found.
        case finding(Finding)
    }

    /// What the screen warns of; `nil` for screens that only ask.
    var warning: Warning? {
        switch mode {
        case .doubt(let sentences, _): .doubt(sentences)
        case .question(.finding(let finding)): .finding(finding)
        default: nil
        }
    }

    /// A table that is opened by itself once the fields of an entry were asked.
    private enum EntryTable {
        case lines, taxes
    }

    /// What is on the screen.
    var mode = Mode.overview
    /// The row of the overview that is pointed at.
    var row = 0
    /// A sentence for the person, until the next key.
    var message = ""
    /// Whether questions follow one another, or each leads back to the overview.
    private(set) var isWalking = false
    /// Tables that were opened by themselves on the way through an entry.
    private var offered: Set<EntryTable> = []
    /// The rows of the overview that are on the screen; all, where nobody says.
    var shown: Range<Int>?
    /// How the sums stand on the screens that show it.
    private(set) var sums: SumCheck?
    /// Fields that were on the screen.
    private var seen: Set<FieldName> = []
    private var trail = AnswerTrail()

    /// Opens the screens of a document: the whole of it, or of one that is keyed in by hand the first field to type.
    init(of review: ReviewSession? = nil) {
        guard let review, review.isEntry, review.history.verdict == .open else { return }
        isWalking = true
        advance(review)
    }

    /// The fields of the overview with the keys that open them: digits for what is asked, capitals for the rest.
    ///
    /// What is asked stands first, then what every bill is booked on, so that a small screen shows it.
    static func rows(of review: ReviewSession) -> [(name: FieldName, tag: Character?)] {
        let asked = review.questions.compactMap { question in
            if case .field(let name) = question.subject { name } else { nil as FieldName? }
        }
        let others = FieldName.allCases.filter { !core.contains($0) && review.draft.fields[$0] != nil }
        let shown = core + others
        let questions = shown.filter(asked.contains)
        let rest = shown.filter { !asked.contains($0) }
        let keys = Array("123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let tags = Dictionary(
            uniqueKeysWithValues: Array(zip(questions, keys))
                + Array(zip(rest, keys.dropFirst(max(9, questions.count)))))
        return (questions + rest).map { ($0, tags[$0]) }
    }

    /// Fields the overview shows even where they were not found.
    private static let core: [FieldName] = [
        .invoiceNumber, .issueDate, .dueDate, .sellerName, .sellerVATID, .sellerIBAN, .buyerName, .buyerVATID,
        .purchaseOrder, .currency, .netTotal, .taxTotal, .grandTotal, .amountDue,
    ]

    /// Takes a key.
    mutating func press(_ key: Key, in review: ReviewSession) -> Wish? {
        message = ""
        check(review)
        defer { check(review) }
        if key == .interrupt || key == .end { return .quit }
        switch mode {
        case .overview: return overview(key, review)
        case .question(let subject):
            guard let question = review.question(about: subject) else {
                mode = .overview
                return nil
            }
            return self.question(key, question, review)
        case .typing(let typing): return self.typing(key, typing, review)
        case .doubt(_, let answer):
            if key == .enter { return .answer(answer, isSure: true) }
            mode = .overview
        case .several(let name, let values):
            if let number = key.number, values.indices.contains(number - 1) {
                return .answer(.take(name, values[number - 1]), isSure: false)
            }
            ask(.field(name), review)
        case .reason(let text): return reason(key, text)
        case .kind:
            if let kind = Self.kind(of: key) { return .answer(.kind(kind), isSure: false) }
            mode = .overview
        case .pointing(let name, let pointer): return pointing(key, name, pointer, review)
        case .lines(let sheet, let text): return lines(key, sheet, text, review)
        case .taxes(let sheet, let text): return taxes(key, sheet, text, review)
        case .vendor(let vendor):
            mode = .overview
            if key == .enter { return .createVendor(vendor) }
        case .pages(let choice): return pages(key, choice)
        case .help: mode = .overview
        }
        return nil
    }

    private mutating func pages(_ key: Key, _ old: PageChoice) -> Wish? {
        var choice = old
        let outcome = choice.press(key)
        mode = .pages(choice)
        switch outcome {
        case .stay(let sentence): message = sentence
        case .leave: mode = .overview
        case .wish(let wish): return wish
        }
        return nil
    }

    /// Shows what became of an answer.
    mutating func take(_ response: Response, to answer: Answer, in review: ReviewSession) {
        switch response {
        case .edit:
            trail.add(answer)
            advance(review)
        case .doubtful(let sentences): mode = .doubt(sentences, answer)
        case .refused(let sentence): message = sentence
        case .several(let name, let values): mode = .several(name, values)
        }
        check(review)
    }

    /// Shows the document as somebody else left it, at the question whose answer was not kept.
    mutating func miss(_ answer: Answer, in review: ReviewSession) {
        seen = []
        mode = answer.subject.map(Mode.question) ?? .overview
        check(review)
    }

    /// Works out how the sums stand where that is shown, once for each state of the draft.
    private mutating func check(_ review: ReviewSession) {
        var draft = review.draft
        switch mode {
        case .question(.finding): break
        case .lines(let sheet, _): draft.lines = sheet.lines
        default: return
        }
        if sums?.draft != draft { sums = SumCheck(of: draft, arrival: review.arrival) }
    }

    /// The kinds with the keys that choose them.
    static let kinds = Array(zip("123456789AB", DocumentKind.allCases))

    private static func kind(of key: Key) -> DocumentKind? {
        guard case .character(let letter) = key else { return nil }
        return kinds.first { $0.0 == letter || String($0.0).lowercased() == String(letter) }?.1
    }

    // MARK: Screens

    /// Goes to what is asked next: the next question on a walk, and back to the document otherwise.
    mutating func advance(_ review: ReviewSession) {
        if isWalking, review.isEntry { return advanceEntry(review) }
        if isWalking, let next = review.next {
            ask(next.subject, review)
        } else {
            isWalking = false
            mode = .overview
        }
    }

    /// Goes on through what is keyed in: field by field, then the lines, then the tax, then the whole.
    private mutating func advanceEntry(_ review: ReviewSession) {
        if let next = review.nextNotPutOff, case .field = next.subject {
            ask(next.subject, review)
        } else if review.draft.lines.isEmpty, offered.insert(.lines).inserted {
            mode = .lines(LineSheet([], withRow: true), nil)
        } else if review.draft.taxBreakdown.isEmpty, offered.insert(.taxes).inserted {
            mode = .taxes(TaxSheet(of: review.draft), nil)
        } else if let next = review.nextNotPutOff {
            ask(next.subject, review)
        } else {
            isWalking = false
            mode = .overview
        }
    }

    /// Puts a question; what nothing is known of on an entry is typed at once.
    mutating func ask(_ subject: Question.Subject, _ review: ReviewSession) {
        switch subject {
        case .kind: mode = .kind
        case .field(let name) where review.isEntry && review.draft.fields[name] == nil:
            mode = .typing(Typing(field: name, text: ""))
        case .field, .finding: mode = .question(subject)
        }
    }

    /// Whether every uncertain row was on the screen; turns to those that were not.
    private mutating func hasSeenAll(_ rows: [(name: FieldName, tag: Character?)], _ review: ReviewSession)
        -> Bool
    {
        let unsure = Set(review.questions.map(\.subject))
        let unseen = rows.firstIndex { unsure.contains(.field($0.name)) && !seen.contains($0.name) }
        guard let unseen else { return true }
        row = min(rows.count - 1, unseen + (shown?.count ?? 0) / 2)
        message = "These are not certain either."
        return false
    }

    private mutating func overview(_ key: Key, _ review: ReviewSession) -> Wish? {
        let rows = Self.rows(of: review)
        seen.formUnion((shown.map { rows[$0.clamped(to: rows.indices)] } ?? rows[...]).map(\.name))
        switch key {
        case .enter: return hasSeenAll(rows, review) ? .answer(.confirm, isSure: false) : nil
        case .up: row = max(0, row - 1)
        case .down: row = min(rows.count - 1, row + 1)
        case .right:
            isWalking = false
            if rows.indices.contains(row) { ask(.field(rows[row].name), review) }
        case .character(" "):
            isWalking = true
            if let next = review.next {
                ask(next.subject, review)
            } else {
                message = "Nothing is left to ask."
            }
        case .character("s"): return .leave
        case .character("v"):
            if let vendor = VendorIntake.vendor(of: review.draft) {
                mode = .vendor(vendor)
            } else {
                message = "The seller has no name yet."
            }
        case .character("q"): return .quit
        case .character("p"): return .choosePages
        case .character("l"): mode = .lines(LineSheet(review.draft.lines, withRow: review.isEntry), nil)
        case .character("t"): mode = .taxes(TaxSheet(of: review.draft), nil)
        case .character(let letter):
            guard let row = rows.first(where: { $0.tag == letter }) else {
                return common(letter)
            }
            isWalking = false
            ask(.field(row.name), review)
        case .escape, .backspace, .tab, .left, .interrupt, .clearLine, .delete, .end: break
        }
        return nil
    }

    /// Keys that mean the same on the overview and on a question.
    private mutating func common(_ letter: Character) -> Wish? {
        switch letter {
        case "u": return .answer(.undo(1), isSure: false)
        case "x": mode = .reason("")
        case "k": mode = .kind
        case "o": return .openPage
        case "?": mode = .help
        default: message = "\(letter) means nothing here; ? shows the keys."
        }
        return nil
    }

    private mutating func question(_ key: Key, _ question: Question, _ review: ReviewSession) -> Wish? {
        guard case .field(let name) = question.subject else { return finding(key, question, review) }
        switch key {
        case .enter: return .answer(.accept(name), isSure: false)
        case .escape, .left: mode = .overview
        case .backspace, .tab: mode = .typing(Typing(field: name, text: ""))
        case .character(let letter):
            if let number = key.number, question.offers.indices.contains(number - 1) {
                return .answer(.pick(name, number), isSure: false)
            }
            switch letter {
            case "=": mode = .typing(Typing(field: name, text: ""))
            case "s": return .answer(.skip(name), isSure: false)
            case "d": return .answer(.clear(name), isSure: false)
            case "m": mode = .pointing(name, WordPointer(review.words, near: question.region))
            case "b": back(from: question, review)
            case "u", "x", "k", "o", "?": return common(letter)
            default: mode = .typing(Typing(field: name, text: String(letter)))
            }
        case .up, .down, .right, .interrupt, .clearLine, .delete, .end: break
        }
        return nil
    }

    /// Goes back to the question answered before this one.
    mutating func back(from question: Question, _ review: ReviewSession) {
        if let before = trail.back(from: question.subject, in: review) {
            ask(before.subject, review)
        } else {
            mode = .overview
        }
    }

    private mutating func finding(_ key: Key, _ question: Question, _ review: ReviewSession) -> Wish? {
        guard case .finding(let finding) = question.subject else { return nil }
        switch key {
        case .enter: return .answer(.keep(finding), isSure: false)
        case .character("r"):
            guard let repair = sums?.repair else { return nil }
            return .answer(repair.answer(in: review.draft), isSure: false)
        case .character("l"): mode = .lines(LineSheet(review.draft.lines), nil)
        case .character("b"): back(from: question, review)
        case .character(let letter):
            guard let number = key.number, finding.fields.indices.contains(number - 1) else {
                return common(letter)
            }
            ask(.field(finding.fields[number - 1]), review)
        case .escape, .left: mode = .overview
        case .up, .down, .right, .backspace, .tab, .interrupt, .clearLine, .delete, .end: break
        }
        return nil
    }
}

extension Key {
    /// The number of a digit from 1 to 9.
    var number: Int? {
        guard case .character(let letter) = self, letter.isASCII, let number = letter.wholeNumberValue,
            number > 0
        else { return nil }
        return number
    }
}
