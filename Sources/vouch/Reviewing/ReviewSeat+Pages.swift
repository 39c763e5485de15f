import Domain
import Pipeline
import Reviewing

/// Splitting and joining documents from the desk.
extension ReviewSeat {
    /// What became of the wish to put pages together anew.
    enum Moved {
        /// These documents hold the pages now.
        case to([DocumentID])
        /// Nothing was done, and why.
        case not(String)
    }

    /// The pages of a document in hand, and what may be joined to it.
    func pageChoice(of hand: ReviewDesk.Case) async throws -> PageChoice {
        let neighbours = try await pages.neighbours(of: hand.id).prefix(PageChoice.letters.count)
        let excerpts = hand.record.arrivals.first?.excerpts ?? []
        return PageChoice(
            pages: (hand.record.reading?.pages ?? []).map(Self.beginning),
            origin: excerpts.isEmpty ? nil : excerpts.map(\.sentence).joined(separator: ", "),
            neighbours: neighbours.map { PageChoice.Neighbour(id: $0.id, text: $0.asNeighbour) })
    }

    /// Splits a document in hand before some of its pages.
    func split(
        _ hand: ReviewDesk.Case, before starts: Set<Int>, key: String? = nil
    ) async throws -> Moved {
        guard
            let receipt = try await pages.split(hand.id, version: hand.version, before: starts, key: key)
        else { return .not("A document of its own begins at one of its pages from 2 on.") }
        return Self.moved(receipt)
    }

    /// Joins other documents to one in hand, behind its last page.
    func join(
        _ hand: ReviewDesk.Case, with others: [DocumentID], key: String? = nil
    ) async throws -> Moved {
        let all = [(id: hand.id, version: Optional(hand.version))] + others.map { (id: $0, version: nil) }
        guard let receipt = try await pages.join(all, key: key) else {
            return .not("Only other documents that have pages can be joined, each once.")
        }
        return Self.moved(receipt)
    }

    /// Puts the pages of a document in hand back to where they were.
    func takeBack(_ hand: ReviewDesk.Case) async throws -> Moved {
        Self.moved(try await pages.takeBack(hand.id))
    }

    /// Reads documents that wait, where nothing else does: whoever split a stack goes on with its parts.
    ///
    /// - Returns: Those that a person has to look at, or that are not read yet.
    func read(_ documents: [DocumentID]) async throws -> [DocumentID] {
        if try await premises.store.openJobs() <= documents.count {
            let works = try Composition.works(on: premises, jobs: 1, documentsEach: 1)
            try await works.takeOver()
            try await works.run(.whenDone, stop: StopSignal(), report: { _ in }, feed: { _ in })
        }
        var left: [DocumentID] = []
        for document in documents {
            let state = try await premises.store.record(of: document)?.summary.state
            if let state, state != .read { left.append(document) }
        }
        return left
    }

    private static func moved(_ receipt: RearrangementReceipt) -> Moved {
        switch receipt {
        case .done(let documents), .known(let documents): .to(documents)
        case .outdated(let id): .not("#\(id) was changed meanwhile. Look at it again.")
        case .claimed(let id, let holder): .not("\(holder) has #\(id) in hand.")
        case .closed(let id, .unpacked): .not("The pages of #\(id) are other documents' already.")
        case .closed(let id, let state): .not("Nothing was done: #\(id) is \(state.spelled).")
        case .nothing: .not("Nothing was split or joined here.")
        }
    }

    /// The longest beginning of a page that is shown, in characters.
    private static let beginningLength = 160

    private static func beginning(of page: Page) -> String {
        let words = page.words.prefix(24).map(\.text).joined(separator: " ")
        return words.isEmpty ? "(no words)" : String(words.prefix(beginningLength))
    }
}

extension Excerpt {
    /// The pages as people say it: `pages 1–2 of #7`.
    var sentence: String {
        pages.count == 1
            ? "page \(pages.lowerBound) of #\(document)"
            : "pages \(pages.lowerBound)–\(pages.upperBound) of #\(document)"
    }
}

extension DocumentSummary {
    /// The document in one line, to tell it from others; its name, which may be long, is last.
    var asNeighbour: String {
        let known = [FieldName.sellerName, .invoiceNumber, .grandTotal].compactMap { values[$0]?.onOneLine }
        return "#\(id) " + (known + [(pages ?? 0).counted("page"), name]).joined(separator: ", ")
    }
}
