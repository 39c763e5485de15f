import Domain

extension MatchCheck {
    /// The value of a link against its quantity at the order's price.
    static let lineTotal = MatchCheck { matched in
        matched.pricedLinks.compactMap { link in
            matched.tolerance.breach(
                .lineTotal, actual: link.value, expected: link.quantity * matched.balance(of: link).netPrice,
                slack: matched.roundingSlack(of: link)
            ).map {
                Hold(
                    .lineTotal, matched.scope(of: link), actual: link.value, $0, variable: .lineAmount)
            }
        }
    }
}
