import Controls
import Domain
import Pipeline

/// What matching a bill came to, as a clerk reads it: line by line against the order, and what is in the way.
struct MatchScreen: Sendable {
    /// Columns of the terminal.
    var width: Int
    /// Whether it says by which rule, for whom and until when everything is held.
    var isExplained = false

    /// The lines of the screen.
    func lines(of outcome: MatchOutcome) -> [StyledText] {
        let verdict = outcome.verdict
        var lines = [title(of: outcome), StyledText(String(repeating: "─", count: width), .quiet)]
        let policy = verdict.scenario?.policy
        var shown: Set<Int64> = []
        if let statement = verdict.statement {
            let table = table(of: statement, outcome).lines(width: width)
            lines.append(table[0])
            for (row, line) in zip(statement.rows, table.dropFirst()) {
                lines.append(line)
                for hold in outcome.holds where hold.hold.concerns(row) && shown.insert(hold.id).inserted {
                    lines += self.lines(of: hold, indent: 4, policy)
                }
            }
            lines.append("")
        }
        for hold in outcome.holds where !shown.contains(hold.id) {
            lines += self.lines(of: hold, indent: 1, policy)
        }
        return (lines + end(of: outcome)).map { $0.truncated(to: width) }
    }

    private func title(of outcome: MatchOutcome) -> StyledText {
        let draft = outcome.verdict.file.draft
        let name = draft.text(.invoiceNumber) ?? "#\(outcome.verdict.file.document)"
        let seller = outcome.verdict.vendor.map { "\($0.name) (\($0.id))" } ?? draft.text(.sellerName) ?? ""
        let state = outcome.isPosted ? StyledText("matched", .good) : StyledText("held", .bad)
        return StyledText(name, .strong) + StyledText("  \(seller.onOneLine)  ") + state
    }

    private func table(of statement: MatchStatement, _ outcome: MatchOutcome) -> TextTable {
        var table = TextTable(
            columns: [
                .init(title: "#", alignment: .right), .init(title: ""), .init(title: "Billed", minimum: 10),
                .init(title: "Order line", minimum: 10, isCutInMiddle: true),
                .init(title: "Ordered", alignment: .right, hasAlignedPoints: true),
                .init(title: "Received", alignment: .right, hasAlignedPoints: true),
                .init(title: "Before", alignment: .right, hasAlignedPoints: true),
                .init(title: "Now", alignment: .right, hasAlignedPoints: true),
                .init(title: "Left", alignment: .right, hasAlignedPoints: true),
                .init(title: "Unit", priority: 1),
                .init(title: "Price", alignment: .right, hasAlignedPoints: true),
                .init(title: "Ordered at", alignment: .right, priority: 2, hasAlignedPoints: true),
            ], indent: 1)
        let lines = outcome.verdict.file.draft.lines
        table.rows = statement.rows.map { row in
            let place = outcome.verdict.linePlaces[row.line]
            let text =
                place.flatMap { lines.indices.contains($0) ? lines[$0].description.onOneLine : nil } ?? ""
            let isHeld = outcome.open.contains { $0.hold.concerns(row) } || row.order == nil
            func number(_ value: Rational?) -> StyledText { StyledText(value?.shown ?? "–") }
            return [
                StyledText(row.line, .quiet), isHeld ? StyledText("✗", .bad) : StyledText("✓", .good),
                StyledText(text), StyledText(row.order?.id.description ?? "none"),
                row.order.map { number($0.ordered) } ?? "", row.order.map { number($0.received) } ?? "",
                row.order.map { number($0.billedBefore) } ?? "", number(row.billedNow),
                row.order.map { number($0.left) } ?? "", StyledText(row.order?.unit ?? ""),
                number(row.price.map { $0.rounded(to: 4) }),
                row.order.map { number($0.price.rounded(to: 4)) } ?? "",
            ]
        }
        return table
    }

    private func lines(of hold: StoredHold, indent: Int, _ policy: MatchPolicy?) -> [StyledText] {
        let isOpen = hold.state == .open
        var lines: [StyledText] = []
        func put(_ text: String, _ style: Style, sign: StyledText = "  ") {
            let room = max(20, width - indent - 2)
            for (place, part) in text.onOneLine.wrapped(toWidth: room).enumerated() {
                let margin = StyledText(String(repeating: " ", count: indent))
                lines.append(margin + (place == 0 ? sign : "  ") + StyledText(part, style))
            }
        }
        put(
            "\(hold.hold.complaint.capitalisedFirst). [hold \(hold.id), \(hold.hold.owner.label)]",
            isOpen ? .plain : .quiet, sign: isOpen ? StyledText("✗ ", .bad) : StyledText("✓ ", .good))
        switch hold.state {
        case .open: put("\(hold.hold.remedy.capitalisedFirst).", .accent)
        case .released(let actor, let reason): put("Released by \(actor): \(reason)", .quiet)
        case .dropped(let why): put("Gone: \(why)", .quiet)
        }
        if hold.discountDaysLost > 0 {
            put("\(hold.discountDaysLost.counted("day")) of discount went by meanwhile.", .quiet)
        }
        for consent in hold.consents where isOpen {
            put("\(consent.actor) has agreed: \(consent.reason); a second person has to.", .quiet)
        }
        if isExplained { put(hold.hold.explanation(by: policy), .quiet) }
        return lines
    }

