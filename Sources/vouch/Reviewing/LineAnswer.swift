import Domain
import Foundation
import Reviewing

/// An answer as a program gives it: one JSON object on a line of standard input, see `vouch review --help`.
struct LineAnswer: Decodable {
    /// The answer's own id; given again after a restart, it is not kept twice.
    var id: String?
    /// The field it is about; the one that was asked, when missing.
    var field: String?
    var accept: Bool?
    var pick: Int?
    /// A value as people type it.
    var value: String?
    /// A value as the objects show it, which means one thing only.
    var canonical: String?
    var mark: Mark?
    var clear: Bool?
    var skip: Bool?
    var keep: Bool?
    var kind: String?
    var lines: [Line]?
    var taxes: [Tax]?
    var confirm: Bool?
    var reject: String?
    var undo: Int?
    var back: Bool?
    /// Pages at which documents of their own begin.
    var split: [Int]?
    /// Documents whose pages follow.
    var join: [Int64]?
    /// Puts pages back to where they came from.
    var put_back: Bool?
    /// Takes the seller on record as a vendor, its account to be confirmed.
    var create_vendor: Bool?
    /// Leaves the document as it is and goes to the next.
    var leave: Bool?
    var quit: Bool?
    /// Said again after a doubt.
    var sure: Bool?
    /// How long the person took, and how many keys they pressed, where that is known.
    var seconds: Double?
    var keys: Int?

    /// A rectangle of a page, in points from its top left.
    struct Mark: Decodable {
        var page: Int
        var box: [Double]
    }

    /// A line; numbers as people write them.
    struct Line: Decodable {
        var article: String?
        var description: String?
        var quantity: String?
        var unit: String?
        var unit_price: String?
        var tax_rate: String?
        var line_total: String?
    }

    /// An entry of the tax breakdown; numbers as people write them.
    struct Tax: Decodable {
        var rate: String?
        var base: String?
        var tax: String?
    }

    /// What is wrong with a line of input.
    struct Mistake: Error {
        var sentence: String
    }

    /// Reads a line.
    init(_ line: String) throws(Mistake) {
        do {
            self = try JSONDecoder().decode(LineAnswer.self, from: Data(line.utf8))
        } catch {
            throw Mistake(sentence: "It is no answer in JSON.")
        }
    }

    /// Whether it decides of the whole document.
    var isVerdict: Bool { confirm == true || undo == nil && reject != nil }

    /// What is said, about the field that was asked unless another is named.
    func answer(to question: Question?) throws(Mistake) -> Answer {
        if confirm == true { return .confirm }
        if let undo { return .undo(undo) }
        if let reject { return .reject(reject) }
        if let kind {
            guard let known = DocumentKind(rawValue: kind) else {
                let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Mistake(sentence: "There is no kind \(kind); the kinds are \(kinds).")
            }
            return .kind(known)
        }
        if let lines { return .lines(try sheet(lines)) }
        if let taxes { return .taxes(try taxes.map { tax throws(Mistake) in try entry(tax) }) }
        if keep == true {
            guard case .finding(let finding)? = question?.subject else {
                throw Mistake(sentence: "Only what a rule found can be let stand.")
            }
            return .keep(finding)
        }
        return try answer(about: try name(asked: question))
    }

    private func answer(about name: FieldName) throws(Mistake) -> Answer {
        if let value { return .type(name, value) }
        if let canonical {
            guard let value = TypedValue.canonical(canonical, for: name) else {
                throw Mistake(sentence: "\(canonical) is no value of \(name.rawValue) in its canonical form.")
            }
            return .take(name, Question.Offer(value: value))
        }
        if let pick { return .pick(name, pick) }
        if let mark {
            guard mark.box.count == 4 else { throw Mistake(sentence: "A box has left, top, right, bottom.") }
            let box = Box(left: mark.box[0], top: mark.box[1], right: mark.box[2], bottom: mark.box[3])
            return .mark(name, Region(page: mark.page, box: box))
        }
        if clear == true { return .clear(name) }
        if skip == true { return .skip(name) }
        if accept == true { return .accept(name) }
        throw Mistake(
            sentence:
                "It answers nothing: accept, pick, value, canonical, mark, clear, skip, keep, kind, lines, taxes, "
                + "confirm, reject, undo, back, split, join, put_back, create_vendor, leave or quit.")
    }

    private func name(asked question: Question?) throws(Mistake) -> FieldName {
        if let field {
            guard let name = FieldName(rawValue: field) else {
                throw Mistake(sentence: "There is no field \(field).")
            }
            return name
        }
        guard case .field(let name)? = question?.subject else {
            throw Mistake(sentence: "No field was asked about; name one.")
        }
        return name
    }

    private func sheet(_ lines: [Line]) throws(Mistake) -> [DraftLine] {
        var sheet: [DraftLine] = []
        for line in lines {
            sheet.append(
                DraftLine(
                    articleNumber: line.article, description: line.description ?? "",
                    quantity: try number(line.quantity), unit: line.unit,
                    unitPrice: try number(line.unit_price), taxRate: try number(line.tax_rate),
                    lineTotal: try number(line.line_total), confidence: 1, source: .person))
        }
        return sheet
    }

    private func entry(_ tax: Tax) throws(Mistake) -> DraftTax {
        DraftTax(
            rate: try number(tax.rate), base: try number(tax.base), tax: try number(tax.tax), source: .person)
    }

    private func number(_ text: String?) throws(Mistake) -> FixedDecimal? {
        guard let text, !text.isEmpty else { return nil }
        guard let number = FixedDecimal(canonical: text) ?? TypedValue.number(text) else {
            throw Mistake(sentence: "\(text) is no number.")
        }
        return number
    }
}
