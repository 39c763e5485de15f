import Pipeline
import Reviewing
import Storage

/// A person's place at the desk: who they are, and the mark by which others know that they are still there.
struct ReviewSeat {
    /// The desk.
    let desk: ReviewDesk
    /// Where pages are put together anew.
    let pages: PageDesk
    /// The home.
    let premises: Premises
    /// The mark of this process.
    private let mark: WorkerMark

    /// Takes a seat in a home; claims of sessions that died are laid down first.
    init(in premises: Premises, actor person: String) async throws {
        let id = "review-" + premises.world.newID()
        self.premises = premises
        mark = try WorkerMark(id, in: premises.home.workers)
        let dead = WorkerMark.dead(among: try await premises.store.claimants(), in: premises.home.workers)
        if !dead.isEmpty { try await premises.store.releaseClaims(of: dead) }
        desk = ReviewDesk(store: premises.store, world: premises.world, actor: person, session: id)
        pages = PageDesk(
            store: premises.store, archive: premises.archive, world: premises.world, actor: person,
            session: id)
    }

    /// How a document was left.
    enum Ending {
        case next, quit
        /// Its pages are these documents' now.
        case moved([DocumentID])
    }

    /// What became of the documents of a review.
    struct Round {
        /// How many were answered and need a person no more.
        var settled = 0
        /// Those that could not be taken up, and why.
        var passed: [(document: DocumentID, why: String)] = []
        /// What was learnt of vendors, for people.
        var learnt: [StyledText] = []
        /// Whether it was stopped before all were through.
        var isCut = false
    }

    /// Takes the seller of a document on record as a vendor; gives what became of it, for people.
    func takeVendor(of hand: ReviewDesk.Case) async throws -> (isTaken: Bool, sentence: String) {
        guard let vendor = VendorIntake.vendor(of: hand.review.draft) else {
            return (false, "The seller has no name yet.")
        }
        let outcome = try await VendorIntake(in: premises).take(
            vendor, of: hand.review.draft, by: desk.actor)
        if case .added = outcome { return (true, outcome.sentence) }
        return (false, outcome.sentence)
    }

    /// Learns what documents that were answered teach of their vendors; gives what people are told of it.
    func learnDue() async -> [StyledText] { await LearningWork(in: premises).learnDue() }

    /// Takes documents up one after the other, until they are through or the review is stopped.
    ///
    /// - Parameters:
    ///   - documents: The documents, in order.
    ///   - pass: Told at once of a document that cannot be taken up, and why.
    ///   - review: Asks about one, with so many after it.
    /// - Returns: What became of them.
    /// - Throws: What is wrong with the store, or what `review` throws.
    func go(
        through documents: [DocumentID], pass: (DocumentID, String) -> Void = { _, _ in },
        review: (inout ReviewDesk.Case, _ left: Int) async throws -> Ending
    ) async throws -> Round {
        var round = Round()
        var waiting = documents
        while !waiting.isEmpty {
            let document = waiting.removeFirst()
            let opening = try await desk.open(document)
            guard case .opened(var hand) = opening else {
                let why = opening.whyNot
                round.passed.append((document, why))
                pass(document, why)
                continue
            }
            let version = hand.version
            let ending = try await review(&hand, waiting.count)
            if hand.version > version, hand.state != .needsReview {
                round.settled += 1
                round.learnt += await learnDue()
            }
            switch ending {
            case .next: break
            case .moved(let made): waiting = try await read(made) + pages.standing(waiting)
            case .quit:
                round.isCut = true
                return round
            }
        }
        return round
    }
}

extension ReviewDesk.Opening {
    /// Why a document cannot be taken up; nothing where it is.
    var whyNot: String {
        switch self {
        case .opened: ""
        case .held(let holder, let since): "\(holder) has it in hand since \(since)"
        case .unread(.unpacked): "its pages are other documents' now; see vouch show"
        case .unread(let state): "it has no values: it is \(state.spelled)"
        case .none: "there is no such document"
        }
    }
}
