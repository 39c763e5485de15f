import Domain
import Pipeline
import Reviewing

/// A review in lines of text, for screen readers and dumb terminals: nothing is drawn, nothing moves, no colour.
struct PlainReview {
    let seat: ReviewSeat
    let screen: Screen

    /// Goes through documents until they are done or the person stops.
    func run(_ documents: [DocumentID]) async throws -> ReviewSeat.Round {
        try await seat.go(through: documents) { hand, _ in try await review(&hand) }
    }

    private func review(_ hand: inout ReviewDesk.Case) async throws -> ReviewSeat.Ending {
        say(summary(hand))
        var isAsking = hand.review.isEntry
        while true {
            let question = isAsking ? hand.review.nextOnTheWay : nil
            if isAsking, question == nil {
                say(hand.review.isEntry ? Self.tables : ["Nothing is left to ask."])
                isAsking = false
            }
            say(
                question.map { self.words($0, hand) }
                    ?? ["Enter: all is right. a: ask one by one. l: lines. t: tax. v: vendor. ?: keys."])
            let start = ContinuousClock.now
            guard let line = readLine() else { return .quit }
            switch (line, question) {
            case ("q", _): return .quit
            case ("?", _): say(Self.help)
            case ("a", _): isAsking = true
            case ("s", nil): return .next
            case ("v", nil): try await takeVendor(of: hand)
            case (let line, _) where line == "p" || line.hasPrefix("p "):
                if let made = try await pages(line, hand) { return .moved(made) }
            default: if try await take(line, to: question, on: &hand, since: start) { return .next }
            }
        }
    }

    /// Says what would be on record as a vendor, and takes it where the person says so.
    private func takeVendor(of hand: ReviewDesk.Case) async throws {
        guard let vendor = VendorIntake.vendor(of: hand.review.draft) else {
            return say(["The seller has no name yet."])
        }
        let account = vendor.accounts.first.map {
            "\($0.number), to be confirmed by a call before anything is paid"
        }
        say([
            "Take the seller on record as a vendor? \(vendor.name.onOneLine).",
            "VAT id: \(vendor.vatID?.onOneLine ?? "none"). Account: \(account ?? "none on the document").",
            "y or n.",
        ])
        guard readLine() == "y" else { return say(["It is not on record."]) }
        say([try await seat.takeVendor(of: hand).sentence])
    }

    /// Says what pages there are, splits, joins or puts back; the documents that hold the pages then.
    private func pages(_ line: String, _ hand: ReviewDesk.Case) async throws -> [DocumentID]? {
        let words = line.split(separator: " ").dropFirst().map(String.init)
        let moved: ReviewSeat.Moved
        if words.isEmpty {
            say(Self.words(try await seat.pageChoice(of: hand)))
            return nil
        } else if words == ["back"] {
            moved = try await seat.takeBack(hand)
        } else if words.first == "+", let others = DocumentID.list(words.dropFirst()) {
            moved = try await seat.join(hand, with: others)
        } else if let starts = Int.list(words) {
            moved = try await seat.split(hand, before: Set(starts))
        } else {
            moved = .not("p 2: a document begins at page 2. p + 12: join document 12. p back: as it was.")
        }
        switch moved {
        case .to(let documents):
            say(["Done: \(documents.map { "document \($0)" }.joined(separator: ", "))."])
            return documents
        case .not(let sentence):
            say([sentence])
            return nil
        }
    }

    private static func words(_ choice: PageChoice) -> [String] {
        (choice.origin.map { ["Made of \($0)."] } ?? [])
            + choice.pages.enumerated().map { "Page \($0.offset + 1): \($0.element)" }
            + choice.neighbours.map { "Near it: \($0.text)." }
            + ["p 2: a document begins at page 2. p + 12: join document 12. p back: as it was."]
    }

    /// Understands a line; `nil` where it was answered by itself.
    private func answer(
        _ line: String, to question: Question?, on hand: ReviewDesk.Case
    ) throws(PlainAnswer.Mistake) -> Answer? {
        switch try PlainTables(review: hand.review).saying(line) {
        case .shown(let lines):
            say(lines)
            return nil
        case .answer(let answer): return answer
        case nil: break
        }
        guard case .field(let name)? = question?.subject else {
            return try PlainAnswer(line, to: question).answer
        }
        if line.hasSuffix("\t") { return completion(of: line, for: name, on: hand) }
        if line.isEmpty, hand.review.isEntry, question?.field == nil {
            return hand.review.essential.contains(name) ? .skip(name) : .clear(name)
        }
        return try PlainAnswer(line, to: question).answer
    }

    /// What a beginning with a Tab behind it becomes; asked where it may become several.
    private func completion(of line: String, for name: FieldName, on hand: ReviewDesk.Case) -> Answer? {
        let beginning = String(line.filter { $0 != "\t" })
        let offers = hand.review.completions(of: beginning, for: name)
        guard let first = offers.first else {
            say(["Nothing begins so."])
            return nil
        }
        guard offers.count > 1 else {
            say(["Completed: \(first.value.onOneLine)."])
            return .take(name, first)
        }
        return choice(of: offers).map { .take(name, $0) }
    }

