import Domain
import Reviewing

extension SumRepair {
    /// The repair as an answer.
    func answer(in draft: InvoiceDraft) -> Answer {
        switch place {
        case .field(let name): return .take(name, Question.Offer(value: .amount(new)))
        case .line:
            var mended = draft
            mended[place] = new
            return .lines(mended.lines)
        }
    }
}
