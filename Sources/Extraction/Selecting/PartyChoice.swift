import Domain

extension Choice {
    /// Seller and buyer are chosen together: they are two, and stand at two places.
    mutating func chooseParties() {
        let sellers = ranking[.sellerName].prefix(8).filter { $0.score > model.least(for: .sellerName) - 1 }
        let buyers = ranking[.buyerName].prefix(8).filter {
            $0.score > model.least(for: .buyerName) - 1
                && (kind != .receipt || $0.best.strength(of: "heading.buyer") > 0)
        }
        var best: (seller: RankedValue?, buyer: RankedValue?, score: Double) = (nil, nil, 0)
        for seller in [nil] + sellers.map({ Optional($0) }) {
            for buyer in [nil] + buyers.map({ Optional($0) }) {
                let score = score(seller, buyer)
                if score > best.score { best = (seller, buyer, score) }
            }
        }
        if let seller = best.seller { set(.sellerName, seller) }
        if let buyer = best.buyer { set(.buyerName, buyer) }
        chooseAddress(.sellerAddress, of: best.seller)
        chooseAddress(.buyerAddress, of: best.buyer)
    }

    private func score(_ seller: RankedValue?, _ buyer: RankedValue?) -> Double {
        var score = 0.0
        if let seller { score += seller.score - model.least(for: .sellerName) }
        if let buyer { score += buyer.score - model.least(for: .buyerName) }
        if let seller, let buyer, isSame(seller, buyer) { score -= 8 }
        return score
    }

    private func isSame(_ one: RankedValue, _ other: RankedValue) -> Bool {
        guard case .text(let left) = one.value, case .text(let right) = other.value else { return false }
        let folded = (LabelText.folded(left), LabelText.folded(right))
        return folded.0 == folded.1 || one.best.region == other.best.region
    }

    private mutating func chooseAddress(_ field: FieldName, of name: RankedValue?) {
        guard let name, case .text(let text) = name.value else { return }
        let of = ranking[field].filter { ranked in
            ranked.places.contains { $0.label == text && $0.region == name.best.region }
        }
        let fallback = ranking[field].filter { ranked in ranked.places.contains { $0.label == text } }
        if let address = of.first ?? fallback.first {
            set(field, address)
        } else if field == .sellerAddress, fields[.buyerName] == nil {
            // The only party of a receipt: its address may stand above the name of the company.
            let first = ranking[field].filter { $0.best.region.page == name.best.region.page }
                .min { $0.best.region.box.top < $1.best.region.box.top }
            if let first { set(field, first) }
        }
    }

    /// Two tax ids on one page belong to two sides; one belongs to the seller unless the page says otherwise.
    mutating func chooseTaxIDs() {
        let buyers = ranking[.buyerVATID]
        if let buyer = buyers.first, buyer.score >= model.least(for: .buyerVATID) {
            let asSeller = ranking[.sellerVATID].first { $0.value == buyer.value }
            if asSeller.map({ $0.score < buyer.score }) ?? true {
                set(.buyerVATID, buyer)
                ranking[.sellerVATID] = ranking[.sellerVATID].filter { $0.value != buyer.value }
            }
        }
        take(.sellerVATID)
    }
}
