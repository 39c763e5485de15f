package import Formats
package import Workflow

/// What the code in a mail allows to do with a task, by answering the mail.
package enum ReplyAct: String, Hashable, Sendable, CaseIterable, Codable, Comparable {
    /// Says yes.
    case approve
    /// Says no, with a reason.
    case reject

    /// What may be answered to a task of a duty; nothing where it takes more than a word.
    package static func allowed(for duty: String?) -> [ReplyAct] {
        switch duty {
        case "approval": [.approve, .reject]
        case "release": [.reject]
        default: []
        }
    }

    /// What completing a task of a duty with it says.
    package func variables(for duty: String?, reason: String) -> [String: Variable] {
        switch self {
        case .approve: ["approved": .bool(true)]
        case .reject where duty == "release": ["outcome": .text("rejected"), "reason": .text(reason)]
        case .reject: ["approved": .bool(false), "reason": .text(reason)]
        }
    }

    /// `approved`, `rejected`.
    package var pastTense: String { self == .approve ? "approved" : "rejected" }

    /// Approving comes first.
    package static func < (left: ReplyAct, right: ReplyAct) -> Bool { left.rawValue < right.rawValue }
}

extension TaskFile {
    /// What may be answered to it by mail; nothing where no document says what is approved.
    package var replyActs: [ReplyAct] { task.document.isNone ? [] : ReplyAct.allowed(for: duty) }
}

/// Whom a task is put to by mail, and what is shown to them.
package struct ReplyOffer: Hashable, Sendable {
    /// The task.
    package var task: TaskID
    /// To whom, by name.
    package var people: [String]
    /// What they may answer.
    package var acts: [ReplyAct]
    /// The hash of what the mail shows.
    package var basis: String
    /// Until when an answer counts.
    package var expires: Timestamp

    /// Makes an offer.
    package init(task: TaskID, people: [String], acts: [ReplyAct], basis: String, expires: Timestamp) {
        self.task = task
        self.people = people
        self.acts = acts.sorted()
        self.basis = basis
        self.expires = expires
    }
}

/// A code that was given to somebody.
package struct GivenCode: Hashable, Sendable {
    /// As it stands in the mail.
    package var text: String
    /// Until when it counts.
    package var expires: Timestamp

    /// Makes a code.
    package init(text: String, expires: Timestamp) {
        self.text = text
        self.expires = expires
    }
}

/// What somebody answered to a mail.
package struct Reply: Hashable, Sendable {
    /// The code that stood in it.
    package var code: String
    /// What they want done; `nil` where the first line does not say it.
    package var act: ReplyAct?
    /// Why they reject, else the first line.
    package var words: String
    /// The address the mail says it is from.
    package var sender: String
    /// The SHA-256 of the mail, by which the same mail is known again.
    package var digest: String
    /// When it is acted upon.
    package var at: Timestamp

    /// Makes a reply.
    package init(
        code: String, act: ReplyAct?, words: String = "", sender: String, digest: String, at: Timestamp
    ) {
        self.code = code
        self.act = act
        self.words = words
        self.sender = sender
        self.digest = digest
        self.at = at
    }

    /// The reply of a mail that names one code and one sender.
    package init(_ answer: MailAnswer, code: String, sender: String, digest: String, at: Timestamp) {
        let (act, words): (ReplyAct?, String) =
            switch answer.word {
            case .approve: (.approve, "")
            case .reject(let reason): (.reject, reason)
            case .unclear(let line): (nil, line)
            }
        self.init(code: code, act: act, words: words, sender: sender, digest: digest, at: at)
    }
}

/// What became of a reply.
package struct ReplyReceipt: Hashable, Sendable {
    /// Whether it counts.
    package enum Verdict: Hashable, Sendable {
        /// It does.
        case done
        /// It did before: this very mail was acted upon then.
        case doneBefore(Timestamp)
        /// It does not, and why: sentences for a person.
        case refused(String)
    }

    /// Whether it counts.
    package var verdict: Verdict
    /// Whose code it was, and what it is about; `nil` where the code is none of ours.
    package var about: Subject?

    /// What a code of ours is about.
    package struct Subject: Hashable, Sendable {
        /// To whom it was given.
        package var person: String
        /// The task.
        package var task: TaskID
        /// The document.
        package var document: DocumentID
        /// What was read of it, as processes name it: `seller`, `number`, `total`, `currency`.
        package var facts: [String: Variable]

        /// Makes a subject.
        package init(person: String, task: TaskID, document: DocumentID, facts: [String: Variable]) {
            self.person = person
            self.task = task
            self.document = document
            self.facts = facts
        }
    }

    /// Makes a receipt.
    package init(_ verdict: Verdict, about subject: Subject?) {
        self.verdict = verdict
        about = subject
    }
}
