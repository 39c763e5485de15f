import Domain

extension MatchCheck {
    /// The account the bill asks to be paid to against those of the vendor; no tolerance releases it.
    static let bankAccount = MatchCheck { matched in
        guard let printed = matched.bill.bankAccount else { return [] }
        let account = PlainSpelling.bytes(of: printed)
        let name = String(decoding: account, as: UTF8.self)
        func hold(_ code: HoldCode, _ expected: String) -> [Hold] {
            [Hold(code, .document, actual: .text(name), expected: .text(expected))]
        }
        if IBAN.isSpeltLike(account), !IBAN.hasCheckDigits(account) { return hold(.bankInvalid, "valid") }
        let known = matched.scenario.vendor.accounts.filter { PlainSpelling.bytes(of: $0.number) == account }
        if known.isEmpty {
            let verified = matched.scenario.vendor.accounts.filter(\.isVerified).map {
                String(decoding: PlainSpelling.bytes(of: $0.number), as: UTF8.self)
            }
            return hold(.bankDiffers, verified.sorted().joined(separator: ","))
        }
        return known.contains(where: \.isVerified) ? [] : hold(.bankUnverified, "verified")
    }
}
