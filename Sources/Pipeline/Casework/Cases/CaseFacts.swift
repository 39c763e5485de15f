package import Domain
package import Workflow

/// What a process knows of the document it is about.
package enum CaseFacts {
    /// The facts of a draft, under the names processes and decision tables use.
    ///
    /// `document`, `certain`, `kind`, `seller`, `number`, `issueDate`, `dueDate`, `currency`, `total`, `net`, `order`,
    /// `department`; what was not read is null.
    package static func variables(
        of draft: InvoiceDraft, document: DocumentID, isReviewed: Bool, department: String?
    ) -> [String: Variable] {
        let total = draft.amount(.grandTotal) ?? draft.amount(.amountDue)
        return [
            "document": .number("\(document)"),
            "certain": .bool(isReviewed),
            "kind": .text(draft.kind.rawValue),
            "seller": text(draft.text(.sellerName)),
            "number": text(draft.text(.invoiceNumber)),
            "issueDate": date(draft.date(.issueDate)),
            "dueDate": date(draft.date(.dueDate)),
            "currency": text(draft.text(.currency)),
            "total": number(total),
            "net": number(draft.amount(.netTotal)),
            "order": text(draft.text(.purchaseOrder)),
            "department": text(department),
        ]
    }

    private static func text(_ value: String?) -> Variable { value.map { .text($0) } ?? .null }

    private static func date(_ value: CalendarDate?) -> Variable {
        value.map { .temporal(type: "date", text: $0.description) } ?? .null
    }

    private static func number(_ value: FixedDecimal?) -> Variable {
        value.map { .decimal($0.description) } ?? .null
    }
}

extension [String: Variable] {
    /// How the bill is coded, as far as the process knows.
    package var coding: [CodedLine] {
        (self["coding"]?.elements ?? []).compactMap { line in
            guard let members = line.members else { return nil }
            return CodedLine(
                line: members["line"]?.integer ?? 0, subject: members["subject"]?.text ?? "",
                account: members["account"]?.text ?? "", costCentre: members["costCentre"]?.text ?? "")
        }
    }
}

extension CodedLine {
    /// The coding as processes know it.
    package var variable: Variable {
        .context([
            "line": .integer(line), "subject": .text(subject), "account": .text(account),
            "costCentre": .text(costCentre),
        ])
    }
}
