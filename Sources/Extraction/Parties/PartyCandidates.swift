import Domain

extension Gathering {
    /// Addresses that stand below no name, as beside the sign of a shop: the seller's, if anyone's.
    private func lonelyAddresses() -> [Candidate] {
        var found: [Candidate] = []
        for page in pages.prefix(2) {
            for block in page.layout.blocks where block.box.top < 0.35 * page.layout.height {
                guard let first = block.segments.first else { continue }
                let lines = block.segments.prefix(3).map { page.texts(of: $0) }
                guard AddressText.isStreet(lines[0]) || AddressText.endsInHouse(lines[0]),
                    let town = lines.firstIndex(where: AddressText.hasPostcode), town < 2,
                    page.hitsOfSegment[first].isEmpty,
                    page.layout.above(first, reach: page.layout.bodyHeight).isEmpty
                else { continue }
                let address = lines[...town].map { $0.joined(separator: " ") }.joined(separator: ", ")
                found.append(
                    Candidate(
                        field: .sellerAddress, value: .text(address), raw: address,
                        region: Region(page: page.layout.number, box: block.box), features: []))
            }
        }
        return found
    }

    /// Candidates for the names and addresses of seller and buyer.
    func partyCandidates() -> [Candidate] {
        var found: [Candidate] = []
        for name in PartyFinder(self).names() {
            let region = Region(page: pages[name.page].layout.number, box: name.box)
            for field in [FieldName.sellerName, .buyerName] {
                found.append(
                    Candidate(
                        field: field, value: .text(name.text), raw: name.text, region: region,
                        features: name.features))
            }
            let address = name.address.joined(separator: ", ")
            guard !address.isEmpty else { continue }
            for field in [FieldName.sellerAddress, .buyerAddress] {
                found.append(
                    Candidate(
                        field: field, value: .text(address), raw: address, region: region,
                        features: name.features, label: name.text))
            }
        }
        return found + lonelyAddresses()
    }
}
