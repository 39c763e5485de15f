import Domain
import Pipeline
import PipelineDoubles
import Testing

/// What every store promises about jobs.
@Suite struct JobContractTests {
    @Test(arguments: StoreUnderTest.allCases)
    func `a leased job is leased to nobody else until the lease runs out`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            let first = try #require(try await lease(store, at: 0).first)
            #expect(first.attempt == 1)
            #expect(try await store.summaries(DocumentQuery()).first?.state == .reading)
            #expect(try await lease(store, at: 59_999).isEmpty)
            let second = try #require(try await lease(store, at: 60_000).first)
            #expect(second.attempt == 2)
            #expect(second.token > first.token)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a renewed lease holds on`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            let leases = try await lease(store, at: 0)
            #expect(
                try await store.renew(leases, until: Uptime(boot: "boot-1", milliseconds: 90_000)) == leases)
            #expect(try await lease(store, at: 60_000).isEmpty)
            #expect(try await lease(store, at: 90_000).count == 1)
            #expect(
                try await store.renew(leases, until: Uptime(boot: "boot-1", milliseconds: 200_000)).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a result under a lost lease is refused and changes nothing`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            let old = try #require(try await lease(store, at: 0).first)
            let new = try #require(try await lease(store, at: 60_000).first)
            let late = FinishedStep(lease: old, state: .rejected(reason: "late"), at: Sample.now)
            await #expect(throws: StoreFailure.leaseLost) { try await store.commit(late) }
            await #expect(throws: StoreFailure.leaseLost) {
                try await store.giveBack(old, after: failure(isCounted: true))
            }
            #expect(try await store.record(of: old.document)?.summary.state == .reading)
            _ = try await store.commit(
                FinishedStep(lease: new, state: .rejected(reason: "no pages"), at: Sample.now))
            #expect(try await store.record(of: old.document)?.summary.state == .rejected(reason: "no pages"))
            #expect(try await store.openJobs() == 0)
            await #expect(throws: StoreFailure.leaseLost) { try await store.commit(late) }
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `leases of another boot and of dead processes are void`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            _ = try await store.lease(
                limit: 1, terms: Sample.terms(at: 9_000_000, worker: "a"), at: Sample.now)
            #expect(try await store.workers() == ["a"])
            let rebooted = Sample.terms(at: 5, boot: "boot-2", worker: "b")
            #expect(try await store.lease(limit: 1, terms: rebooted, at: Sample.now).count == 1)
            #expect(try await store.workers() == ["b"])
            try await store.releaseLeases(of: ["a"])
            #expect(try await store.lease(limit: 1, terms: rebooted, at: Sample.now).isEmpty)
            try await store.releaseLeases(of: ["b"])
            #expect(try await store.lease(limit: 1, terms: rebooted, at: Sample.now).count == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a job that fails five times is put aside and can be run again`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            let id = DocumentID(rawValue: 1)
            for attempt in 1...JobLimits.attempts {
                let lease = try #require(try await lease(store, at: 0).first)
                #expect(lease.attempt == attempt)
                let isAside = try await store.giveBack(lease, after: failure(isCounted: true))
                #expect(isAside == (attempt == JobLimits.attempts))
            }
            #expect(try await lease(store, at: 0).isEmpty)
            #expect(try await store.openJobs() == 0)
            let state = try await store.record(of: id)?.summary.state
            #expect(state == .failed(reason: "given up after 5 tries: no luck"))
            #expect(try await store.rerun(id, by: "anna", at: Sample.now))
            #expect(try await lease(store, at: 0).first?.attempt == 1)
            #expect(try await store.rerun(id, by: "anna", at: Sample.now) == false)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a job whose process dies five times is put aside, too`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            for attempt in 1...JobLimits.attempts {
                #expect(try await lease(store, at: Int64(attempt) * 60_000).count == 1)
            }
            #expect(try await lease(store, at: 6 * 60_000).isEmpty)
            let state = try await store.record(of: DocumentID(rawValue: 1))?.summary.state
            #expect(state == .failed(reason: "given up after 5 tries: the process died while it was at it"))
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `failures of the machine use up no tries and wait`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            for round in 0..<8 {
                let lease = try #require(try await lease(store, at: Int64(round) * 1000).first)
                #expect(lease.attempt == 1)
                let failure = failure(isCounted: false, notBefore: Int64(round + 1) * 1000)
                #expect(try await store.giveBack(lease, after: failure) == false)
                #expect(try await self.lease(store, at: Int64(round) * 1000 + 999).isEmpty)
            }
            #expect(try await store.openJobs() == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `jobs are leased in the order of arrival up to the limit`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive((1...5).map { Sample.arrival($0) })
            let two = try await store.lease(limit: 2, terms: Sample.terms(at: 0), at: Sample.now)
            let rest = try await store.lease(limit: 9, terms: Sample.terms(at: 0), at: Sample.now)
            #expect((two + rest).map(\.document.rawValue) == [1, 2, 3, 4, 5])
        }
    }

    private func lease(_ store: any Store, at milliseconds: Int64) async throws -> [Lease] {
        try await store.lease(limit: 1, terms: Sample.terms(at: milliseconds), at: Sample.now)
    }

    private func failure(isCounted: Bool, notBefore: Int64 = 0) -> StepFailure {
        StepFailure(
            reason: "no luck", isCounted: isCounted,
            notBefore: Uptime(boot: "boot-1", milliseconds: notBefore), at: Sample.now)
    }
}
