import Domain
import Pipeline

/// Somebody a letter about a task goes to.
struct LetterRecipient: Hashable {
    /// By what the letter is named: the person, else the role.
    let name: String
    /// Who it is; `nil` for a role without people.
    let person: Person?
    /// Where it goes; `nil` where nobody knows.
    let address: String?
    /// Whether they may do the task as things are.
    let mayAct: Bool
    /// Whether they are only to know of it: whose people it waits for.
    var isInformed = false

    /// Whom a notice about a task is for: those it names who may do it, and who stands in for them; all it names where
    /// nobody may; a role's address where the role has no people.
    ///
    /// Of what waits too long their managers are told.
    static func all(
        of notice: CaseNotice, _ file: TaskFile, _ directory: Directory, _ addresses: [String: String],
        on day: CalendarDate
    ) -> [LetterRecipient] {
        let assignee = file.task.assignee.map { directory.person(called: $0)?.name ?? $0 }
        let standIns = assignee.flatMap(directory.person(called:)).map {
            directory.substitutes(for: $0, on: day)
        }
        let could = assignee.map { Set([$0] + (standIns ?? []).map(\.name)) } ?? Set(file.whoCould)
        var (people, roles): ([Person], [String]) = ([], [])
        for recipient in notice.recipients {
            let named =
                directory.person(called: recipient).map { [$0] }
                ?? directory.members(of: [TaskCandidate(recipient)])
            people += named + named.flatMap { directory.substitutes(for: $0, on: day) }
            if named.isEmpty { roles.append(recipient) }
        }
        let able = people.filter { could.contains($0.name) }
        var seen: Set<String> = []
        let told = (able.isEmpty ? people : able).filter { seen.insert($0.name).inserted }
        let managers = notice.kind == .escalation ? told.compactMap { directory.managers(of: $0).first } : []
        return told.map {
            LetterRecipient(name: $0.name, person: $0, address: $0.email, mayAct: could.contains($0.name))
        }
            + managers.filter { $0.isActive && seen.insert($0.name).inserted }.map {
                LetterRecipient(name: $0.name, person: $0, address: $0.email, mayAct: false, isInformed: true)
            }
            + roles.filter { seen.insert($0).inserted }.map {
                LetterRecipient(name: $0, person: nil, address: addresses[$0], mayAct: false)
            }
    }

    /// What a letter is called: the same for the same notice and person, and never a path.
    static func name(of notice: CaseNotice, for recipient: String) -> String {
        let safe = recipient.unicodeScalars.map {
            $0.isASCII && $0.properties.isAlphabetic ? String($0) : "\($0.value)"
        }
        return "case-\(notice.id)-\(safe.joined())"
    }
}
