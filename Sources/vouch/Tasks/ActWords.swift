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
            case ("complete", _): "did \(act.element)"
            case ("claim", _): "took \(act.element)"
            case ("release", _): "laid \(act.element) down"
            case ("delegate", _):
                "handed \(act.element) to \(directory.fullName(of: act.variables["to"]?.plain ?? ""))"
            case ("resolve", _): "gave \(act.element) back"
            case ("comment", _): "said: \(act.variables["comment"]?.plain ?? "")"
            default: act.kind
            }
        let behind =
            act.principals.isEmpty
            ? "" : " for \(act.principals.map(directory.fullName(of:)).joined(separator: ", "))"
        return "\(name)\(behind) \(verb)"
    }
}
