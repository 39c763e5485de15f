import Domain
import Pipeline
import Storage
import Workflow

/// Where a person does tasks: finds them, does something with them, says what became of it.
struct TaskSeat {
    let premises: Premises
    let screen: Screen
    /// Who sits there.
    let person: String
    let works: CaseWorks

    /// Tasks shown at most.
    static let maximumTasks = 200

    /// Takes a seat for somebody.
    init(of person: String, at premises: Premises, _ screen: Screen) {
        self.person = person
        self.premises = premises
        self.screen = screen
        works = CaseWorks(on: premises)
    }

    /// What the person is called.
    func fullName() async throws -> String { try await premises.database.directory().fullName(of: person) }

    /// All open tasks of the document a person means.
    func files(of words: String) async throws -> [TaskFile] {
        try await works.runDue(on: screen)
        let stored = try await CaseLookup.stored(words, on: premises)
        let files = try await premises.database.taskFiles(TaskQuery(caseID: stored.id), by: works.machine)
        guard !files.isEmpty else {
            let why = stored.state.isOpen ? "waits for no person" : "has come to its end"
            throw Failure(sentence: "#\(stored.document) \(why).", outcome: .needsPerson)
        }
        return files
    }

    /// The task that is meant: by its number, else what the person has, may take, or what there is, of some duty.
    func file(_ words: String, task: Int64?, _ duty: String?, noun: String) async throws -> TaskFile {
        let directory = try await premises.database.directory()
        try NearNames.check(person, among: directory)
        if let task {
            guard let file = try await premises.database.taskFile(TaskID(rawValue: task), by: works.machine)
            else { throw Failure.usage("There is no task \(task). See them with: vouch tasks") }
            guard duty == nil || file.duty == duty else {
                throw Failure.usage("Task \(task), \(file.task.title), is not \(noun).")
            }
            return file
        }
        let files = try await files(of: words).filter { duty == nil || $0.duty == duty }
        let name = directory.person(called: person)?.name ?? person
        let chosen =
            files.first { $0.task.assignee == name }
            ?? files.first { $0.task.assignee == nil && $0.whoCould.contains(name) }
            ?? files.first { $0.whoCould.contains(name) } ?? files.first
        guard let chosen else {
            throw Failure(
                sentence: "\(SafeText(words).text) does not wait for \(noun). See what it waits for: "
                    + "vouch tasks \(SafeText(words).text)", outcome: .needsPerson)
        }
        return chosen
    }

    /// Does something with a task as it was seen, and moves its case on.
    ///
    /// - Throws: A `Failure` where it was refused, or is not what was seen any more.
    func act(_ kind: TaskAct.Kind, on file: TaskFile, seen: String? = nil, done: String) async throws {
        let words = "\(file.task.document)"
        if let seen, seen.utf8.count < 6 || !file.basis.hasPrefix(seen.lowercased()) {
            throw Failure(
                sentence: "#\(words) is not what you saw: its content is \(file.basis.prefix(12)) now, not "
                    + "\(SafeText(seen).text). Look at it again: vouch tasks \(words)", outcome: .needsPerson)
        }
        let act = TaskAct(
            task: file.task.id, kind: kind, actor: person, at: premises.world.now(), basis: file.basis)
        switch try await premises.database.act(act, by: works.machine) {
        case .done: screen.put([StyledText("✓ ", .good) + StyledText(done)])
        case .refused(let reasons):
            let sentences = reasons.map { $0.hasSuffix(".") ? $0 : $0.capitalisedFirst + "." }
            throw Failure(
                sentence: "#\(words) stays as it is. \(SafeText(sentences.joined(separator: " ")).text)",
                outcome: .needsPerson)
        case .changed(let name, let time):
            let day = time.day.map { " on \($0)" } ?? ""
            throw Failure(
                sentence: "#\(words) stays as it is: \(SafeText(name).text) was first, or changed it\(day). "
                    + "Look at it again: vouch tasks \(words)", outcome: .needsPerson)
        }
        try await works.goOn(on: screen)
        switch kind {
        case .complete: try await tellNext(of: file.task.caseID)
        case .claim: advise("Lay it down again: vouch claim \(words) --release")
        case .delegate(let name):
            advise("\(SafeText(name).text) may give it back: vouch delegate \(words) --back")
        case .release, .resolve, .comment: break
        }
    }

    /// Says what a case waits for now.
    func tellNext(of id: CaseID) async throws {
        guard let stored = try await premises.database.storedCase(id) else { return }
        let directory = try await premises.database.directory()
        let files = try await premises.database.taskFiles(TaskQuery(caseID: id), by: works.machine)
        let view = TaskScreen(directory: directory, now: premises.world.now())
        for file in files.prefix(Self.mostNext) { advise("Next: \(view.invitation(to: file))") }
        if files.isEmpty {
            advise(
                stored.state.isOpen
                    ? "Nobody has to do anything now. Where it is: vouch status \(stored.document)"
                    : "Its way is at an end.")
        }
    }

    /// Tasks of a case that are named after something was done.
    private static let mostNext = 4

    private func advise(_ sentence: String) {
        screen.put([StyledText("  \(sentence)", .quiet).truncated(to: max(screen.output.columns, 60))])
    }
}