    /// Takes an answer; `true` when it was kept and decides of the document.
    private func take(
        _ line: String, to question: Question?, on hand: inout ReviewDesk.Case,
        since start: ContinuousClock.Instant
    ) async throws -> Bool {
        var answer: Answer
        do throws(PlainAnswer.Mistake) {
            guard let said = try self.answer(line, to: question, on: hand) else { return false }
            answer = said
        } catch {
            say([error.sentence])
            return false
        }
        var response = hand.review.response(to: answer)
        if case .several(let name, let values) = response {
            guard let value = choice(of: values) else { return false }
            answer = .take(name, value)
            response = hand.review.response(to: answer)
        }
        if case .doubtful(let sentences) = response {
            say(sentences + ["Is it right all the same? y or n."])
            guard readLine() == "y" else { return false }
            response = hand.review.response(to: answer, isSure: true)
        }
        switch response {
        case .edit(let edit):
            let kept = try await seat.desk.keep(
                edit, on: &hand, seconds: (ContinuousClock.now - start).inSeconds,
                keystrokes: line.count + 1)
            say([kept.words.sentence ?? "Kept."])
            return kept == .kept && edit.isVerdict
        case .refused(let sentence): say([sentence])
        case .several, .doubtful: break
        }
        return false
    }

    /// Asks which of several values is meant.
    private func choice(of values: [Question.Offer]) -> Question.Offer? {
        say(
            ["Which one? Type a number."]
                + values.enumerated().map { index, offer in
                    "\(index + 1): \(offer.value.onOneLine)\(offer.note.isEmpty ? "" : ", " + offer.note)."
                })
        guard let number = readLine().flatMap({ Int($0) }), values.indices.contains(number - 1) else {
            return nil
        }
        return values[number - 1]
    }

    private func summary(_ hand: ReviewDesk.Case) -> [String] {
        let draft = hand.review.draft
        let fields = ReviewDialog.rows(of: hand.review).compactMap { row -> String? in
            guard let field = draft.fields[row.name] else {
                return hand.review.essential.contains(row.name) ? "\(row.name.label): missing." : nil
            }
            let doubt = field.isAccepted ? "" : " Not certain, \(field.confidence.percent)."
            return "\(row.name.label): \(field.value.onOneLine).\(doubt)"
        }
        return ["", "Document \(hand.id), \(hand.record.summary.name), \(draft.kind.label)."] + fields
            + ["\(draft.lines.count.counted("line"))."]
            + hand.review.findings.map { "Broken: \($0.message)." }
    }

    private func words(_ question: Question, _ hand: ReviewDesk.Case) -> [String] {
        var words: [String] = []
        switch question.subject {
        case .field(let name):
            let value =
                question.field.map { "\($0.value.onOneLine), \($0.confidence.percent)" } ?? "not found"
            words.append("\(name.label): \(value).")
        case .kind:
            let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
            words.append("Which kind? Type one of: \(kinds).")
        case .finding: break
        }
        words += question.reasons
        words += question.offers.enumerated().map { "\($0.offset + 1): \($0.element.value.onOneLine)." }
        if let region = question.region,
            let page = hand.record.reading?.pages.first(where: { $0.number == region.page })
        {
            let place = Surroundings(of: region, pageWidth: page.width, pageHeight: page.height)
            words += ["On the page:"] + place.text(on: page)
        }
        return words
    }

    /// Puts lines; on a terminal those that are too long are broken between words.
    private func say(_ lines: [String]) {
        let columns = screen.output.isTerminal ? screen.output.columns : .max
        screen.put(Self.fitted(lines, to: columns).map { StyledText($0) })
    }

    /// The lines, those that are too long broken between words.
    static func fitted(_ lines: [String], to columns: Int) -> [String] {
        lines.flatMap { $0.displayWidth > columns ? $0.wrapped(toWidth: columns) : [$0] }
    }

    private static let tables = [
        "All fields are asked. The lines: + description; quantity; unit; price; tax rate; total.",
        "The tax: t + rate; taxable; tax.",
    ]

    private static let help = [
        "For a document: Enter, all is right. s, later.",
        "For a question: Enter, the value is right. A number, that value. Any text, the value.",
        "d, it is not on the document. s, later.",
        "Everywhere: field=value, correct. a, ask one by one. =text, that text as the value.",
        "A beginning with Tab behind it, completed from the page, known vendors and orders.",
        "l, the lines. + description; quantity; unit; price; tax rate; total, add one. - 2, take line 2 out.",
        "l 2 quantity 5, change a line. t, the tax. t + rate; taxable; tax, add a rate. t - 1, take it out.",
        "v, for a document: take the seller on record as a vendor, its account to be confirmed.",
        "p, the pages. p 2, a document of its own begins at page 2. p + 12, join document 12. p back, as it was.",
        "u, take the last answer back; u 3, the last three. x reason, reject. k kind.",
        "q, stop; every answer is kept already.",
    ]
}

extension Int {
    /// Whole numbers from words; `nil` where one is none.
    fileprivate static func list(_ words: some Collection<String>) -> [Int]? {
        let numbers = words.compactMap { Int($0) }
        return numbers.count == words.count && !numbers.isEmpty ? numbers : nil
    }
}

extension DocumentID {
    /// Numbers of documents from words; `nil` where one is none.
    fileprivate static func list(_ words: some Collection<String>) -> [DocumentID]? {
        let ids = words.compactMap { DocumentID($0) }
        return ids.count == words.count && !ids.isEmpty ? ids : nil
    }
}
