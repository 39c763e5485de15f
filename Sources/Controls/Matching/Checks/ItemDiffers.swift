import Domain

extension MatchCheck {
    /// A line that names an order line of another item.
    static let itemDiffers = MatchCheck { matched in
        matched.links.compactMap { link in
            let line = matched.line(of: link)
            guard line.kind == .item, let item = line.item, let plain = NormalText.of(item),
                let ordered = matched.balance(of: link).line.item, let other = NormalText.of(ordered),
                plain != other
            else { return nil }
            return Hold(.itemDiffers, matched.scope(of: link), actual: .text(item), expected: .text(ordered))
        }
    }
}
