import Domain
import Reviewing

/// A value that is being typed, with what it may become.
extension ReviewScreen {
    /// The value with the rest of the likeliest completion dimmed behind the cursor, and all completions below.
    func typing(_ typing: ReviewDialog.Typing, _ review: ReviewSession) -> [StyledText] {
        let offers = review.completions(of: typing.text, for: typing.field)
        let list = offers.enumerated().map { index, offer in
            StyledText(index == typing.choice ? " ▸ " : "   ", .accent) + StyledText(offer.raw)
                + StyledText(offer.raw == offer.value.canonical ? "" : "  \(offer.value.onOneLine)", .quiet)
                + StyledText(offer.note.isEmpty ? "" : "  \(offer.note)", .quiet)
        }
        let likeliest = typing.choice ?? 0
        let ghost =
            offers.indices.contains(likeliest)
            ? Self.rest(of: offers[likeliest].raw, behind: typing.text) : ""
        var title = StyledText(" \(typing.field.label)", .quiet)
        if review.isEntry, let place = EntryForm.fields.firstIndex(of: typing.field) {
            title += StyledText("  \(place + 1) of \(EntryForm.fields.count)", .quiet)
        }
        let keys =
            review.isEntry
            ? keys("Enter keep", "Enter alone: not there", "Tab complete", "↑ back", "Esc the whole")
            : keys("Enter keep", "Tab complete", "→ take and go on", "Esc back")
        let form = review.isEntry ? [""] + keyed(review, besides: typing.field) : []
        return [title, cursor(typing.text) + StyledText(ghost, .quiet)] + list + [keys] + form
    }

    /// What a completion adds to a beginning; nothing where the beginning is spelt otherwise.
    static func rest(of completion: String, behind beginning: String) -> String {
        guard completion.lowercased().hasPrefix(beginning.lowercased()) else { return "" }
        return String(completion.dropFirst(beginning.count))
    }

    /// What was keyed in so far.
    private func keyed(_ review: ReviewSession, besides current: FieldName) -> [StyledText] {
        EntryForm.fields.compactMap { name in
            guard name != current, let field = review.draft.fields[name] else { return nil }
            return StyledText("   \(name.label.padding(toColumns: 20))", .quiet)
                + StyledText(field.value.onOneLine)
        }
    }
}
