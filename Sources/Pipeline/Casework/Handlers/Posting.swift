import Controls
import Domain
import Workflow

/// Makes a bill that was approved ready to be paid, and what follows from that.
enum Posting {
    /// The error by which a process learns that the bill is not what was approved.
    static let changed = "changed"

    static func answer(to file: ErrandFile) throws(HandlerFailure) -> ErrandAnswer {
        let approved: ApprovedInvoice
        do throws(ApprovalShortfall) {
            approved = try ApprovedInvoice.from(question(file)) { person, group in
                file.entitlements.contains(.init(person: person, group: group))
            }
        } catch {
            return try sentBack(file, because: error)
        }
        let payable = try payable(file)
        let names = approved.votes.map(\.person).joined(separator: ", ")
        return ErrandAnswer(effects: [.post(approved, payable)], note: "approved by \(names)")
    }

    /// What changed since people were asked makes them be asked again; what no asking can mend waits for a person.
    private static func sentBack(_ file: ErrandFile, because shortfall: ApprovalShortfall)
        throws(HandlerFailure) -> ErrandAnswer
    {
        switch shortfall {
        case .nobodyAsked, .onePerson, .refused: throw HandlerFailure(shortfall.description)
        case .unreviewed, .held, .missing:
            return ErrandAnswer(
                outcome: ServiceOutcome(
                    set: ["certain": .bool(file.state == .read)], error: changed),
                note: shortfall.description)
        }
    }

    private static func question(_ file: ErrandFile) -> ApprovalQuestion {
        let demanded = (file.variables["approvals"]?.elements ?? []).map { level in
            (level.members?["approvers"]?.elements ?? []).compactMap(\.text)
        }
        let done = file.history.acts.filter { $0.kind == "complete" }
        let votes = done.flatMap { act in
            act.groups.compactMap { group in
                act.approves.map {
                    ApprovalVote(
                        person: act.actor, group: group, approves: $0, basis: act.basis,
                        at: act.at.milliseconds)
                }
            }
        }
        return ApprovalQuestion(
            document: file.stored.document.rawValue, basis: file.basis, demanded: demanded, votes: votes,
            preparers: Set(done.filter { $0.approves == nil }.map(\.actor)), openHolds: file.holds.count,
            isReviewed: file.state == .read)
    }

    private static func payable(_ file: ErrandFile) throws(HandlerFailure) -> Payable {
        let draft = file.draft
        guard let total = draft.amount(.amountDue) ?? draft.amount(.grandTotal),
            let currency = draft.text(.currency), let number = draft.text(.invoiceNumber),
            let vendor = file.vendor?.id
                ?? draft.text(.sellerName).flatMap(VendorName.key(of:)).map({
                    "name:\($0)"
                })
        else { throw HandlerFailure("seller, number, total or currency of the bill are not known") }
        let coding = file.variables.coding
        guard coding.allSatisfy({ !$0.account.isEmpty }) else {
            throw HandlerFailure("not all lines are coded")
        }
        let owed = draft.kind == .creditNote ? -Rational(total).magnitude : Rational(total)
        return Payable(
            vendor: vendor, number: number, total: owed.description, currency: currency,
            due: draft.date(.dueDate)?.description, coding: coding)
    }

    static func paid(_ file: ErrandFile) -> ErrandAnswer {
        let note = file.variables["payment"]?.text ?? ""
        return ErrandAnswer(
            effects: [.paid(note: note)], note: note.isEmpty ? "paid" : note)
    }

    static func cancelled(_ file: ErrandFile) -> ErrandAnswer {
        ErrandAnswer(effects: [.withdraw], note: file.variables["reason"]?.text ?? "no reason was given")
    }
}

extension CaseHistory.Act {
    /// The vote that completing the task was; `nil` where it was none.
    var approves: Bool? {
        guard case .bool(let approves)? = variables["approved"] else { return nil }
        return approves
    }
}
