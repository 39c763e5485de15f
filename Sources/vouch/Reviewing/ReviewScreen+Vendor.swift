import Domain

/// The seller of a document as a vendor that is not on record yet.
extension ReviewScreen {
    /// What would be on record, and the key that does it.
    func vendor(_ vendor: Domain.Vendor) -> [StyledText] {
        let account =
            vendor.accounts.first.map {
                [
                    StyledText(" Account  ", .quiet) + StyledText($0.number),
                    StyledText("          to be confirmed by a call before anything is paid", .doubtful),
                ]
            } ?? [StyledText(" Account  none on the document", .quiet)]
        return [
            StyledText(" Take the seller on record as a vendor?", .strong), "",
            StyledText(" Name     ", .quiet) + StyledText(vendor.name.onOneLine, .strong),
            StyledText(" VAT id   ", .quiet) + StyledText(vendor.vatID?.onOneLine ?? "–"),
        ] + account + [
            StyledText(" Key      ", .quiet) + StyledText(vendor.id), "",
            keys("Enter take", "any other key back"),
        ]
    }
}
