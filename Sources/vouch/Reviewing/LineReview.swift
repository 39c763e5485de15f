import Domain
import Pipeline
import Reviewing

/// A review driven by a program: questions go out and answers come in, one JSON object a line.
struct LineReview {
    let desk: ReviewDesk
    let screen: Screen

    /// How a document was left.
    enum Ending {
        case next, quit
    }

    /// Goes through documents until they are done or the input ends.
    func run(_ documents: [DocumentID]) async throws {
        for document in documents {
            switch try await desk.open(document) {
            case .opened(let hand):
                guard try await review(hand) == .next else { return }
            case .held(let holder, _):
                screen.put(ReviewJSON.passed(document, why: "\(holder) has it in hand"))
            case .unread(let state): screen.put(ReviewJSON.passed(document, why: "it is \(state.spelled)"))
            case .none: screen.put(ReviewJSON.passed(document, why: "there is no such document"))
            }
        }
        screen.put(ReviewJSON.end)
    }

    private func review(_ opened: ReviewDesk.Case) async throws -> Ending {
        var hand = opened
        var trail: [Question] = []
        var isBack = false
        screen.put(ReviewJSON.document(hand))
        while true {
            let question = isBack ? trail.popLast() ?? hand.review.next : hand.review.next
            isBack = false
            guard let question else { return .next }
            screen.put(ReviewJSON.question(question, on: hand))
            guard let line = readLine() else { return .quit }
            let said: LineAnswer
            do throws(LineAnswer.Mistake) {
                said = try LineAnswer(line)
            } catch {
                screen.put(ReviewJSON.outcome("refused", id: nil, on: hand, [error.sentence]))
                continue
            }
            if said.quit == true { return .quit }
            if said.leave == true { return .next }
            if said.back == true {
                isBack = true
                continue
            }
            if try await take(said, to: question, on: &hand) { trail.append(question) }
            if hand.review.history.verdict != .open { return .next }
        }
    }

    /// Takes an answer; `true` when it was kept.
    private func take(
        _ said: LineAnswer, to question: Question, on hand: inout ReviewDesk.Case
    ) async throws -> Bool {
        let response: Response
        do throws(LineAnswer.Mistake) {
            response = hand.review.response(to: try said.answer(to: question), isSure: said.sure == true)
        } catch {
            response = .refused(error.sentence)
        }
        switch response {
        case .refused(let sentence):
            screen.put(ReviewJSON.outcome("refused", id: said.id, on: hand, [sentence]))
        case .doubtful(let sentences):
            screen.put(ReviewJSON.outcome("doubt", id: said.id, on: hand, sentences))
        case .several(let values):
            screen.put(ReviewJSON.outcome("several", id: said.id, on: hand, values.map(\.canonical)))
        case .edit(let edit):
            let kept = try await desk.keep(
                edit, on: &hand, key: said.id, seconds: said.seconds ?? 0, keystrokes: said.keys ?? 0)
            let (type, why) = kept.words
            screen.put(ReviewJSON.outcome(type, id: said.id, on: hand, why.map { [$0] } ?? []))
            return kept == .kept
        }
        return false
    }
}

extension ReviewDesk.Kept {
    /// The name of what happened, and a sentence where one is needed.
    var words: (type: String, sentence: String?) {
        switch self {
        case .kept: ("kept", nil)
        case .known: ("known", "It was kept before.")
        case .outdated(let actor):
            (
                "outdated",
                "\(actor) changed the document meanwhile; this is how it is now. Your answer was not kept."
            )
        case .claimed(let holder): ("claimed", "\(holder) has the document in hand.")
        case .closed(let state): ("closed", "Nothing can be corrected: the document is \(state.spelled).")
        }
    }
}
