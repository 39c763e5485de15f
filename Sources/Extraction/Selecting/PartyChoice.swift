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
        chooseAddress(.buyerAddress, of: best.buyer)
        if let buyer = fields[.buyerAddress], fields[.sellerName] != nil {
            ranking[.sellerAddress] = ranking[.sellerAddress].filter { !Self.overlaps($0.value, buyer.value) }
        }
        chooseAddress(.sellerAddress, of: best.seller)
    }

    private func score(_ seller: RankedValue?, _ buyer: RankedValue?) -> Double {
        var score = 0.0
        if let seller { score += seller.score - model.least(for: .sellerName) }
        if let buyer { score += buyer.score - model.least(for: .buyerName) }
        if let seller, let buyer, isSame(seller, buyer) { score -= 8 }
        return score
    }

    /// Whether one address is the other or the end of it: two parties do not live at one place.
    private static func overlaps(_ one: FieldValue, _ other: FieldValue) -> Bool {
        guard case .text(let left) = one, case .text(let right) = other else { return false }
        let folded = (LabelText.folded(left), LabelText.folded(right))
        guard !folded.0.isEmpty, !folded.1.isEmpty else { return false }
        return folded.0.reversed().starts(with: folded.1.reversed())
            || folded.1.reversed().starts(with: folded.0.reversed()) || folded.0.starts(with: folded.1)
            || folded.1.starts(with: folded.0)
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
        let lonely = ranking[field].filter { ranked in ranked.places.contains { $0.label.isEmpty } }
        if let address = of.first ?? fallback.first {
            set(field, address)
        } else if field == .sellerAddress, lonely.count == 1 {
            set(field, lonely[0])
        } else if field == .sellerAddress, fields[.buyerName] == nil {
            // The only party of a receipt: its address may stand above the name of the company.
            let first = ranking[field].filter { $0.best.region.page == name.best.region.page }
                .min { $0.best.region.box.top < $1.best.region.box.top }
            if let first { set(field, first) }
        }
    }

    /// The tax id on an order that no label gives to the seller: an order is on the buyer's paper.
    private func ownTaxIDOfBuyer() -> RankedValue? {
        let free = ranking[.buyerVATID].filter { ranked in
            ranked.best.strength(of: "check.right") > 0 && ranked.best.strength(of: "label.sellerVAT") == 0
                && ranked.best.strength(of: "side.seller") == 0
        }
        return free.count == 1 ? free[0] : nil
    }

    /// The one tax id that stands in the block below the buyer's name and nowhere else.
    private func taxIDBelowBuyer() -> RankedValue? {
        guard let buyer = fields[.buyerName]?.source.region else { return nil }
        let seller = fields[.sellerName]?.source.region
        let near = ranking[.buyerVATID].filter { ranked in
            ranked.best.strength(of: "check.right") > 0 && ranked.best.strength(of: "label.sellerVAT") == 0
                && ranked.best.strength(of: "side.seller") == 0
                && ranked.places.allSatisfy { Self.isBelow($0.region, buyer) }
                && !(seller.map { Self.isBelow(ranked.best.region, $0) && $0.box.top > buyer.box.top }
                    ?? false)
        }
        return near.count == 1 ? near[0] : nil
    }

    /// Whether a place stands below a name like the last line of its block: flush left, at most seven lines down.
    private static func isBelow(_ place: Region, _ name: Region) -> Bool {
        let height = max(name.box.height, 6)
        return place.page == name.page && place.box.top > name.box.top
            && place.box.top - name.box.bottom < 8 * height
            && place.box.left > name.box.left - height && place.box.left < name.box.left + 22 * height
            && place.box.horizontalOverlap(
                Box(left: name.box.left, top: 0, right: name.box.left + 22 * height, bottom: 0)) > 0
    }

    /// Two tax ids on one page belong to two sides; one belongs to the seller unless the page says otherwise.
    mutating func chooseTaxIDs() {
        let own = kind == .purchaseOrder ? ownTaxIDOfBuyer() : nil
        if let buyer = own ?? taxIDBelowBuyer() ?? likeliestTaxIDOfBuyer() {
            set(.buyerVATID, buyer)
            ranking[.sellerVATID] = ranking[.sellerVATID].filter { $0.value != buyer.value }
        }
        take(.sellerVATID)
    }

    /// The likeliest tax id of the buyer, where it is not as likely the seller's.
    private func likeliestTaxIDOfBuyer() -> RankedValue? {
        guard let buyer = ranking[.buyerVATID].first, buyer.score >= model.least(for: .buyerVATID) else {
            return nil
        }
        let asSeller = ranking[.sellerVATID].first { $0.value == buyer.value }
        return asSeller.map { $0.score < buyer.score } ?? true ? buyer : nil
    }
}
