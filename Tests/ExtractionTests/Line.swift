import Domain

/// Sets words on a line at a pitch of 5 points, one space between them; two spaces make a column gap.
func line(_ text: String, top: Double = 100) -> [Word] {
    var words: [Word] = []
    var x = 0.0
    for part in text.split(separator: " ", omittingEmptySubsequences: false) {
        guard !part.isEmpty else {
            x += 30
            continue
        }
        let width = Double(part.count) * 5
        words.append(
            Word(text: String(part), box: Box(left: x, top: top, right: x + width, bottom: top + 10)))
        x += width + 3
    }
    return words
}
