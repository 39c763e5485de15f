import Domain

/// Finds the rest of a name on the line below it or beside it: `MEGA MAJU` / `(CEMPAKA) SDN BHD`.
struct NameJoining {
    let page: ReadPage
    /// Whether a segment begins with a label and so ends a name.
    let isLabelled: (Int) -> Bool

    /// The name with what belongs to it; `nil` where it is whole as it is.
    func whole(_ name: PartyName) -> PartyName? {
        var whole = name
        var segments = [name.segment]
        var words = name.text.split(separator: " ").map(String.init)
        while segments.count < 4, let last = segments.last, let next = rest(of: words, last) {
            segments.append(next)
            words += page.texts(of: next)
            whole.box = whole.box.union(page.layout.segments[next].box)
        }
        guard segments.count > 1, let text = NameText.name(of: words[...]) else { return nil }
        whole.text = text
        whole.features = [Feature("name.joined")]
        return whole
    }

    private func rest(of words: [String], _ segment: Int) -> Int? {
        if let right = page.layout.right(of: segment), !isLabelled(right) {
            let beside = page.texts(of: right)
            let gap = page.layout.segments[right].box.left - page.layout.segments[segment].box.right
            if gap < 4 * page.layout.segments[segment].box.height, beside.allSatisfy(LegalForms.contains) {
                return right
            }
        }
        let box = page.layout.segments[segment].box
        guard let below = page.layout.below(segment, reach: 1.2 * box.height).first, !isLabelled(below) else {
            return nil
        }
        let other = page.layout.segments[below]
        let isAligned =
            abs(other.box.left - box.left) < 2 * box.height || abs(other.box.midX - box.midX) < 2 * box.height
        let isLike = other.size < 1.5 * page.layout.segments[segment].size
        let ending = page.texts(of: below)
        guard isAligned, isLike, ending.count <= 7, !ending.contains(where: { $0.hasSuffix(":") }) else {
            return nil
        }
        return ends(words, with: ending) || isEmphasised(segment, below, words) ? below : nil
    }

    /// Whether a line is the end of a name: its legal form, or the rest of a parenthesis.
    private func ends(_ first: [String], with words: [String]) -> Bool {
        guard let opening = words.first, words.contains(where: LegalForms.contains) else { return false }
        if words.allSatisfy(LegalForms.contains) { return true }
        let text = first.joined(separator: " ")
        if text.contains("("), !text.contains(")") { return true }
        guard !LegalForms.isIn(first) else { return false }
        return opening.hasPrefix("(") || opening.hasPrefix("&") || LegalForms.contains(opening)
    }

    /// Whether two bold lines, the second with a legal form, stand over one that is not bold.
    private func isEmphasised(_ segment: Int, _ below: Int, _ words: [String]) -> Bool {
        let layout = page.layout
        func isBold(_ segment: Int) -> Bool { layout.words(of: segment).allSatisfy(\.isBold) }
        guard !LegalForms.isIn(words), page.texts(of: below).contains(where: LegalForms.contains),
            isBold(segment), isBold(below),
            let next = layout.below(below, reach: 3 * layout.bodyHeight).first
        else { return false }
        return !isBold(next)
    }
}
