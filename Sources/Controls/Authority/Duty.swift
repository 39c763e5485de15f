/// What a person does with an invoice, as far as it decides what they may do besides.
public enum Duty: String, Hashable, Sendable, CaseIterable {
    /// Keys the invoice in, confirms or corrects what was read.
    case entry
    /// Says which account and cost centre it is for.
    case coding
    /// Releases what holds it.
    case release
    /// Changes the vendor's account, or confirms one.
    case vendorChange = "vendor-change"
    /// Approves it.
    case approval
    /// Anything that brings no invoice nearer to being paid.
    case other

    /// What nobody does who does this: segregation of duties, and four eyes for approvals.
    public var conflicts: Set<Duty> {
        switch self {
        case .approval: [.entry, .coding, .release, .vendorChange, .approval]
        case .entry, .coding, .release, .vendorChange: [.approval]
        case .other: []
        }
    }

    /// What somebody did, for a sentence.
    var pastTense: String {
        switch self {
        case .entry: "keyed or corrected the invoice"
        case .coding: "coded it"
        case .release: "released its hold"
        case .vendorChange: "changed or confirmed the vendor's account"
        case .approval: "approved it"
        case .other: "worked on it"
        }
    }

    /// What somebody wants to do, for a sentence.
    var infinitive: String {
        switch self {
        case .entry: "enter or correct this invoice"
        case .coding: "code this invoice"
        case .release: "release this hold"
        case .vendorChange: "change this vendor's account"
        case .approval: "approve this invoice"
        case .other: "do this"
        }
    }
}

/// Something that was done, and whose hands it went through.
public struct Deed: Hashable, Sendable {
    /// What it was.
    public let duty: Duty
    /// Who did it, by name.
    public let doer: String
    /// For whom: those who delegated it, or were stood in for, the first one first.
    public let principals: [String]

    /// Makes a deed.
    public init(_ duty: Duty, by doer: String, for principals: [String] = []) {
        self.duty = duty
        self.doer = doer
        self.principals = principals
    }

    /// All whose eyes it counts as: who did it, and everyone it was done for.
    public var hands: Set<String> { Set(principals + [doer]) }
}