    private func end(of outcome: MatchOutcome) -> [StyledText] {
        let verdict = outcome.verdict
        var lines: [StyledText] = []
        if isExplained, case .found(let vendor, let sign) = verdict.file.vendor {
            lines.append(StyledText(" Vendor \(vendor.id) is known by its \(sign.rawValue).", .quiet))
        }
        if isExplained, let policy = verdict.scenario?.policy {
            let rows = policy.tolerances.map(\.spelled).joined(separator: "; ")
            let said = "Compared \(policy.level.rawValue). Tolerances: \(rows.isEmpty ? "none" : rows)."
            lines += said.wrapped(toWidth: max(20, width - 1)).map { StyledText(" " + $0, .quiet) }
        }
        if isExplained { lines += agreements(of: verdict) }
        let ahead = verdict.prepaymentsUsed.values.reduce(.zero, +)
        if ahead.isPositive {
            let money = ahead.money(in: verdict.file.draft.text(.currency))
            lines.append(StyledText(" \(money) was paid ahead and is taken off."))
        }
        let payable = verdict.result.payable.money(in: verdict.file.draft.text(.currency))
        lines.append(
            outcome.isPosted
                ? StyledText(" ✓ ", .good) + StyledText("In order; \(payable) is payable.")
                : StyledText(" ✗ ", .bad)
                    + StyledText("\(outcome.open.count.counted("hold")); \(payable) waits."))
        return lines
    }
}

extension MatchScreen {
    /// The contract it is billed under, and where its cost goes.
    private func agreements(of verdict: MatchVerdict) -> [StyledText] {
        var lines: [StyledText] = []
        if let contract = verdict.file.contract {
            let currency = contract.currency.rawValue
            let limit = contract.valueLimit.map { " of \($0.money(in: currency))" } ?? ""
            let before = verdict.file.billedUnderContract.money(in: currency)
            lines.append(
                StyledText(" Under contract \(contract.id): \(before)\(limit) billed before.", .quiet))
        }
        let ordered = verdict.file.orders.flatMap { order in
            order.lines.map { (OrderLineID(order: order.id, line: $0.id), $0) }
        }
        var booked: [(codes: String, lines: [String])] = []
        for row in verdict.statement?.rows ?? [] {
            guard let line = ordered.first(where: { $0.0 == row.order?.id })?.1 else { continue }
            let codes = [line.account.map { "account \($0)" }, line.costCentre.map { "cost centre \($0)" }]
            let named = codes.compactMap(\.self).joined(separator: ", ")
            guard !named.isEmpty else { continue }
            if let place = booked.firstIndex(where: { $0.codes == named }) {
                booked[place].lines.append(row.line)
            } else {
                booked.append((named, [row.line]))
            }
        }
        for (codes, names) in booked {
            let said = "\(names.lineNames) to \(codes)."
            lines += said.wrapped(toWidth: max(20, width - 1)).map { StyledText(" " + $0, .quiet) }
        }
        return lines.map { $0.truncated(to: width) }
    }
}

extension ToleranceRow {
    /// The row as people read it: `price-2 (unit price: 2 % and 50 over)`.
    var spelled: String {
        let sides = [("over", over), ("under", under)].map { side, limits in
            let parts = [limits.percent.map { "\($0) %" }, limits.amount.map { "\($0)" }].compactMap(\.self)
            return parts.isEmpty ? "any \(side)" : parts.joined(separator: " and ") + " " + side
        }
        let kind = ([kind.rawValue] + [code].compactMap(\.self)).joined(separator: " ")
        let words = kind.split(separator: "_").joined(separator: " ")
        return "\(id) (\(words): \(sides.joined(separator: ", ")))"
    }
}

extension Hold {
    /// Whether it is about a row of a statement.
    func concerns(_ row: MatchStatement.Row) -> Bool {
        switch scope {
        case .line(let line): line == row.line
        case .link(let line, let orderLine): line == row.line && orderLine == row.order?.id
        case .orderLine(let orderLine): orderLine == row.order?.id
        case .document, .order, .charge, .tax: false
        }
    }

    /// By which rule it is held, who may release it, and what releases it by itself.
    func explanation(by policy: MatchPolicy?) -> String {
        let known = row.flatMap { row in policy?.tolerances.first { $0.id == row } }
        let rule = row.map { "tolerance row \(known?.spelled ?? "\($0): exact")" } ?? "no tolerance applies"
        let who =
            !isReleasable
            ? "nobody releases it"
            : needsTwoPersons ? "two persons release it" : "\(owner.label) may release it"
        let by =
            switch release {
            case .person, .twoPersons: "it does not go by itself"
            default: "goes by itself on \(release.rawValue.split(separator: "_").joined(separator: " "))"
            }
        return "\(code.rawValue) \(scope) · \(rule) · \(who) · \(by)"
    }
}

extension Hold.Owner {
    /// The role as people call it.
    var label: String {
        switch self {
        case .receiving: "goods in"
        case .purchasing: "purchasing"
        case .payables: "payables"
        case .vendorRecords: "vendor records"
        }
    }
}

extension Rational {
    /// The amount with the decimals of its currency, and the currency.
    func money(in currency: String?) -> String {
        let places = currency.flatMap(Currency.init(rawValue:)).map { Int($0.minorUnits) } ?? 2
        let digits = rounded(to: places).description
        let fraction = digits.split(separator: ".").dropFirst().first?.utf8.count ?? 0
        let zeros = String(repeating: "0", count: max(0, places - fraction))
        let point = fraction == 0 && places > 0 ? "." : ""
        return digits + point + zeros + (currency.map { " \($0)" } ?? "")
    }
}
