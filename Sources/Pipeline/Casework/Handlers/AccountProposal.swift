import Domain
import Workflow

/// Proposes how a bill is coded: as the same thing of the vendor was before, else as most of its bills were.
enum AccountProposal {
    static func answer(to file: ErrandFile) -> ErrandAnswer {
        let coding = coding(of: file.draft, known: file.variables.coding, before: file.codings)
        let count = coding.count { !$0.account.isEmpty }
        return ErrandAnswer(
            outcome: ServiceOutcome(set: ["coding": .list(coding.map(\.variable))]),
            note: "\(count) of \(coding.count) lines coded as before")
    }

    /// The coding of a draft; what was coded in this case already stays, should its lines be the same.
    static func coding(of draft: InvoiceDraft, known: [CodedLine], before: [CodedLine]) -> [CodedLine] {
        let usual = usual(before)
        return subjects(of: draft).enumerated().map { place, subject in
            let line = draft.lines.isEmpty ? 0 : place + 1
            if let kept = known.first(where: {
                $0.line == line && $0.subject == subject && !$0.account.isEmpty
            }) {
                return kept
            }
            let same = before.first { key($0.subject) == key(subject) && !$0.account.isEmpty } ?? usual
            return CodedLine(
                line: line, subject: subject, account: same?.account ?? "", costCentre: same?.costCentre ?? ""
            )
        }
    }

    /// What each line is about; of a bill without lines, the bill.
    private static func subjects(of draft: InvoiceDraft) -> [String] {
        guard !draft.lines.isEmpty else { return [draft.text(.sellerName) ?? ""] }
        return draft.lines.map { line in
            guard let number = line.articleNumber, !number.isEmpty else { return line.description }
            return number
        }
    }

    /// The coding most lines had, the newest of several.
    private static func usual(_ before: [CodedLine]) -> CodedLine? {
        var counts: [[String]: Int] = [:]
        for line in before where !line.account.isEmpty {
            counts[[line.account, line.costCentre], default: 0] += 1
        }
        let most = counts.values.max() ?? 0
        return before.first { counts[[$0.account, $0.costCentre]] == most && !$0.account.isEmpty }
    }

    private static func key(_ subject: String) -> String {
        String(subject.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
