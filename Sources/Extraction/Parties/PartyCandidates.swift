import Domain

extension Gathering {
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
        return found
    }
}
