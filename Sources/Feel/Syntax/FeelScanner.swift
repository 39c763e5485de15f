/// Goes through the characters of an expression.
struct FeelScanner {
    let scalars: [Unicode.Scalar]
    var at = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The character here, or some places on.
    func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        at + offset < scalars.count ? scalars[at + offset] : nil
    }

    /// Passes white space and comments.
    mutating func skipSpace() {
        while let scalar = peek() {
            if scalar.isFeelSpace {
                at += 1
            } else if scalar == "/", peek(1) == "/" {
                while let next = peek(), next != "\n", next != "\r" { at += 1 }
            } else if scalar == "/", peek(1) == "*" {
                at += 2
                while at < scalars.count, !(peek() == "*" && peek(1) == "/") { at += 1 }
                at = min(at + 2, scalars.count)
            } else {
                return
            }
        }
    }

    /// Takes the sign, after white space, where it stands here.
    mutating func take(_ sign: String) -> Bool {
        skipSpace()
        guard follows(sign) else { return false }
        at += sign.unicodeScalars.count
        return true
    }

    /// Whether the characters stand right here.
    func follows(_ sign: String) -> Bool {
        var place = at
        for scalar in sign.unicodeScalars {
            guard place < scalars.count, scalars[place] == scalar else { return false }
            place += 1
        }
        return true
    }

    /// Takes the keyword, after white space, where it stands here as a whole word.
    mutating func takeWord(_ word: String) -> Bool {
        skipSpace()
        guard followsWord(word) else { return false }
        at += word.unicodeScalars.count
        return true
    }

    /// Whether the word stands right here and ends there.
    func followsWord(_ word: String) -> Bool {
        guard follows(word) else { return false }
        let end = at + word.unicodeScalars.count
        return end == scalars.count || !scalars[end].isNamePart
    }

    /// The word or sign of a name that comes next, after white space.
    mutating func namePart() -> String? {
        while let scalar = peek(), scalar.isFeelSpace { at += 1 }
        guard let scalar = peek() else { return nil }
        if scalar.isNamePart { return word() }
        at += 1
        return String(scalar)
    }

    /// The run of name characters that stands here; empty for none.
    mutating func word() -> String {
        let start = at
        while let scalar = peek(), scalar.isNamePart { at += 1 }
        return text(from: start)
    }

    /// What was passed since a place.
    func text(from start: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<at])
        return String(view)
    }

    /// Takes the first of the names that stands here, where its end is the end of a word.
    mutating func take(_ patterns: [FeelNames.Pattern]) -> FeelNames.Pattern? {
        for pattern in patterns {
            var probe = self
            if pattern.parts.allSatisfy({ probe.namePart() == $0 }) {
                self = probe
                return pattern
            }
        }
        return nil
    }
}
