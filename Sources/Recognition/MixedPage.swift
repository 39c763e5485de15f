internal import Domain

extension Page {
    /// The page's own words with those found in its images put where they stand in reading order.
    func completed(with found: [Word], reason: String) -> Page {
        var page = self
        let additions = found.filter { word in !words.contains { $0.covers(word) } }
        guard !additions.isEmpty else {
            page.originReason = "\(reason); nothing was found in them"
            return page
        }
        page.origin = .mixed
        page.originReason = reason
        page.resolution = 250
        for word in additions {
            let next = page.words.firstIndex { $0.box.top > word.box.bottom } ?? page.words.endIndex
            page.words.insert(word, at: next)
        }
        return page
    }
}

extension Word {
    /// Whether another word stands where this one stands.
    fileprivate func covers(_ other: Word) -> Bool {
        let width = box.horizontalOverlap(other.box)
        let height = box.verticalOverlap(other.box)
        return width * height > 0.3 * other.box.width * other.box.height
    }
}
