import Domain
import Pipeline
import Workflow

/// A bill in a few words, from what a process knows of it.
struct BillWords {
    let facts: [String: Variable]
    /// What it is known by here: `#17`, `case 5` where it is about no document.
    let subject: String

    init(facts: [String: Variable], subject: String) {
        self.facts = facts
        self.subject = subject
    }

    init(facts: [String: Variable], document: DocumentID) {
        self.init(facts: facts, subject: "#\(document)")
    }

    /// The vendor's number of it, else ours.
    var number: String { facts["number"]?.plain ?? subject }

    /// `8522.30 EUR`; empty where nobody knows.
    var amount: String {
        guard let total = facts["total"]?.plain else { return "" }
        let decimals = FixedDecimal(canonical: total).flatMap { $0.rescaled(to: 2) }?.description ?? total
        return [decimals, facts["currency"]?.plain].compactMap(\.self).joined(separator: " ")
    }

    /// `your invoice RE-17 over 1190.00 EUR`, to whoever sent it.
    var yours: String {
        SafeText("your \(kind) \(number)" + (amount.isEmpty ? "" : " over \(amount)")).text
    }

    private var kind: String { facts["kind"]?.plain == "credit_note" ? "credit note" : "invoice" }

    /// `invoice RE-17 of Nordwind, 1190.00 EUR`; nothing in it can pass for the code of a mail.
    var phrase: String {
        guard facts["number"]?.plain != nil || subject.hasPrefix("#") else { return subject }
        let seller = facts["seller"]?.plain.map { " of \($0)" } ?? ""
        let text = "\(kind) \(number)\(seller)" + (amount.isEmpty ? "" : ", \(amount)")
        return Self.codeless(text)
    }

    /// A text that cannot pass for the code of a mail, nor hold one.
    static func codeless(_ text: String) -> String {
        SafeText(text).text.replacing("[", with: "(").replacing("]", with: ")")
    }
}
