import Domain
import Pipeline
import PipelineDoubles
import Reviewing
import Storage
import Testing

/// Lessons wait in the store from the answer on, until they are through.
@Suite struct LessonsDueTests {
    private func run(_ body: (SQLiteStore, DocumentID) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let place = folder.appending("s.sqlite")
            let store = try SQLiteStore.open(place, files: PosixFiles())
            _ = try await store.receive([Sample.arrival(1)])
            let lease = try #require(
                try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
            _ = try await store.commit(
                FinishedStep(
                    lease: lease, state: .needsReview, reading: Sample.reading(),
                    findings: [Sample.finding], at: Sample.now))
            try await body(store, lease.document)
        }
    }

    private func answer(_ document: DocumentID, in store: SQLiteStore, _ edit: Edit) async throws {
        let desk = ReviewDesk(store: store, world: FixedWorld().world, actor: "ada", session: "session-ada")
        guard case .opened(var hand) = try await desk.open(document) else {
            Issue.record("it cannot be taken up")
            return
        }
        #expect(try await desk.keep(edit, on: &hand) == .kept)
        try await desk.close()
    }

    @Test func `a document that was answered waits to be learnt from until it is through, once`() async throws
    {
        try await run { store, document in
            #expect(try await store.lessonsDue().isEmpty)
            try await answer(document, in: store, .confirm)
            let lesson = try #require(try await store.lessonsDue().first)
            #expect(lesson.document == document && lesson.actor == "ada")
            #expect(try await store.finish(lesson, detail: "acme is in use", at: Sample.now))
            #expect(try await store.lessonsDue().isEmpty)
            #expect(try await !store.finish(lesson, detail: "acme is in use", at: Sample.now))
            let history = try #require(try await store.record(of: document)).history
            #expect(history.filter { $0.action == "learnt" }.map(\.detail) == ["acme is in use"])
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test func `a document that still waits for a person teaches nothing yet`() async throws {
        try await run { store, document in
            try await answer(document, in: store, .clear(.taxTotal))
            #expect(try await store.lessonsDue().isEmpty)
        }
    }

    @Test func `a lesson that fails again and again waits for the next answer`() async throws {
        try await run { store, document in
            try await answer(document, in: store, .confirm)
            for _ in 0..<3 {
                let lesson = try #require(try await store.lessonsDue().first)
                try await store.postpone(lesson, because: "no room")
            }
            #expect(try await store.lessonsDue().isEmpty)
        }
    }
}
