import Domain
import Pipeline
import Workflow

/// Tasks as lines.
struct TaskScreen {
    let directory: Directory
    let now: Timestamp

    /// Tasks, a line each.
    func list(_ files: [TaskFile]) -> [StyledText] {
        let rows = files.map { file in
            [
                file.task.subject, file.task.title, file.subject, file.seller, file.amount,
                whom(file.task),
                age(of: file.task),
            ]
        }
        let widths = (0..<7).map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
        let limits = [8, 24, 16, 24, 16, 28, 12]
        return rows.map { cells in
            var line: StyledText = ""
            for (column, cell) in cells.enumerated() {
                let width = min(widths[column], limits[column])
                let style: Style = column == 0 ? .strong : column > 4 ? .quiet : .plain
                let isNumber = column == 0 || column == 4
                line +=
                    StyledText(cell, style).truncated(to: width).padded(to: width, isNumber ? .right : .left)
                    + "  "
            }
            return line
        }
    }

    /// One task in full: what it is about, what was done, who may do it.
    func lines(of file: TaskFile) -> [StyledText] {
        var facts: [(String, String)] = [
            ("Document", file.task.subject), ("Seller", file.seller), ("Amount", file.amount),
            ("Due", file.variables["dueDate"]?.plain ?? ""),
            ("Department", file.variables["department"]?.plain ?? ""),
            ("With", file.task.assignee == nil ? "nobody yet" : whom(file.task)),
            ("Since", age(of: file.task)), ("May do it", people(file.whoCould)),
            ("Content", String(file.basis.prefix(12))),
        ]
        if let hold = file.variables["hold"]?.members?["sentence"]?.plain { facts.append(("Hold", hold)) }
        let title =
            StyledText(file.task.title, .strong)
            + StyledText("  \(file.subject)  task \(file.task.id)", .quiet)
        let known = facts.filter { !$0.1.isEmpty }.map { name, value in
            StyledText("  " + name.padding(toColumns: 12), .quiet) + StyledText(value)
        }
        let coding = coding(file.variables.coding)
        let acts = file.history.acts.map { act in
            StyledText("  " + (act.at.day?.description ?? "").padding(toColumns: 12), .quiet)
                + StyledText(ActWords(directory: directory).sentence(of: act))
        }
        return [title] + known + coding + acts + [next(file)]
    }

    /// `Approve, by Petra Nagel or Jonas Wirth`: what comes next, and who could do it.
    func invitation(to file: TaskFile) -> String {
        let names = file.whoCould.prefix(3).map(directory.fullName(of:)).joined(separator: ", ")
        let more = file.whoCould.count > 3 ? " and \(file.whoCould.count - 3) more" : ""
        return "\(file.task.title), by "
            + (names.isEmpty ? "\(whom(file.task)) (nobody could yet)" : names + more)
    }

    /// How lines are booked; of many lines, how many are booked to what.
    private func coding(_ lines: [CodedLine]) -> [StyledText] {
        guard lines.count > 8 else {
            return lines.map { line in
                let name = line.line == 0 ? "Invoice" : "Line \(line.line)"
                return StyledText("  " + name.padding(toColumns: 12), .quiet)
                    + StyledText(line.subject).truncated(to: 40) + StyledText("  \(line.booking)", .accent)
            }
        }
        let counts = Dictionary(grouping: lines, by: \.booking).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { booking, count in
            StyledText("  " + count.counted("line").padding(toColumns: 12), .quiet)
                + StyledText(booking, .accent)
        }
    }

    /// What to type to do it.
    private func next(_ file: TaskFile) -> StyledText {
        let id = file.task.document
        let command: String =
            switch file.task.document.isNone ? nil : file.duty {
            case "approval": "vouch approve \(id)   or: vouch reject \(id) --reason …"
            case "coding": "vouch code \(id)"
            case "entry": "vouch review \(id)"
            case "release":
                "vouch hold release …   or: vouch reject \(id) --reason …, vouch dispute \(id) --reason …"
            case nil where id.isNone: "vouch process complete \(file.task.id)"
            default: "vouch reject \(id) --reason …"
            }
        return StyledText("  \(command)", .accent)
    }

    /// `Ada Lind`, `Ada Lind for Bea Mohn`, or whom it is offered to.
    private func whom(_ task: CaseTask) -> String {
        guard let assignee = task.assignee else {
            let names =
                task.groups.map { TaskCandidate($0).description }
                + task.users.map(directory.fullName(of:))
            return names.isEmpty ? "anybody" : names.joined(separator: ", ")
        }
        let name = directory.fullName(of: assignee)
        return task.owner.map { "\(name) for \(directory.fullName(of: $0))" } ?? name
    }

    private func people(_ names: [String]) -> String {
        let shown = names.prefix(6).map(directory.fullName(of:)).joined(separator: ", ")
        return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
    }

    private func age(of task: CaseTask) -> String {
        let hours = Int(max(0, now.milliseconds - task.created.milliseconds) / 3_600_000)
        return hours < 1 ? "now" : hours < 48 ? hours.counted("hour") : (hours / 24).counted("day")
    }
}

extension CaseTask {
    /// Its name in one line, else its element.
    var title: String {
        let words = name.split { $0.isWhitespace }.joined(separator: " ")
        return words.isEmpty ? element : words
    }
}

extension TaskFile {
    /// The number of the bill, else of the document.
    var subject: String {
        variables["number"]?.plain ?? (task.document.isNone ? "task \(task.id)" : task.subject)
    }
    /// Who sent it.
    var seller: String { variables["seller"]?.plain ?? "" }
    /// `1190.00 EUR`.
    var amount: String {
        guard let total = variables["total"]?.plain else { return "" }
        let decimals = FixedDecimal(canonical: total).flatMap { $0.rescaled(to: 2) }?.description ?? total
        return "\(decimals) \(variables["currency"]?.plain ?? "")"
    }
}

extension CodedLine {
    /// `4930/IT`, or that nothing is known.
    var booking: String {
        account.isEmpty ? "not coded" : costCentre.isEmpty ? account : "\(account)/\(costCentre)"
    }
}

extension Variable {
    /// A single value as text; `nil` for none, lists and contexts.
    var plain: String? {
        switch self {
        case .text(let text), .number(let text), .temporal(_, let text): text
        case .bool(let bool): bool ? "yes" : "no"
        case .null, .list, .context: nil
        }
    }
}
