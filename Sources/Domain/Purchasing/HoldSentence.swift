extension Hold {
    /// What is wrong, and what would change it, in words a clerk uses.
    public var sentence: String { "\(sentenceStart) \(remedy.capitalisedFirst)." }

    /// What is wrong and where, in words a clerk uses.
    public var sentenceStart: String { (place + complaint).capitalisedFirst + "." }

    /// Where it is wrong, before the complaint.
    private var place: String {
        switch scope {
        case .document: ""
        case .line(let line): "Line \(line): "
        case .link(let line, let orderLine): "Line \(line) (order \(orderLine)): "
        case .order(let order): "Order \(order): "
        case .orderLine(let orderLine): "Order \(orderLine): "
        case .charge(let code): "Charge \(code): "
        case .tax(let rate): "Tax of \(rate) %: "
        }
    }

    /// What is wrong.
    public var complaint: String {
        let isMoney = code.comparesMoney
        let (actual, expected) = (actual.shown(asMoney: isMoney), expected.shown(asMoney: isMoney))
        return switch code {
        case .lineArithmetic: "\(actual) is printed, quantity × price is \(expected)"
        case .unitPrice: "the unit price is \(actual), ordered at \(expected)"
        case .lineTotal: "the line comes to \(actual), by the order to \(expected)"
        case .cumulativeTotal: "all bills come to \(actual), by the order to \(expected)"
        case .quantityOrdered: "\(actual) billed in all, \(expected) ordered"
        case .quantityReceived: "\(actual) billed in all, \(expected) received"
        case .noReceipt: "\(actual) billed, nothing received"
        case .notAccepted: "\(actual) billed, \(expected) accepted"
        case .returnUncredited:
            "\(actual) billed, \(expected) left after returns; a credit note is missing"
        case .charge: "\(actual) is charged, \(expected) was agreed"
        case .unplannedCharge: "\(actual) is charged, none was agreed"
        case .tax: "\(actual) is printed, it comes to \(expected)"
        case .documentTotal: "the lines come to \(actual), by the order to \(expected)"
        case .documentArithmetic: "the total is \(actual), its parts come to \(expected)"
        case .unorderedLine: "\(actual) is billed for what no open order has"
        case .ambiguous: "\(actual) order lines fit equally well"
        case .unitUnknown: "unit \(actual) does not convert to \(expected) of the order"
        case .vendorDiffers: "the bill is of vendor \(actual), the order was sent to \(expected)"
        case .itemDiffers: "item \(actual) is billed, \(expected) was ordered"
        case .orderClosed: "it is \(actual)"
        case .currency: "the bill is in \(actual), the order in \(expected)"
        case .blanketValue: "\(actual) is billed in all, the frame is \(expected)"
        case .blanketDate: "\(actual) is not within \(expected)"
        case .creditQuantity: "\(actual) is credited, \(expected) was billed"
        case .creditValue: "\(actual) is credited, \(expected) was billed"
        case .notBilled: "a price change for \(expected), of which \(actual) was billed"
        case .subsequentDebit: "the price change comes to \(actual), by the order to \(expected)"
        case .prepayment: "\(actual) is said to be paid ahead, \(expected) was"
        case .duplicate: "it may be document \(actual) again (\(Self.tier(expected)))"
        case .vendorBlocked: "the vendor is blocked"
        case .bankInvalid: "account \(actual) has wrong check digits"
        case .bankDiffers:
            "account \(actual) is not the vendor's" + (expected.isEmpty ? "" : ", which is \(expected)")
        case .bankUnverified: "nobody has called back to confirm account \(actual)"
        case .unreviewed: "nobody has looked at what was not certain"
        case .incomplete: "\(actual) is missing"
        case .vendorUnknown: "\(actual) is not \(expected)"
        case .termsDiffer: "\(actual), agreed was \(expected)"
        case .contract: "\(actual); \(expected)"
        }
    }

    /// What would release it.
    public var remedy: String {
        if let counterfactual { return "it would match if \(counterfactual.sentence)" }
        return switch code {
        case .unreviewed: "it goes once the document is reviewed"
        case .incomplete: "it goes once that is corrected"
        case .vendorUnknown:
            "it goes once the vendor is on record, or the name, VAT id or account is corrected"
        case .bankInvalid, .bankDiffers, .bankUnverified:
            "two persons have to release it, one of whom calls the vendor under a number that is known"
        case .duplicate: "compare both; release it if they are two bills"
        case .ambiguous: "say on the bill or in a correction which order it is for"
        case .unorderedLine: "it would match if the line were ordered, or the bill named its order"
        case .unitUnknown: "it would match if the item had a conversion for the unit"
        case .orderClosed: "it would match if the order were open"
        case .blanketDate, .currency, .contract: "it would match if the order or contract were changed"
        case .prepayment: "it would match if both were the same"
        case .vendorBlocked: "unblock the vendor, or release it"
        case .vendorDiffers: "correct the order number, or the vendor"
        case .itemDiffers, .lineArithmetic, .documentArithmetic, .termsDiffer:
            "ask the vendor for a corrected bill, or release it"
        default: "release it, or ask the vendor"
        }
    }

    private static func tier(_ text: String) -> String {
        switch text {
        case "tier:1": "the same bytes"
        case "tier:2": "the same number"
        case "tier:3": "the same amount within days"
        case "tier:4": "the same first page"
        default: text
        }
    }
}

