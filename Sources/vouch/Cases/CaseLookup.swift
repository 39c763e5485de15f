import Domain
import Pipeline
import Workflow

/// Finds the cases people mean, and tells them what became of what they did.
enum CaseLookup {
    /// The case of the document a person means.
    static func stored(_ words: String, on premises: Premises) async throws -> StoredCase {
        let record = try await Lookup.original(words, in: premises.store)
        let document = record.summary.id
        guard let stored = try await premises.cases.storedCase(of: document) else {
            throw Failure.usage("#\(document) has no case. Start one with: vouch process start \(document)")
        }
        return stored
    }

    /// Says what became of an act; `true` where it was done.
    static func tell(
        _ receipt: TaskReceipt, ofTask task: Int64, on screen: Screen, done: String? = nil
    ) -> Bool {
        switch receipt {
        case .done:
            screen.put([StyledText("✓ ", .good) + StyledText(done ?? "Task \(task) is done.")])
            return true
        case .refused(let reasons):
            for reason in reasons { screen.warn("task \(task) stays: \(SafeText(reason).text)") }
        case .changed(let who, let when):
            screen.warn("task \(task) is not what it was: \(SafeText(who).text), \(when)")
        }
        return false
    }

    /// Gives a message to the case of a document and has it go on.
    static func tell(
        _ message: String, _ variables: [String: Variable], of words: String, by actor: String,
        on premises: Premises, _ screen: Screen, done: String, unheard: String
    ) async throws {
        let works = CaseWorks(on: premises)
        try await works.runDue(on: screen)
        let stored = try await stored(words, on: premises)
        let heard = try await premises.cases.tell(
            CaseMessage(document: stored.document, name: message, variables: variables), by: works.machine,
            actor: actor, at: premises.world.now())
        guard heard > 0 else {
            throw Failure(
                sentence: "#\(stored.document) \(unheard). Where it is: vouch status \(stored.document)",
                outcome: .needsPerson)
        }
        try await works.goOn(on: screen)
        let state = try await premises.cases.storedCase(of: stored.document)?.state ?? stored.state
        screen.put([
            StyledText("✓ ", .good) + StyledText("#\(stored.document) \(done)")
                + StyledText(state.isOpen ? "." : "; its way is at an end.", state.isOpen ? .plain : .quiet)
        ])
    }
}
