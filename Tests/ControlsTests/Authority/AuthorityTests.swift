import Domain
import Testing

@testable import Controls

struct AuthorityTests {
    private var office = SmallOffice()

    @Test func `a candidate within the limit may take and decide a task`() throws {
        for deed in [TaskDeed.claim, .complete, .delegate(to: "eva"), .comment] {
            #expect(try office.answer("bea", deed) == "yes", "\(deed)")
        }
    }

    @Test func `who is no candidate is told who could`() throws {
        var office = office
        office.task.candidates = [TaskCandidate("accounting")]
        #expect(
            try office.answer("bea", .claim)
                == "It takes somebody of accounting, and Bea Mohn is not. Who could: Ada Lind.")
        office.task.candidates = [TaskCandidate("finance@IT"), TaskCandidate("person:finn")]
        #expect(
            try office.answer("bea", .complete)
                == "It takes somebody of finance in IT or finn, and Bea Mohn is not. As things are nobody could."
        )
    }

    @Test func `who is no candidate and had a hand in it is told both`() throws {
        var office = office
        office.task.candidates = [TaskCandidate("finance"), TaskCandidate("person:dora")]
        office.history = [Deed(.coding, by: "ada")]
        #expect(
            try office.answer("ada", .complete)
                == "Ada Lind has coded it; it takes somebody of finance or dora, and Ada Lind is not. "
                + "Who could: Dora Pfeil.")
        office.task.assignee = "dora"
        #expect(try office.answer("ada", .complete).hasPrefix("The task is with Dora Pfeil. Who"))
    }

    @Test func `strangers and those who have left may do nothing, not even comment`() throws {
        for deed in [TaskDeed.claim, .complete, .comment, .release] {
            #expect(try office.answer("zoe", deed).hasPrefix("Zoe is nobody of the directory."))
            #expect(try office.answer("finn", deed).hasPrefix("Finn Sax does not work here any more."))
        }
    }

    @Test func `a limit is kept, whichever way the task is done`() throws {
        var office = office
        office.task.amount = SmallOffice.money(1001)
        let sentence =
            "Bea Mohn may approve up to 1000.00 EUR, and this is 1001.00 EUR. "
            + "Who could: Carl Ohm, Dora Pfeil, Eva Rink."
        for deed in [TaskDeed.claim, .complete, .delegate(to: "dora")] {
            #expect(try office.answer("bea", deed) == sentence, "\(deed)")
        }
        office.task.needsLimit = false
        #expect(try office.answer("bea", .complete) == "yes")
        office.task.needsLimit = true
        office.task.amount = nil
        #expect(
            try office.answer("bea", .complete)
                == "Bea Mohn may approve up to 1000.00 EUR, and what this comes to is not known. Who could: Dora Pfeil."
        )
        #expect(try office.answer("dora", .complete) == "yes")
    }

    @Test func `limits are for approvals`() throws {
        var office = office
        office.task.duty = .coding
        office.task.amount = SmallOffice.money(9999)
        #expect(try office.answer("bea", .complete) == "yes")
    }

    @Test(arguments: [
        (Duty.entry, "Bea Mohn has keyed or corrected the invoice"), (.coding, "Bea Mohn has coded it"),
        (.release, "Bea Mohn has released its hold"), (.approval, "Bea Mohn has approved it"),
        (.vendorChange, "Bea Mohn has changed or confirmed the vendor's account"),
    ])
    func `who had a hand in it does not approve it`(duty: Duty, why: String) throws {
        var office = office
        office.history = [Deed(duty, by: "Bea  MOHN")]
        for deed in [TaskDeed.claim, .complete, .delegate(to: "dora")] {
            #expect(
                try office.answer("bea", deed)
                    == "\(why). Who could: Ada Lind, Carl Ohm, Dora Pfeil, Eva Rink.")
        }
        #expect(try office.answer("ada", .delegate(to: "bea")).hasPrefix(why))
        #expect(try office.answer("ada", .complete) == "yes")
    }

    @Test func `what is no part of the invoice keeps nobody from approving`() throws {
        var office = office
        office.history = [Deed(.other, by: "bea")]
        #expect(try office.answer("bea", .complete) == "yes")
    }

    @Test(arguments: [Duty.entry, .coding, .release, .vendorChange])
    func `who has approved it has no hand in it afterwards`(duty: Duty) throws {
        var office = office
        office.history = [Deed(.approval, by: "bea")]
        office.task.duty = duty
        #expect(try office.answer("bea", .complete).hasPrefix("Bea Mohn has approved it."))
        #expect(try office.answer("ada", .complete) == "yes")
    }

    @Test func `a task somebody has is left to them`() throws {
        var office = office
        office.task.assignee = "bea"
        #expect(try office.answer("carl", .claim).hasPrefix("The task is with Bea Mohn."))
        #expect(try office.answer("carl", .complete).hasPrefix("The task is with Bea Mohn."))
        #expect(try office.answer("carl", .release).hasPrefix("The task is with Bea Mohn."))
        #expect(try office.answer("bea", .claim).hasPrefix("The task is already yours."))
        #expect(try office.answer("bea", .complete) == "yes")
        #expect(try office.answer("bea", .release) == "yes")
        #expect(try office.answer("bea", .resolve).hasPrefix("Nobody handed the task on;"))
    }

    @Test func `what nobody has is given back by nobody`() throws {
        #expect(try office.answer("bea", .release).hasPrefix("Nobody has the task."))
    }

    @Test func `a name of the log that may mean two people counts as both`() throws {
        var office = office
        office.people.append(
            Person(name: "bm", fullName: "Bea Mohn", roles: ["approvers"], limit: .unlimited))
        office.history = [Deed(.coding, by: "Bea Mohn")]
        #expect(try office.answer("bea", .complete).hasPrefix("Bea Mohn has coded it."))
        #expect(try office.answer("bm", .complete).hasPrefix("Bea Mohn has coded it."))
    }
}

