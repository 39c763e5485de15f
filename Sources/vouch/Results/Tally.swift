import Domain
import Pipeline

/// What a run over documents came to, in numbers.
struct Tally: Hashable, Sendable {
    /// How many documents there were.
    private(set) var documents = 0
    /// How many are in each state, by its name.
    private(set) var states: [String: Int] = [:]
    /// How many are of each kind.
    private(set) var kinds: [DocumentKind: Int] = [:]
    /// The sum of the totals of invoices, credit notes and receipts that need nobody, by currency.
    private(set) var amounts: [Currency: FixedDecimal] = [:]
    /// How many need a person or were not read.
    private(set) var troubled = 0

    /// Counts a report.
    mutating func count(_ report: DocumentReport) {
        count(
            report.state, kind: report.draft?.kind, total: report.draft?.amount(.grandTotal),
            in: report.draft?.currency)
    }

    /// Counts a document.
    mutating func count(
        _ state: DocumentState, kind: DocumentKind?, total: FixedDecimal?, in currency: Currency?
    ) {
        documents += 1
        states[state.name, default: 0] += 1
        troubled += state.needsPerson ? 1 : 0
        guard let kind else { return }
        kinds[kind, default: 0] += 1
        guard state == .read, let total, let currency, [.invoice, .receipt, .creditNote].contains(kind) else {
            return
        }
        let signed = kind == .creditNote ? FixedDecimal.zero.subtracting(total.magnitude) : total
        amounts[currency] = signed.flatMap { (amounts[currency] ?? .zero).adding($0) } ?? amounts[currency]
    }

    /// One line: `2,000 documents: 1,830 read, 150 needs-review, 20 rejected`.
    func sentence() -> StyledText {
        let counts = DocumentState.names.compactMap { name in
            states[name].map { "\($0.grouped) \(name)" }
        }
        return StyledText("\(documents.counted("document")): ", .quiet)
            + StyledText(counts.joined(separator: ", "))
    }

    /// One line: `2,000 documents in 17 s (118/s): 1,830 read, 150 need a person, 20 refused`.
    func sentence(after duration: Duration) -> StyledText {
        let pace = Double(documents) / max(0.001, duration.inSeconds)
        let speed = documents > 1 ? " (\(ProgressEstimate.paceText(pace)))" : ""
        return StyledText("in \(duration.spelled)\(speed), ", .quiet) + sentence()
    }
}

extension InvoiceDraft {
    /// The currency of the document, where it was read.
    var currency: Currency? {
        guard case .currency(let currency)? = fields[.currency]?.value else { return nil }
        return currency
    }
}