extension Hold.Counterfactual {
    /// The bound in words: `48 or more were received`.
    var sentence: String {
        let number = variable.isMoney ? bound.shownAsMoney : bound.shown
        let limit = relation == .atMost ? "\(number) or less" : "\(number) or more"
        return switch variable {
        case .received: "\(limit) were received"
        case .accepted: "\(limit) were accepted"
        case .quantity: "\(limit) were billed"
        case .unitPrice: "the unit price were \(limit)"
        case .lineAmount: "the line came to \(limit)"
        case .cumulativeAmount: "all bills came to \(limit)"
        case .documentAmount: "the lines came to \(limit)"
        case .charge: "the charge were \(limit)"
        case .tax: "the tax were \(limit)"
        case .creditAmount: "the credit were \(limit)"
        }
    }
}

extension Hold.Value {
    /// The value as people read it.
    func shown(asMoney isMoney: Bool) -> String {
        switch self {
        case .number(let number): isMoney ? number.shownAsMoney : number.shown
        case .text(let text): text
        }
    }
}

extension Rational {
    /// The number as people read it: exact where that takes at most six decimals, else rounded to four.
    public var shown: String {
        rounded(to: 6) == self ? description : "≈ " + rounded(to: 4).description
    }
}

extension Rational {
    /// The number as amounts are written: two decimals where there is one.
    var shownAsMoney: String {
        let text = shown
        let fraction = text.split(separator: ".").dropFirst().first?.utf8.count
        return fraction == 1 ? text + "0" : text
    }
}

extension HoldCode {
    /// Whether amounts or prices are compared rather than quantities or names.
    fileprivate var comparesMoney: Bool {
        switch self {
        case .lineArithmetic, .unitPrice, .lineTotal, .cumulativeTotal, .charge, .unplannedCharge, .tax,
            .documentTotal, .documentArithmetic, .unorderedLine, .blanketValue, .creditValue,
            .subsequentDebit, .prepayment:
            true
        default: false
        }
    }
}

extension Hold.Counterfactual.Variable {
    /// Whether it is an amount or a price.
    fileprivate var isMoney: Bool {
        switch self {
        case .received, .accepted, .quantity: false
        case .unitPrice, .lineAmount, .cumulativeAmount, .documentAmount, .charge, .tax, .creditAmount: true
        }
    }
}

extension String {
    /// With a capital first letter.
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
