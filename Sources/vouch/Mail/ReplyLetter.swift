import Domain
import Exchange
import Pipeline

/// The mail that tells somebody what became of their answer.
struct ReplyLetter {
    let receipt: ReplyReceipt
    let act: ReplyAct?
    let directory: Directory

    /// The letter to whose code it was, at the address on record; `nil` where the code is none of ours.
    ///
    /// It never goes to the address the answer says it is from.
    func letter(digest: String, at: Timestamp) -> Letter? {
        guard let about = receipt.about, let person = directory.person(called: about.person) else {
            return nil
        }
        let bill = BillWords(facts: about.facts, document: about.document).phrase
        // A mail that is refused may count when it is given again: that is another letter.
        let (name, subject, sentence): (String, String, String) =
            switch receipt.verdict {
            case .done, .doneBefore:
                (
                    "reply-\(digest.prefix(24))",
                    "\((act?.pastTense ?? "done").capitalisedFirst): \(bill)",
                    "you have \(act?.pastTense ?? "answered") \(bill)."
                )
            case .refused(let why):
                (
                    "reply-\(digest.prefix(24))-not", "Not done: \(bill)",
                    "your answer does not count. \(SafeText(why).text)"
                )
            }
        let body = """
            \(person.fullName),

            \(sentence)

            At a terminal: vouch status \(about.document)
            """
        return Letter(
            name: name, address: person.email, subject: subject, body: body + "\n", at: at)
    }
}
