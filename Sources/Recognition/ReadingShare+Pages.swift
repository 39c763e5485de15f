internal import Domain

extension ReadingShare {
    /// What is there before the first page is read.
    func begun(of pageCount: Int) -> RecognisedDocument {
        switch self {
        case .whole, .start: RecognisedDocument(pages: [])
        case .pages(_, let language): RecognisedDocument(pages: [], language: language)
        case .close(let pages): RecognisedDocument(pages: pages)
        }
    }

    /// The pages to read, from 0.
    func indices(of pageCount: Int) -> Range<Int> {
        switch self {
        case .whole, .start: 0..<pageCount
        case .pages(let range, _):
            max(0, min(pageCount, range.lowerBound - 1))..<max(0, min(pageCount, range.upperBound))
        case .close: 0..<0
        }
    }

    /// Whether others are to read what follows the pages that were read.
    ///
    /// Pages with text of their own are read faster than they are handed on; and without a language, the next page
    /// would depend on this one.
    func ends(after document: RecognisedDocument, of pageCount: Int) -> Bool {
        self == .start && document.pages.count == 1 && document.pages[0].origin == .image
            && document.language != nil && pageCount >= Self.fewestPages
    }

    /// Whether pages are left to others, and notes how many pages there are.
    func isLeft(by document: inout RecognisedDocument, of pageCount: Int) -> Bool {
        let isPart = if case .pages = self { true } else { ends(after: document, of: pageCount) }
        if isPart { document.pagesOfAll = pageCount }
        return isPart
    }
}