/// Acting for others: limits follow whom one acts for, and four eyes are not got around.
struct StandingInTests {
    private var office = SmallOffice()

    @Test func `a substitute acts with the limit of whom they stand in for`() throws {
        var office = office
        office.task.amount = SmallOffice.money(5000)
        #expect(try office.answer("eva", .claim) == "yes for carl")
        #expect(try office.answer("eva", .complete) == "yes for carl")
        office.task.amount = SmallOffice.money(5001)
        #expect(
            try office.answer("eva", .complete)
                == "Carl Ohm may approve up to 5000.00 EUR, and this is 5001.00 EUR. Who could: Dora Pfeil.")
    }

    @Test func `a substitute who may more themselves does not for somebody who may less`() throws {
        var office = office
        office.people[0].roles = []
        office.people[1].substitutions = SmallOffice.substitution(by: "dora")
        office.people[3].roles = []
        office.task.amount = SmallOffice.money(1001)
        #expect(try office.answer("dora", .complete).hasPrefix("Bea Mohn may approve up to 1000.00 EUR"))
    }

    @Test func `nobody stands in on another day, or for who has left`() throws {
        var office = office
        office.task.amount = SmallOffice.money(9000)
        #expect(try office.answer("eva", .complete).contains("Carl Ohm may approve up to"))
        office.people[2].substitutions = []
        #expect(
            try office.answer("eva", .complete).hasPrefix(
                "It takes somebody of approvers, and Eva Rink is not."))
    }

    @Test func `standing in is no way around four eyes`() throws {
        var office = office
        office.history = [Deed(.coding, by: "carl")]
        #expect(try office.answer("eva", .complete).hasPrefix("Carl Ohm has coded it."))
        office.history = [Deed(.coding, by: "eva")]
        #expect(try office.answer("eva", .complete).hasPrefix("Eva Rink has coded it."))
        office.history = [Deed(.coding, by: "eva", for: ["carl"])]
        #expect(try office.answer("carl", .complete).hasPrefix("For Carl Ohm somebody has coded it."))
        office.history = [Deed(.approval, by: "eva", for: ["carl"])]
        #expect(try office.answer("carl", .complete).hasPrefix("For Carl Ohm somebody has approved it."))
    }

    @Test func `a delegate acts with the limit of the owner, whatever their own`() throws {
        var office = office
        office.task.assignee = "eva"
        office.task.delegators = ["bea"]
        #expect(try office.answer("eva", .complete) == "yes for bea")
        office.task.amount = SmallOffice.money(1001)
        #expect(try office.answer("eva", .complete).hasPrefix("Bea Mohn may approve up to 1000.00 EUR"))
        office.task.assignee = "dora"
        #expect(try office.answer("dora", .complete).hasPrefix("Bea Mohn may approve up to 1000.00 EUR"))
    }

    @Test func `delegation is no way around four eyes, on either end`() throws {
        var office = office
        office.task.assignee = "eva"
        office.task.delegators = ["bea", "ada"]
        #expect(try office.answer("eva", .complete) == "yes for bea for ada")
        for name in ["eva", "ada", "bea"] {
            office.history = [Deed(.entry, by: name)]
            #expect(
                try office.answer("eva", .complete).contains("has keyed or corrected the invoice"), "\(name)")
        }
    }

    @Test func `a task goes to nobody it came from, and to nobody who is not there`() throws {
        var office = office
        office.task.assignee = "ada"
        office.task.delegators = ["bea"]
        #expect(try office.answer("ada", .delegate(to: "bea")).hasPrefix("The task came from Bea Mohn."))
        #expect(try office.answer("ada", .delegate(to: "ada")).hasPrefix("The task came from Ada Lind."))
        #expect(try office.answer("ada", .delegate(to: "zoe")).hasPrefix("Zoe is nobody of the directory."))
        #expect(
            try office.answer("ada", .delegate(to: "finn")).hasPrefix("Finn Sax does not work here any more.")
        )
        #expect(try office.answer("ada", .delegate(to: "eva")) == "yes for bea")
    }

    @Test func `an owner who has left, or lost the role, has nothing to hand on any more`() throws {
        var office = office
        office.task.assignee = "eva"
        office.task.delegators = ["finn"]
        #expect(
            try office.answer("eva", .complete).hasPrefix(
                "Finn Sax, who handed the task on, may not do it any more."))
        office.task.delegators = ["bea"]
        office.people[1].roles = []
        #expect(
            try office.answer("eva", .complete).hasPrefix(
                "Bea Mohn, who handed the task on, may not do it any more."))
    }

    @Test func `a delegate gives the task back to its owner, and a substitute may do it for them`() throws {
        var office = office
        office.task.assignee = "carl"
        office.task.delegators = ["bea"]
        #expect(try office.answer("carl", .resolve) == "yes")
        #expect(try office.answer("eva", .resolve) == "yes for carl")
        #expect(try office.answer("eva", .complete) == "yes for bea for carl")
        #expect(try office.answer("bea", .resolve).hasPrefix("The task is with Carl Ohm."))
    }
}
