import Domain
import Reviewing

/// Typing values, pointing at words of the page, and giving reasons.
extension ReviewDialog {
    /// What nothing was typed for on an entry: not on the document, or, where it is needed, asked again later.
    private func leaveEmpty(_ name: FieldName, _ review: ReviewSession) -> Wish {
        .answer(review.essential.contains(name) ? .skip(name) : .clear(name), isSure: false)
    }

    mutating func typing(_ key: Key, _ old: Typing, _ review: ReviewSession) -> Wish? {
        var typing = old
        let offers = review.completions(of: old.text, for: old.field)
        switch key {
        case .enter:
            let chosen = old.choice.flatMap { offers.indices.contains($0) ? offers[$0] : nil }
            if chosen == nil, old.text.isEmpty, review.isEntry { return leaveEmpty(old.field, review) }
            return .answer(chosen.map { .take(old.field, $0) } ?? .type(old.field, old.text), isSure: false)
        case .tab, .down: typing.choice = offers.isEmpty ? nil : ((old.choice ?? -1) + 1) % offers.count
        case .up where old.choice == nil && review.isEntry:
            back(from: review.question(about: old.field), review)
            return nil
        case .up: typing.choice = old.choice.flatMap { $0 > 0 ? $0 - 1 : nil }
        case .right:
            if let choice = old.choice, offers.indices.contains(choice) { typing.text = offers[choice].raw }
            typing.choice = nil
        case .backspace:
            typing.text = String(old.text.dropLast())
            typing.choice = nil
        case .clearLine: typing = Typing(field: old.field, text: "")
        case .escape:
            if review.isEntry { mode = .overview } else { ask(.field(old.field), review) }
            return nil
        case .character(let letter):
            typing.text.append(letter)
            typing.choice = nil
        case .left, .delete, .interrupt, .end: break
        }
        mode = .typing(typing)
        return nil
    }

    mutating func reason(_ key: Key, _ text: String) -> Wish? {
        switch key {
        case .enter: return .answer(.reject(text), isSure: false)
        case .escape: mode = .overview
        case .backspace: mode = .reason(String(text.dropLast()))
        case .character(let letter): mode = .reason(text + String(letter))
        case .clearLine: mode = .reason("")
        case .up, .down, .left, .right, .tab, .delete, .interrupt, .end: break
        }
        return nil
    }

    mutating func pointing(
        _ key: Key, _ name: FieldName, _ old: WordPointer, _ review: ReviewSession
    ) -> Wish? {
        var pointer = old
        switch key {
        case .up: pointer.moveLine(by: -1)
        case .down: pointer.moveLine(by: 1)
        case .left: pointer.moveWord(by: -1)
        case .right: pointer.moveWord(by: 1)
        case .character(" "): pointer.toggleStretch()
        case .enter:
            if let region = pointer.region { return .answer(.mark(name, region), isSure: false) }
        case .escape:
            ask(.field(name), review)
            return nil
        case .character, .backspace, .tab, .delete, .interrupt, .clearLine, .end: break
        }
        mode = .pointing(name, pointer)
        return nil
    }
}
