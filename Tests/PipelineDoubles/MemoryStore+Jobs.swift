import Domain
public import Pipeline
import Reviewing
import Synchronization

extension MemoryStore {
    /// Leases jobs that are due.
    public func lease(limit: Int, terms: LeaseTerms, at: Timestamp) async throws(StoreFailure) -> [Lease] {
        state.withLock { state in
            let due = state.jobs.filter { $0.value.isDue(terms.now) }
                .sorted {
                    ($0.value.state == .waiting ? 1 : 0, $0.value.id) < (
                        $1.value.state == .waiting ? 1 : 0, $1.value.id
                    )
                }
            return due.prefix(limit).compactMap { id, job in
                guard job.attempts < JobLimits.attempts else {
                    let last = job.lastError ?? "the process died while it was at it"
                    state.putAside(id, "given up after \(job.attempts) tries: \(last)", at: at)
                    return nil
                }
                guard let arrival = state.documents[id]?.arrivals.first else { return nil }
                var leased = job
                leased.state = .leased
                leased.attempts += 1
                leased.token += 1
                leased.worker = terms.worker
                leased.due = terms.until
                state.jobs[id] = leased
                return Lease(
                    job: job.id, document: id, token: leased.token, attempt: leased.attempts,
                    arrival: arrival)
            }
        }
    }

    /// Extends leases.
    public func renew(_ leases: [Lease], until: Uptime) async throws(StoreFailure) -> [Lease] {
        state.withLock { state in
            let held = leases.filter { state.isHeld($0) }
            for lease in held { state.jobs[lease.document]?.due = until }
            return held
        }
    }

    /// Commits what a step came to.
    public func commit(_ step: FinishedStep) async throws(StoreFailure) -> [Receipt] {
        let receipts: [Receipt]? = state.withLock { state in
            let id = step.lease.document
            guard state.isHeld(step.lease) else { return nil }
            var edits = (state.corrections[id] ?? []).map(\.edit)
            if var reading = step.reading {
                if !edits.isEmpty {
                    state.corrections[id, default: []].append(
                        Correction(
                            document: id, base: edits.count, key: "read-again-\(id)-\(edits.count + 1)",
                            session: "", edit: .readAgain, draft: reading.draft, findings: [],
                            state: .needsReview, actor: "vouch", at: step.at))
                    edits.append(.readAgain)
                }
                if !edits.isEmpty {
                    state.asRead[id] = reading.draft
                    state.found[id] = step.findings
                    reading.draft = reading.draft.with(EditHistory(edits))
                }
                state.documents[id]?.reading = reading
            }
            state.documents[id]?.findings = step.findings
            for version in step.versions {
                state.documents[id]?.versions.removeAll { $0.kind == version.kind }
                state.documents[id]?.versions.append(version)
            }
            let receipts = step.children.map { state.receive($0) }
            let wasCorrected = step.state == .read && !edits.isEmpty
            state.set(wasCorrected ? .needsReview : step.state, id, "", at: step.at)
            state.jobs[id] = nil
            return receipts
        }
        guard let receipts else { throw .leaseLost }
        return receipts
    }

    /// Puts a job back or aside.
    public func giveBack(_ lease: Lease, after failure: StepFailure) async throws(StoreFailure) -> Bool {
        let isAside: Bool? = state.withLock { state in
            guard state.isHeld(lease) else { return nil }
            if failure.isCounted, lease.attempt >= JobLimits.attempts {
                state.putAside(
                    lease.document, "given up after \(lease.attempt) tries: \(failure.reason)", at: failure.at
                )
                return true
            }
            state.jobs[lease.document]?.state = .waiting
            state.jobs[lease.document]?.attempts = failure.isCounted ? lease.attempt : lease.attempt - 1
            state.jobs[lease.document]?.due = failure.notBefore
            state.jobs[lease.document]?.lastError = failure.reason
            return false
        }
        guard let isAside else { throw .leaseLost }
        return isAside
    }

    /// Makes the jobs of processes that are no more due at once.
    public func releaseLeases(of workers: [String]) async throws(StoreFailure) {
        state.withLock { state in
            for (id, job) in state.jobs where job.state == .leased && workers.contains(job.worker) {
                state.jobs[id]?.due?.milliseconds = 0
            }
        }
    }

    /// The processes that hold leases.
    public func workers() async throws(StoreFailure) -> Set<String> {
        state.withLock { state in Set(state.jobs.values.filter { $0.state == .leased }.map(\.worker)) }
    }

    /// Has a settled document read again.
    public func rerun(_ document: DocumentID, by actor: String, at: Timestamp) async throws(StoreFailure)
        -> Bool
    {
        state.withLock { state in
            guard let known = state.documents[document], known.state.isSettled, !known.isDuplicate,
                known.arrivals.first?.isEntry != true, !state.hasGivenAway(document)
            else {
                return false
            }
            state.addJob(for: document)
            state.documents[document]?.state = .received
            state.note("received", document, "to be read again", by: actor, at: at)
            return true
        }
    }

    /// What has come out of the outermost mail or ZIP file that an arrival was in.
    public func unpacked(beside arrival: Arrival) async throws(StoreFailure) -> UnpackedSoFar {
        state.withLock { $0.unpacked(beside: arrival) }
    }

    /// How many jobs are not done.
    public func openJobs() async throws(StoreFailure) -> Int {
        state.withLock { state in state.jobs.values.count { $0.state != .aside } }
    }
}
