import Domain
import Pipeline
import Reviewing

/// A review in lines of text, for screen readers and dumb terminals: nothing is drawn, nothing moves, no colour.
struct PlainReview {
    let desk: ReviewDesk
    let screen: Screen

    /// How a document was left.
    private enum Ending {
        case next, quit
    }

    /// Goes through documents until they are done or the person stops; returns how many were settled.
    func run(_ documents: [DocumentID]) async throws -> Int {
        var settled = 0
        for document in documents {
            guard case .opened(var hand) = try await desk.open(document) else { continue }
            let ending = try await review(&hand)
            if hand.state != .needsReview { settled += 1 }
            if ending == .quit { break }
        }
        return settled
    }

    private func review(_ hand: inout ReviewDesk.Case) async throws -> Ending {
        say(summary(hand))
        var isAsking = false
        while true {
            let question = isAsking ? hand.review.next : nil
            if isAsking, question == nil {
                say(["Nothing is left to ask."])
                isAsking = false
            }
            say(question.map { self.words($0, hand) } ?? ["Enter: all is right. a: ask one by one. ?: keys."])
            let start = ContinuousClock.now
            guard let line = readLine() else { return .quit }
            switch (line, question) {
            case ("q", _): return .quit
            case ("?", _): say(Self.help)
            case ("a", nil): isAsking = true
            case ("s", nil): return .next
            default:
                try await take(line, to: question, on: &hand, since: start)
                if hand.review.history.verdict != .open { return .next }
            }
        }
    }

    private func take(
        _ line: String, to question: Question?, on hand: inout ReviewDesk.Case,
        since start: ContinuousClock.Instant
    ) async throws {
        let answer: Answer
        do {
            answer = try Self.answer(line, to: question, hand)
        } catch let failure as Failure {
            say([failure.sentence])
            return
        }
        var response = hand.review.response(to: answer)
        if case .doubtful(let sentences) = response {
            say(sentences + ["Is it right all the same? y or n."])
            guard readLine() == "y" else { return }
            response = hand.review.response(to: answer, isSure: true)
        }
        switch response {
        case .edit(let edit):
            let kept = try await desk.keep(
                edit, on: &hand, seconds: (ContinuousClock.now - start).inSeconds,
                keystrokes: line.count + 1)
            say([kept.words.sentence ?? "Kept."])
        case .several(let values): say(["It may mean \(values.map(\.onOneLine).joined(separator: " or "))."])
        case .refused(let sentence): say([sentence])
        case .doubtful: break
        }
    }

    /// What a line means: a letter of the keys, a number, `field=value`, or a value.
    private static func answer(_ line: String, to question: Question?, _ hand: ReviewDesk.Case) throws
        -> Answer
    {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        switch parts.first {
        case "u" where parts.count == 1: return .undo(1)
        case "u": if let count = Int(parts[1]) { return .undo(count) }
        case "x" where parts.count == 2: return .reject(parts[1])
        case "k" where parts.count == 2:
            if let kind = DocumentKind(rawValue: parts[1]) { return .kind(kind) }
            let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure.usage("The kinds are \(kinds).")
        default: break
        }
        guard let question else {
            if line.isEmpty { return .confirm }
            guard let equals = line.firstIndex(of: "=") else {
                throw Failure.usage("Type field=value to correct a value, or ? for the keys.")
            }
            let name = try Lookup.field(String(line[..<equals]))
            let text = String(line[line.index(after: equals)...])
            return text.isEmpty ? .clear(name) : .type(name, text)
        }
        guard case .field(let name) = question.subject else {
            guard case .finding(let finding) = question.subject, line.isEmpty else {
                throw Failure.usage("Enter: it is printed so. u: undo. q: stop.")
            }
            return .keep(finding)
        }
        if line.isEmpty { return .accept(name) }
        if let number = Int(line), question.offers.indices.contains(number - 1) { return .pick(name, number) }
        switch line {
        case "s": return .skip(name)
        case "d": return .clear(name)
        default: return .type(name, line.hasPrefix("=") ? String(line.dropFirst()) : line)
        }
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

    private func say(_ lines: [String]) { screen.put(lines.map { StyledText($0) }) }

    private static let help = [
        "For a document: Enter, all is right. a, ask one by one. field=value, correct. s, later.",
        "For a question: Enter, the value is right. A number, that value. Any text, the value.",
        "d, it is not on the document. s, later.",
        "Everywhere: u, take the last answer back; u 3, the last three. x reason, reject. k kind.",
        "q, stop; every answer is kept already.",
    ]
}
