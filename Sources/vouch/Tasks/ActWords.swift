import Domain
import Pipeline
import Workflow

/// What people did in a case, in words.
struct ActWords {
    let directory: Directory

    /// `Ada Lind for Bea Mohn approved`.
    func sentence(of act: CaseHistory.Act) -> String {
        let name = directory.fullName(of: act.actor)
        let verb: String =
            switch (act.kind, act.variables["approved"]) {
            case ("complete", .bool(true)?): "approved"
            case ("complete", .bool(false)?): "rejected"
            case ("complete", _): Self.deed(act)
            case ("claim", _): "took it"
            case ("release", _): "laid it down"
            case ("delegate", _):
                "handed it to \(directory.fullName(of: act.variables["to"]?.plain ?? ""))"
            case ("resolve", _): "gave it back"
            case ("comment", _): "said: \(act.variables["comment"]?.plain ?? "")"
            default: act.kind
            }
        let said = ["reason", "comment"].compactMap { act.variables[$0]?.plain }.filter { !$0.isEmpty }
        let words = act.kind == "complete" ? said.map { ": “\($0)”" }.joined() : ""
        let behind =
            act.principals.isEmpty
            ? "" : " for \(act.principals.map(directory.fullName(of:)).joined(separator: ", "))"
        return "\(name)\(behind) \(verb)\(words)"
    }

    /// What completing a task that is no approval was.
    private static func deed(_ act: CaseHistory.Act) -> String {
        switch (act.duty, act.variables["outcome"]?.plain) {
        case (_, "rejected"?): "rejected it"
        case (_, "dispute"?): "asked the vendor"
        case ("coding"?, _): "coded it"
        case ("entry"?, _): "looked it through"
        case ("release"?, _): "released the hold"
        default: "did “\(act.element)”"
        }
    }
}
