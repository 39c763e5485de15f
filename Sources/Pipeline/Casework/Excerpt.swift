/// Pages of an original that are part of another document.
public struct Excerpt: Hashable, Sendable {
    /// The document whose bytes hold the pages.
    public var document: DocumentID
    /// The hash of its bytes.
    public var hash: ContentHash
    /// The pages, from 1.
    public var pages: ClosedRange<Int>
    /// How many pages the original has.
    public var pageCount: Int

    /// Makes an excerpt.
    public init(document: DocumentID, hash: ContentHash, pages: ClosedRange<Int>, pageCount: Int) {
        self.document = document
        self.hash = hash
        self.pages = pages
        self.pageCount = pageCount
    }

    /// Whether it is all of the original.
    public var isWhole: Bool { pages == 1...max(1, pageCount) }
}

extension [Excerpt] {
    /// Pages of a document that is itself made of these, as pages of the originals.
    public func slice(_ wanted: ClosedRange<Int>) -> [Excerpt] {
        var before = 0
        var found: [Excerpt] = []
        for excerpt in self {
            let shift = before - excerpt.pages.lowerBound + 1
            before += excerpt.pages.count
            let pages = (wanted.lowerBound - shift)...(wanted.upperBound - shift)
            guard pages.overlaps(excerpt.pages) else { continue }
            var part = excerpt
            part.pages = pages.clamped(to: excerpt.pages)
            found.append(part)
        }
        return found
    }

    /// The original that holds a page of the document they make up, and the page's number there; `nil` for none.
    public func original(ofPage page: Int) -> Excerpt? { slice(page...page).first }
}
