import Controls
import Domain
import Workflow

/// Tells a process what it is about, and what the checks find on it.
enum Verifying {
    static func answer(
        to file: ErrandFile, _ accountingCurrency: String, inAccountingCurrency: CaseHandlers.Conversion
    ) -> ErrandAnswer {
        let isReviewed = file.state == .read
        var facts = CaseFacts.variables(
            of: file.draft, document: file.stored.document, isReviewed: isReviewed,
            department: file.defaults.department ?? "")
        let context = file.arrival.day.map { VerificationContext(arrival: $0) }
        let found = context.map { Verification.findings(of: file.draft, in: $0) } ?? file.findings
        facts["findings"] = .list(found.map { .text($0.message) })
        facts["vendor"] = file.vendor.map { .text($0.id) } ?? .null
        facts["category"] = .text(file.vendor?.category ?? "")
        facts["risk"] = .text(risk(of: file.vendor, file.draft))
        facts["amount"] = amount(of: file.draft, inAccountingCurrency)
        facts["accountingCurrency"] = .text(accountingCurrency)
        let count = found.count
        return ErrandAnswer(
            outcome: ServiceOutcome(set: facts),
            note: count == 0 ? "all checks are met" : "\(count) finding\(count == 1 ? "" : "s")")
    }

    /// `normal` for a vendor on record whose account is verified; `high` where something speaks against it, and
    /// `unknown` where nobody knows it.
    static func risk(of vendor: Vendor?, _ draft: InvoiceDraft) -> String {
        guard let vendor else { return "unknown" }
        if vendor.isBlocked { return "high" }
        guard let printed = draft.text(.sellerIBAN) else { return "normal" }
        let account = String(decoding: PlainSpelling.bytes(of: printed), as: UTF8.self)
        return vendor.accounts.contains { $0.number == account && $0.isVerified } ? "normal" : "high"
    }

    /// The total in the accounting currency, to the cent; null where it is not known.
    private static func amount(
        of draft: InvoiceDraft, _ inAccountingCurrency: CaseHandlers.Conversion
    ) -> Variable {
        guard let total = draft.amount(.grandTotal) ?? draft.amount(.amountDue),
            let currency = draft.text(.currency), let amount = inAccountingCurrency(total, currency)
        else { return .null }
        return .decimal(amount.magnitude.rounded(to: 2).description)
    }
}
