import Domain

/// People as lines.
struct PeopleScreen {
    let directory: Directory
    let day: CalendarDate

    /// All people, a line each.
    var list: [StyledText] {
        let table = directory.people.map { person in
            [
                person.name, person.fullName, person.roles.sorted().joined(separator: ", "),
                person.departments.sorted().joined(separator: ", "), Self.limit(of: person), note(on: person),
            ]
        }
        let widths = (0..<5).map { column in table.map { $0[column].displayWidth }.max() ?? 0 }
        return zip(directory.people, table).map { person, cells in
            let padded = zip(cells, widths + [0]).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.displayWidth))
            }
            let name = StyledText(padded[0], person.isActive ? .strong : .quiet)
            return name + StyledText("  " + padded.dropFirst().dropLast().joined(separator: "  "))
                + StyledText("  " + (padded.last ?? ""), .quiet)
        }
    }

    /// One person in full.
    func lines(of person: Person) -> [StyledText] {
        var facts: [(String, String)] = [
            ("Mail", person.email ?? "–"),
            ("Roles", person.roles.isEmpty ? "–" : person.roles.sorted().joined(separator: ", ")),
            (
                "Departments",
                person.departments.isEmpty ? "all" : person.departments.sorted().joined(separator: ", ")
            ),
            ("May approve", Self.limit(of: person)),
        ]
        let managers = directory.managers(of: person).map(\.fullName)
        facts.append(("Reports to", managers.isEmpty ? "–" : managers.joined(separator: ", who reports to ")))
        let reports = directory.people.filter { $0.manager == person.name }.map(\.fullName)
        if !reports.isEmpty { facts.append(("Report to them", reports.joined(separator: ", "))) }
        for substitution in person.substitutions {
            let now = substitution.contains(day) ? ", now" : ""
            facts.append(
                (
                    "Stood in for by",
                    "\(directory.fullName(of: substitution.person)), \(substitution.from) – \(substitution.through)\(now)"
                ))
        }
        for principal in directory.principals(of: person, on: day) {
            facts.append(("Stands in for", "\(principal.fullName), up to \(Self.limit(of: principal))"))
        }
        let title = StyledText(person.fullName, .strong) + StyledText("  \(person.name)", .quiet)
        let left = person.isActive ? [] : [StyledText("  Does not work here any more.", .doubtful)]
        return [title] + left
            + facts.map { name, value in
                StyledText(
                    "  " + name + String(repeating: " ", count: max(1, 17 - name.displayWidth)), .quiet)
                    + StyledText(SafeText(value).text)
            }
    }

    private func note(on person: Person) -> String {
        guard person.isActive else { return "has left" }
        let names = directory.substitutes(for: person, on: day).map(\.name)
        return names.isEmpty ? "" : "stood in for by \(names.joined(separator: ", "))"
    }

    /// `nothing`, `up to 5000.00 EUR`, `without limit`.
    static func limit(of person: Person) -> String {
        switch person.limit {
        case .nothing: "nothing"
        case .unlimited: "without limit"
        case .upTo(let money): "up to \(money.decimal) \(money.currency.rawValue)"
        }
    }
}
