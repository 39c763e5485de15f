import Domain
import Pipeline
import PipelineDoubles
import Testing
import Workflow

@testable import Storage

/// Cases in the store: started, moved by people, timers and messages, each step whole.
@Suite struct CaseStoreTests {
    // MARK: Processes

    @Test func `a process is a new version when its file changes, and the same when it does not`()
        async throws
    {
        try await CaseHouse.run { house in
            let content = try CaseHouse.process()
            let again = try await house.store.deploy(content, file: "i.bpmn", by: "ada", at: Sample.now)
            #expect(again.map(\.key.description) == ["invoice:1"])
            let changed = content + Array("<!-- changed -->".utf8)
            let next = try await house.store.deploy(changed, file: "i.bpmn", by: "ada", at: Sample.now)
            #expect(next.map(\.key.description) == ["invoice:2"])
        }
    }

    @Test func `what cannot be executed is refused with file, line and element`() async throws {
        try await CaseHouse.run { house in
            let text = String(decoding: try CaseHouse.process(), as: UTF8.self)
                .replacing("<bpmn:serviceTask id=\"verify\"", with: "<bpmn:adHocSubProcess id=\"verify\"")
                .replacing(
                    "name=\"Verify\" vouch:handler=\"verify\" />",
                    with: "name=\"Verify\"></bpmn:adHocSubProcess>")
            await #expect(throws: CaseFailure.self) {
                try await house.store.deploy(Array(text.utf8), file: "i.bpmn", by: "ada", at: Sample.now)
            }
            #expect(try await house.store.processes().count == 1)
        }
    }

    @Test func `cases stay on their version, new ones take the newest`() async throws {
        try await CaseHouse.run { house in
            let first = try await house.read(1)
            let changed = try CaseHouse.process() + Array("<!-- changed -->".utf8)
            _ = try await house.store.deploy(changed, file: "i.bpmn", by: "ada", at: Sample.now)
            let second = try await house.read(2)
            try await house.serve(CaseHouse.answers)
            #expect(try await house.store.storedCase(of: first)?.process.version == 1)
            #expect(try await house.store.storedCase(of: second)?.process.version == 2)
            #expect(try await house.store.processes().map(\.open) == [1, 1])
        }
    }

    // MARK: The way of a case

    @Test func `a document that was read has one case, however often that is told`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1)
            let known = try #require(try await house.store.storedCase(of: document))
            let again = try await house.store.startCase(
                of: document, process: "invoice", by: house.machine, actor: "ada", at: Sample.now)
            #expect(again == .known(known.id))
        }
    }

    @Test func `a document that is no bill has none`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, InvoiceDraft(kind: .deliveryNote, language: "en"))
            #expect(try await house.store.storedCase(of: document) == nil)
            let asked = try await house.store.startCase(
                of: DocumentID(rawValue: 99), process: "invoice", by: house.machine, actor: "ada",
                at: Sample.now)
            #expect(asked == .refused("document 99 was not read"))
        }
    }

    @Test func `an invoice goes from draft to paid`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            for person in ["ann", "bob"] {
                let task = try await house.task("approve", of: document)
                #expect(try await house.act(.complete(["approved": .bool(true)]), task, by: person) == .done)
                try await house.serve(CaseHouse.answers)
            }
            let told = try await house.store.tell(
                CaseMessage(document: document, name: "paid"), by: house.machine, actor: "cleo",
                at: Sample.now)
            #expect(told == 1)
            try await house.serve(CaseHouse.answers)
            #expect(try await house.state(document) == .completed)
            let actions = try await house.actions(document)
            #expect(actions.filter { $0 == "task-completed" }.count == 3)
            #expect(actions.filter { $0 == "errand-done" }.count == 6)
        }
    }

    @Test func `confirming a document completes the task of looking at it`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, state: .needsReview)
            let task = try await house.task("review", of: document)
            #expect(
                try await house.act(.complete([:]), task, by: "ann")
                    == .refused(["document \(document) has to be confirmed: vouch review \(document)"]))
            #expect(try await house.store.rerun(document, by: "ann", at: Sample.now))
            let lease = try #require(
                try await house.store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
            _ = try await house.store.commit(
                FinishedStep(lease: lease, state: .read, reading: Sample.reading(), at: Sample.now))
            try await house.hear()
            #expect(try await house.serve(CaseHouse.answers) == 3)
            #expect(try await house.store.task(task.id)?.state == .completed)
        }
    }

    @Test func `a document that is no bill any more ends its case`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, state: .needsReview)
            _ = try await house.store.rerun(document, by: "ann", at: Sample.now)
            let lease = try #require(
                try await house.store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
            let note = Sample.reading(draft: InvoiceDraft(kind: .deliveryNote, language: "en"))
            _ = try await house.store.commit(
                FinishedStep(lease: lease, state: .read, reading: note, at: Sample.now))
            try await house.hear()
            #expect(try await house.state(document) == .cancelled)
            #expect(try await house.store.tasks(TaskQuery()) == [])
        }
    }

    // MARK: Timers and messages

    @Test func `timers fire when they are due and not before, each as often as it says`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            #expect(
                try await house.store.fireTimers(limit: 9, by: house.machine, at: house.at(days: 0)) == 0)
            #expect(
                try await house.store.fireTimers(limit: 9, by: house.machine, at: house.at(days: 1)) == 1)
            #expect(
                try await house.store.fireTimers(limit: 9, by: house.machine, at: house.at(days: 1)) == 0)
            #expect(try await house.serve(CaseHouse.answers) == 1)
            #expect(try await house.actions(document).contains("timer-fired"))
            var fired = 0
            while true {
                let count = try await house.store.fireTimers(
                    limit: 9, by: house.machine, at: house.at(days: 5))
                if count == 0 { break }
                fired += count
            }
            #expect(fired == 5)
        }
    }

    @Test func `a message nobody waits for changes nothing`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, state: .needsReview)
            let before = try await house.store.storedCase(of: document)
            let told = try await house.store.tell(
                CaseMessage(document: document, name: "paid"), by: house.machine, actor: "cleo",
                at: Sample.now)
            #expect(told == 0)
            #expect(try await house.store.storedCase(of: document) == before)
        }
    }

    @Test func `what cancels a case withdraws its tasks, timers and errands`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            let task = try await house.task("approve", of: document)
            let told = try await house.store.tell(
                CaseMessage(document: document, name: "cancelled"), by: house.machine, actor: "cleo",
                at: Sample.now)
            #expect(told == 1)
            try await house.serve(CaseHouse.answers)
            #expect(try await house.state(document) == .completed)
            let late = try await house.act(.complete(["approved": .bool(true)]), task, by: "ann")
            #expect(late == .changed(by: "cleo", at: Sample.now))
            #expect(
                try await house.store.fireTimers(limit: 9, by: house.machine, at: house.at(days: 9)) == 0)
        }
    }

    // MARK: Errands

    @Test func `a handler that does not answer is tried again, and then waits for a person`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1)
            for attempt in 1...5 {
                let errand = try #require(try await house.lease(at: 10))
                #expect(errand.attempt == attempt)
                let receipt = try await house.store.finish(
                    errand, by: house.machine, notBefore: Uptime(boot: "boot-1", milliseconds: 1),
                    at: Sample.now
                ) { _ throws(HandlerFailure) in throw HandlerFailure("no line", isTransient: true) }
                #expect(receipt == .failed("no line", isAside: attempt == 5))
            }
            #expect(try await house.state(document) == .incident)
            #expect(try await house.store.incidents().map(\.reason) == ["no line"])
            let stored = try #require(try await house.store.storedCase(of: document))
            #expect(
                try await house.store.retry(stored.id, by: house.machine, actor: "ada", at: Sample.now) == 1)
            #expect(try await house.serve(CaseHouse.answers) == 3)
            #expect(try await house.state(document) == .active)
        }
    }

    @Test func `a handler's answer counts once, whoever else believes to have the errand`() async throws {
        try await CaseHouse.run { house in
            _ = try await house.read(1)
            let first = try #require(try await house.lease())
            let second = try #require(try await house.lease(at: JobLimits.lease.milliseconds + 1))
            #expect(first.id == second.id && first.fence < second.fence)
            let never = Uptime(boot: "boot-1", milliseconds: 0)
            let late = try await house.store.finish(
                first, by: house.machine, notBefore: never, at: Sample.now, answer: CaseHouse.answers)
            #expect(late == .lost)
            let done = try await house.store.finish(
                second, by: house.machine, notBefore: never, at: Sample.now, answer: CaseHouse.answers)
            #expect(done == .done)
            let again = try await house.store.finish(
                second, by: house.machine, notBefore: never, at: Sample.now, answer: CaseHouse.answers)
            #expect(again == .lost)
        }
    }

    @Test func `an error nobody catches is an incident that can be tried again`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1)
            let errand = try #require(try await house.lease())
            _ = try await house.store.finish(
                errand, by: house.machine, notBefore: Uptime(boot: "b", milliseconds: 0), at: Sample.now
            ) { _ in ErrandAnswer(outcome: ServiceOutcome(error: "odd")) }
            #expect(try await house.state(document) == .incident)
            let incidents = try await house.store.incidents()
            #expect(incidents.map(\.element) == ["verify"])
            let stored = try #require(try await house.store.storedCase(of: document))
            _ = try await house.store.retry(stored.id, by: house.machine, actor: "ada", at: Sample.now)
            #expect(try await house.serve(CaseHouse.answers) == 3)
        }
    }

    // MARK: The log

    @Test func `the log is enough to have the engine take every step again`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            let stored = try #require(try await house.store.storedCase(of: document))
            var replayed = ""
            for event in try #require(try await house.store.record(of: document)).history {
                guard let entry = CaseEntry(detail: event.detail), entry.caseNumber == stored.id.rawValue
                else { continue }
                if let variables = entry.variables, entry.event == nil {
                    replayed = try house.machine.start("invoice", variables: variables, at: event.at).instance
                } else if let step = entry.event {
                    replayed = try house.machine.take(step, instance: replayed, at: event.at).instance
                }
            }
            #expect(replayed == stored.instance)
        }
    }
}
