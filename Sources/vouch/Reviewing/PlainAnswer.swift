import Domain
import Reviewing

/// An answer as a line of text: a letter of the keys, a number, `field=value`, or a value.
struct PlainAnswer: Hashable {
    let answer: Answer

    /// What is wrong with a line.
    struct Mistake: Error, Hashable {
        var sentence: String
    }

    /// Understands a line; about the whole document where nothing is asked.
    init(_ line: String, to question: Question?) throws(Mistake) {
        if let answer = try Self.command(line) ?? Self.correction(line) {
            self.answer = answer
            return
        }
        switch question?.subject {
        case nil:
            guard line.isEmpty else { throw Mistake(sentence: Self.hint(on: line)) }
            answer = .confirm
        case .kind: answer = .kind(try Self.kind(line))
        case .finding(let finding):
            guard line.isEmpty else {
                throw Mistake(sentence: "Enter: it is printed so. field=value: correct. u: undo. q: stop.")
            }
            answer = .keep(finding)
        case .field(let name): answer = Self.value(line, for: name, question?.offers ?? [])
        }
    }

    /// What means the same in every state.
    private static func command(_ line: String) throws(Mistake) -> Answer? {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        switch parts.first {
        case "u" where parts.count == 1: return .undo(1)
        case "u": return Int(parts[1]).map(Answer.undo)
        case "x" where parts.count == 2: return .reject(parts[1])
        case "k" where parts.count == 2: return .kind(try kind(parts[1]))
        default: return nil
        }
    }

    /// `field=value`, where there is such a field.
    private static func correction(_ line: String) -> Answer? {
        guard let typed = NamedValue(line),
            let name = FieldName(rawValue: typed.name.map { $0 == "-" ? "_" : $0.lowercased() }.joined())
        else { return nil }
        return typed.value.isEmpty ? .clear(name) : .type(name, typed.value)
    }

    /// What is wrong with a line about the whole document, with the fields that its name is close to.
    private static func hint(on line: String) -> String {
        do {
            if let typed = NamedValue(line) { _ = try Lookup.field(typed.name) }
        } catch let failure as Failure {
            return failure.sentence
        } catch {
            return "\(error)"
        }
        return "Type field=value to correct a value, or ? for the keys."
    }

    private static func value(_ line: String, for name: FieldName, _ offers: [Question.Offer]) -> Answer {
        if line.isEmpty { return .accept(name) }
        if let number = Int(line), offers.indices.contains(number - 1) { return .pick(name, number) }
        switch line {
        case "s": return .skip(name)
        case "d": return .clear(name)
        default: return .type(name, line.hasPrefix("=") ? String(line.dropFirst()) : line)
        }
    }

    private static func kind(_ name: String) throws(Mistake) -> DocumentKind {
        if let kind = DocumentKind(rawValue: name) { return kind }
        let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw Mistake(sentence: "The kinds are \(kinds).")
    }
}
