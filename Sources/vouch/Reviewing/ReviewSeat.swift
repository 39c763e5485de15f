import Pipeline
import Storage

/// A person's place at the desk: who they are, and the mark by which others know that they are still there.
struct ReviewSeat {
    /// The desk.
    let desk: ReviewDesk
    /// The mark of this process.
    private let mark: WorkerMark

    /// Takes a seat in a home; claims of sessions that died are laid down first.
    init(in premises: Premises, actor: String?) async throws {
        let id = "review-" + premises.world.newID()
        mark = try WorkerMark(id, in: premises.home.workers)
        let dead = WorkerMark.dead(among: try await premises.store.claimants(), in: premises.home.workers)
        if !dead.isEmpty { try await premises.store.releaseClaims(of: dead) }
        desk = ReviewDesk(
            store: premises.store, world: premises.world,
            actor: actor ?? Environment.person, session: id)
    }
}
