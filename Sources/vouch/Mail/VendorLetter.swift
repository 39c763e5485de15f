import Domain
import Exchange
import Pipeline

/// The mail to a vendor: a question about what holds its bill, or why the bill goes back.
struct VendorLetter {
    let notice: CaseNotice
    let bill: BillWords
    /// The vendor on record.
    let vendor: Domain.Vendor?
    /// Who decided that the vendor is written to.
    let writer: Person?

    /// The letter: to the vendor where its address is on record, else to whoever is to send it on.
    ///
    /// An address that is merely printed on the bill is not used: whoever forges a bill prints their own.
    func letter(_ name: String, roleAddress: String?) -> Letter {
        guard let address = vendor?.email else { return letterOn(name, roleAddress) }
        return Letter(
            name: name, address: address, subject: SafeText(notice.subject).text, body: text, at: notice.at)
    }

    /// What the vendor is to read.
    private var text: String {
        let (opening, closing) =
            notice.kind == .refusal
            ? ("we do not pay \(bill.yours), because:", "Please send a corrected bill.")
            : (
                "we have a question about \(bill.yours):",
                "Please answer this mail. Until then the bill waits."
            )
        let words = notice.body.split(separator: "\n").map { "  \(SafeText(String($0)).text)" }
        return "Good day,\n\n\(opening)\n\n\(words.joined(separator: "\n"))\n\n\(closing)\n"
    }

    private func letterOn(_ name: String, _ roleAddress: String?) -> Letter {
        let who = vendor.map { "vendor \($0.id), \($0.name)," } ?? "the vendor"
        let greeting = writer.map { "\($0.fullName),\n\n" } ?? ""
        let body = """
            \(greeting)this is for \(SafeText(who).text) and there is no mail address of theirs on record.
            Please send it on. With an e-mail column in the file of vendors
            (vouch import vendors) the next one goes out by itself.

            ----

            \(text)
            ----

            vouch status \(notice.document)
            """
        return Letter(
            name: name, address: writer?.email ?? roleAddress,
            subject: "To be sent on: \(SafeText(notice.subject).text)", body: body + "\n", at: notice.at)
    }
}
