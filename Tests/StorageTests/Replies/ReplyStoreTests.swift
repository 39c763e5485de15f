import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Synchronization
import Testing
import Workflow

@testable import Storage

@Suite struct `Codes of mails in the store` {
    @Test func `who has a code that counts gets the same again, each person another`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            #expect(try await desk.code("ann", days: 3) == code)
            #expect(try await desk.code("eva") != code)
            let asked = try await desk.house.actions(desk.document).filter { $0 == "reply-asked" }
            #expect(asked.count == 2)
        }
    }

    @Test func `neither table nor log holds what could be used`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            _ = try await desk.answer(code)
            let parts = code.split(separator: "-").dropFirst().map(String.init)
            let kept = try await desk.house.store.pool.read { db in
                try String.fetchAll(db, sql: "SELECT detail FROM audit")
                    + String.fetchAll(
                        db, sql: "SELECT id_hash || hex(salt) || acts || basis || reply FROM reply_tokens")
            }
            #expect(!kept.contains { text in parts.contains { text.uppercased().contains($0) } })
        }
    }

    @Test func `a done task gives out no codes`() async throws {
        try await ReplyHouse.run { desk in
            let task = try await desk.task()
            _ = try await desk.answer(try await desk.code("ann"))
            let offer = ReplyOffer(
                task: task.id, people: ["eva"], acts: [.approve], basis: task.basis,
                expires: desk.house.at(days: 1))
            #expect(try await desk.house.store.replyCodes(for: offer, key: desk.key, at: Sample.now) == [:])
        }
    }

    @Test func `two processes that take the same answer act once`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            let other = try SQLiteStore.open(desk.house.path, files: PosixFiles())
            let verdicts = try await withThrowingTaskGroup(of: ReplyReceipt.Verdict.self) { group in
                for round in 0..<8 {
                    let store = round.isMultiple(of: 2) ? desk.house.store : other
                    let reply = Reply(
                        code: code, act: .approve, sender: "ann@example.org",
                        digest: Sample.hash(UInt8(1 + round / 4)).rawValue, at: Sample.now)
                    group.addTask {
                        try await store.take(reply, key: desk.key, by: CaseMachine()).verdict
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(verdicts.filter { $0 == .done }.count == 1)
            #expect(verdicts.filter { if case .doneBefore = $0 { true } else { false } }.count == 3)
            #expect(try await desk.votes().count == 1)
        }
    }

    @Test func `the store itself takes no second use, no use of what has ended, and no cut`() async throws {
        try await ReplyHouse.run { desk in
            _ = try await desk.answer(try await desk.code("ann"))
            for sql in [
                "UPDATE reply_tokens SET redeemed_at = NULL, reply = NULL", "DELETE FROM reply_tokens",
                "UPDATE reply_tokens SET person = 'bob'",
            ] {
                await #expect(throws: DatabaseError.self) {
                    try await desk.house.store.pool.write { db in try db.execute(sql: sql) }
                }
            }
        }
    }

    @Test func `fail any write: the code is used up and the task done, or neither`() async throws {
        var writes = 0
        var isWhole = false
        while !isWhole {
            writes += 1
            try await ReplyHouse.run { desk in
                let code = try await desk.code("ann")
                let left = Mutex(writes)
                let reply = Reply(
                    code: code, act: .approve, sender: "ann@example.org", digest: Sample.hash(1).rawValue,
                    at: Sample.now)
                let failed = Mutex(false)
                try await desk.house.store.pool.writeWithoutTransaction { db in
                    db.add(
                        function: DatabaseFunction("fail_here", argumentCount: 0) { _ in
                            let isNow = left.withLock { count in
                                count -= 1
                                return count == 0
                            }
                            if isNow { throw DatabaseError(resultCode: .SQLITE_FULL) }
                            return nil
                        })
                    for table in [
                        "reply_tokens", "tasks", "task_acts", "cases", "audit", "case_notices", "timers",
                    ] {
                        for event in ["INSERT", "UPDATE", "DELETE"]
                        where (table, event) != ("audit", "UPDATE") {
                            try db.execute(
                                sql: "CREATE TEMP TRIGGER f_\(table)_\(event) BEFORE \(event) ON \(table) "
                                    + "BEGIN SELECT fail_here(); END")
                        }
                    }
                }
                do {
                    _ = try await desk.house.store.take(reply, key: desk.key, by: desk.house.machine)
                } catch {
                    failed.withLock { $0 = true }
                }
                left.withLock { $0 = .max }
                let used = try await desk.house.store.pool.read { db in
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM reply_tokens WHERE redeemed_at IS NOT NULL")
                }
                let votes = try await desk.votes().count
                #expect(used == votes && votes == (failed.withLock { $0 } ? 0 : 1))
                isWhole = !failed.withLock { $0 }
                #expect(try await desk.answer(code).verdict == (isWhole ? .doneBefore(Sample.now) : .done))
                try await desk.house.store.pool.writeWithoutTransaction { db in
                    for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_temp_master") {
                        try db.execute(sql: "DROP TRIGGER \(name)")
                    }
                }
            }
        }
        #expect(writes > 6)
    }

    @Test func `a task handed on, or back, is told to who has it then`() async throws {
        try await ReplyHouse.run { desk in
            let task = try await desk.task()
            #expect(try await desk.house.act(.delegate(to: "bob"), task, by: "ann") == .done)
            #expect(try await desk.house.act(.resolve, task, by: "bob") == .done)
            let told = try await desk.house.store.unsentCaseNotices(limit: 50).filter {
                $0.key.contains("-to-")
            }
            #expect(told.map(\.recipients) == [["bob"], ["ann"]])
        }
    }

    @Test func `codes of a key that was lost are replaced`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            let fresh = try #require(ReplyKey([UInt8](repeating: 9, count: 32)))
            let again = ReplyHouse(house: desk.house, document: desk.document, key: fresh)
            let other = try await again.code("ann")
            #expect(other != code)
            #expect(try await again.answer(code).about == nil)
            #expect(try await again.answer(other).verdict == .done)
        }
    }
}
