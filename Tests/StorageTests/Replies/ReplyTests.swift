import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Synchronization
import Testing
import Workflow

@testable import Storage

/// What people answer to mails, in the transaction that does it.
@Suite struct `Replies are acted upon once` {
    @Test func `a yes approves, and says whose it was`() async throws {
        try await ReplyHouse.run { desk in
            let receipt = try await desk.answer(try await desk.code("ann"))
            #expect(receipt.verdict == .done && receipt.about?.person == "ann")
            #expect(receipt.about?.facts["number"]?.text == Sample.draft.text(.invoiceNumber))
            let votes = try await desk.votes()
            #expect(votes.map(\.actor) == ["ann"] && votes[0].variables["approved"] == .bool(true))
            #expect(
                try await desk.house.actions(desk.document).suffix(2) == ["task-completed", "reply-taken"])
        }
    }

    @Test func `a no rejects with its reason, in large or small letters of the code`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann").lowercased()
            #expect(try await desk.answer(code, .reject, "not ordered").verdict == .done)
            let votes = try await desk.votes()
            #expect(votes.map { $0.variables["reason"] } == [.text("not ordered")])
        }
    }

    @Test func `who stands in answers with a code of their own`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("eva")
            #expect(try await desk.answer(code, from: "eva").verdict == .done)
            #expect(try await desk.votes().map(\.principals) == [["ann"]])
        }
    }

    @Test func `the same mail again is known, another with the same code is refused`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            #expect(try await desk.answer(code).verdict == .done)
            #expect(try await desk.answer(code, days: 1).verdict == .doneBefore(Sample.now))
            let second = try await desk.answer(code, .reject, "no", mail: 2)
            let day = try #require(Sample.now.day)
            try await desk.expectRefusal(second, "The code was used on \(day); it works once.", done: 1)
        }
    }

    @Test func `a code with any letter changed is none`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            let letters = Array(code)
            for place in letters.indices {
                var forged = letters
                forged[place] = letters[place] == "-" ? "0" : letters[place] == "7" ? "8" : "7"
                let receipt = try await desk.answer(String(forged))
                #expect(receipt.about == nil, "\(String(forged))")
                try await desk.expectRefusal(receipt, "The code is none that was given out here.")
            }
            for forged in [
                "", "-", "1--", "1-A-B", code + "0", String(code.dropLast()), "+" + code, "9" + code,
            ] {
                try await desk.expectRefusal(
                    try await desk.answer(forged), "The code is none that was given out here.")
            }
        }
    }

    @Test func `another house's key opens nothing, nor does a row that was changed`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            let other = try #require(ReplyKey([UInt8](repeating: 8, count: 32)))
            try await desk.expectRefusal(
                try await desk.answer(code, key: other), "The code is none that was given out here.")
            for change in [
                "person = 'bob'", "expires_at = expires_at + 1", "acts = '[\"approve\"]'",
                "issued_at = issued_at - 1",
                "basis = '\(String(repeating: "0", count: 64))'",
            ] {
                try await desk.house.store.pool.write { db in
                    try db.execute(sql: "SAVEPOINT s; UPDATE reply_tokens SET \(change)")
                    let reply = Reply(
                        code: code, act: .approve, sender: "ann@example.org", digest: Sample.hash(1).rawValue,
                        at: Sample.now)
                    let receipt = try ReplyDesk(reply: reply, key: desk.key, machine: desk.house.machine)
                        .receipt(in: db)
                    #expect(receipt.about == nil, "\(change)")
                    try db.execute(sql: "ROLLBACK TO s; RELEASE s")
                }
            }
            #expect(try await desk.answer(code).verdict == .done)
        }
    }

    @Test func `another person's code counts from neither address`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            try await desk.expectRefusal(
                try await desk.answer(code, from: "bob"),
                "The code was given to Ann Berg, and the mail is from bob@example.org.")
            #expect(try await desk.answer(code, mail: 2).verdict == .done)
        }
    }

    @Test func `a code runs out`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            let end = try #require(Sample.now.day?.adding(days: 14))
            try await desk.expectRefusal(try await desk.answer(code, days: 14), "The code ran out on \(end).")
            let fresh = try await desk.code("ann", days: 14)
            #expect(fresh != code)
            try await desk.expectRefusal(
                try await desk.answer(code, days: 14),
                "The code counts no more: a later mail has the one that does.")
            #expect(try await desk.answer(fresh, days: 14).verdict == .done)
        }
    }

    @Test func `what is neither a yes nor a no is asked for again`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            try await desk.expectRefusal(
                try await desk.answer(code, nil, "Sounds good"),
                "Its first line is: Sounds good. It must be APPROVE, or REJECT and the reason.")
            try await desk.expectRefusal(
                try await desk.answer(code, .reject),
                "A rejection needs a reason: REJECT and the reason, in the first line.")
            #expect(try await desk.answer(code).verdict == .done)
        }
    }

    @Test func `what a code does not allow is refused`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann", acts: [.reject])
            try await desk.expectRefusal(try await desk.answer(code), "It cannot be approved by mail.")
        }
    }

    @Test func `a task that somebody did in between is told so, and its codes end`() async throws {
        try await ReplyHouse.run { desk in
            let (ann, eva) = (try await desk.code("ann"), try await desk.code("eva"))
            #expect(try await desk.answer(eva, from: "eva").verdict == .done)
            let day = try #require(Sample.now.day)
            try await desk.expectRefusal(
                try await desk.answer(ann, mail: 2), "Eva Elm has done it already on \(day).", done: 1)
            let living = try await desk.house.store.pool.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM reply_tokens WHERE ended_at IS NULL")
            }
            #expect(living == 0)
        }
    }

    @Test func `a task the case went on without is told so`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            _ = try await desk.house.store.tell(
                CaseMessage(document: desk.document, name: CaseProcess.cancelled), by: desk.house.machine,
                actor: "cleo", at: Sample.now)
            let day = try #require(Sample.now.day)
            try await desk.expectRefusal(
                try await desk.answer(code),
                "It is not asked for any more: the invoice went another way on \(day).")
        }
    }

    @Test func `what changed since is refused, and shown anew, once`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            try await desk.house.store.pool.write { db in
                try db.execute(sql: "UPDATE readings SET draft = json_set(draft, '$.language', 'fr')")
            }
            for mail in [UInt8(1), 2] {
                try await desk.expectRefusal(
                    try await desk.answer(code, mail: mail),
                    "The invoice is not what the mail showed: it was changed since. Another mail shows it as it is now."
                )
            }
            let notices = try await desk.house.store.unsentCaseNotices(limit: 50).filter {
                $0.key.contains("now-ann")
            }
            #expect(notices.map(\.recipients) == [["ann"]])
            #expect(try await desk.answer(try await desk.code("ann"), mail: 3).verdict == .done)
        }
    }

    @Test func `who may not approve any more is told why, and keeps the code`() async throws {
        try await ReplyHouse.run { desk in
            let (ann, dan, cleo) = (
                try await desk.code("ann"), try await desk.code("dan"), try await desk.code("cleo")
            )
            try await desk.expectRefusal(
                try await desk.answer(cleo, from: "cleo"),
                "Cleo Arndt has coded it. Who could: Ann Berg, Eva Elm.")
            try await desk.expectRefusal(
                try await desk.answer(dan, from: "dan"),
                "Dan Dietz may approve no amount. Who could: Ann Berg, Eva Elm.")
            var gone = Person(
                name: "ann", fullName: "Ann Berg", email: "ann@example.org", roles: ["accounting"],
                limit: .unlimited)
            gone.isActive = false
            try await ReplyHouse.take([gone], desk.house)
            try await desk.expectRefusal(
                try await desk.answer(ann),
                "Ann Berg does not work here any more. As things are nobody could.")
            gone.isActive = true
            try await ReplyHouse.take([gone], desk.house)
            #expect(try await desk.answer(ann).verdict == .done)
        }
    }

    @Test func `whose address is another now is not believed under the old one`() async throws {
        try await ReplyHouse.run { desk in
            let code = try await desk.code("ann")
            let moved = Person(
                name: "ann", fullName: "Ann Berg", email: "berg@example.org", roles: ["accounting"],
                limit: .unlimited)
            try await ReplyHouse.take([moved], desk.house)
            try await desk.expectRefusal(
                try await desk.answer(code),
                "The code was given to Ann Berg, and the mail is from ann@example.org.")
        }
    }
}
