import Domain
import Pipeline
import Reviewing

/// A review driven by a program: questions go out and answers come in, one JSON object a line.
struct LineReview {
    let seat: ReviewSeat
    let screen: Screen

    /// Goes through documents until they are done or the input ends.
    func run(_ documents: [DocumentID]) async throws {
        let round = try await seat.go(
            through: documents, pass: { screen.put(ReviewJSON.passed($0, why: $1)) },
            review: { hand, _ in try await review(&hand) })
        if !round.isCut { screen.put(ReviewJSON.end) }
    }

    private func review(_ hand: inout ReviewDesk.Case) async throws -> ReviewSeat.Ending {
        var trail = AnswerTrail()
        var before: Question?
        screen.put(ReviewJSON.document(hand))
        while true {
            let question = before ?? hand.review.nextOnTheWay
            before = nil
            screen.put(question.map { ReviewJSON.question($0, on: hand) } ?? ReviewJSON.done(hand))
            guard let line = readLine() else { return .quit }
            let said: LineAnswer
            do throws(LineAnswer.Mistake) {
                said = try LineAnswer(line)
            } catch {
                screen.put(ReviewJSON.outcome("refused", id: nil, on: hand, [error.sentence]))
                before = question
                continue
            }
            if said.quit == true { return .quit }
            if said.leave == true { return .next }
            if said.back == true {
                before = trail.back(from: question?.subject, in: hand.review)
                continue
            }
            if said.create_vendor == true {
                let (isTaken, sentence) = try await seat.takeVendor(of: hand)
                screen.put(
                    ReviewJSON.outcome(isTaken ? "vendor" : "refused", id: said.id, on: hand, [sentence]))
                before = question
                continue
            }
            if let moved = try await move(said, hand) {
                switch moved {
                case .to(let documents):
                    screen.put(ReviewJSON.moved(hand.id, to: documents, id: said.id))
                    return .moved(documents)
                case .not(let sentence):
                    screen.put(ReviewJSON.outcome("refused", id: said.id, on: hand, [sentence]))
                    continue
                }
            }
            guard let kept = try await take(said, to: question, on: &hand) else {
                // What is said again with certainty is about the same thing, also on the way back.
                before = question.flatMap { hand.review.question(about: $0.subject) }
                continue
            }
            if let answer = kept { trail.add(answer) }
            if said.isVerdict { return .next }
        }
    }

    /// Splits, joins or puts back; `nil` where none of it is said.
    private func move(_ said: LineAnswer, _ hand: ReviewDesk.Case) async throws -> ReviewSeat.Moved? {
        if let starts = said.split {
            return try await seat.split(hand, before: Set(starts), key: said.id)
        }
        if let others = said.join {
            return try await seat.join(
                hand, with: others.map(DocumentID.init(rawValue:)), key: said.id)
        }
        return said.put_back == true ? try await seat.takeBack(hand) : nil
    }

    /// Takes an answer.
    ///
    /// - Returns: The answer that was kept, none in it where it was kept before; `nil` when it was not kept.
    private func take(
        _ said: LineAnswer, to question: Question?, on hand: inout ReviewDesk.Case
    ) async throws -> Answer?? {
        if let id = said.id, try await seat.desk.knows(id, on: &hand) {
            put(.known, to: said, on: hand)
            return .some(nil)
        }
        let answer: Answer
        do throws(LineAnswer.Mistake) {
            answer = try said.answer(to: question)
        } catch {
            screen.put(ReviewJSON.outcome("refused", id: said.id, on: hand, [error.sentence]))
            return nil
        }
        let response = hand.review.response(to: answer, isSure: said.sure == true)
        switch response {
        case .refused(let sentence):
            screen.put(ReviewJSON.outcome("refused", id: said.id, on: hand, [sentence]))
        case .doubtful(let sentences):
            screen.put(ReviewJSON.outcome("doubt", id: said.id, on: hand, sentences))
        case .several(_, let values):
            screen.put(ReviewJSON.outcome("several", id: said.id, on: hand, values.map(\.value.canonical)))
        case .edit(let edit):
            let kept = try await seat.desk.keep(
                edit, on: &hand, key: said.id, seconds: said.seconds ?? 0, keystrokes: said.keys ?? 0)
            put(kept, to: said, on: hand)
            if kept == .kept { return .some(answer) }
            if kept == .known { return .some(nil) }
        }
        return nil
    }

    private func put(_ kept: ReviewDesk.Kept, to said: LineAnswer, on hand: ReviewDesk.Case) {
        let (type, why) = kept.words
        screen.put(ReviewJSON.outcome(type, id: said.id, on: hand, why.map { [$0] } ?? []))
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
