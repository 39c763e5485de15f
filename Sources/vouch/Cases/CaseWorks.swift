import Domain
import Pipeline
import Storage
import Workflow

/// The cases of a home at work: news taken to them, timers fired, errands carried out.
struct CaseWorks: Sendable {
    private let premises: Premises
    private let runner: CaseRunner
    /// Moves cases for the commands of people, too.
    let machine = CaseMachine()

    /// Prepares everything; nothing is read before it is needed.
    init(on premises: Premises) {
        self.premises = premises
        let decisions = CaseDecisions(of: premises.home, files: premises.files)
        let settings = premises.settings.matching
        let own = settings.accountingCurrency ?? Currency(rawValue: "EUR")
        let handlers = CaseHandlers(
            decide: { name, inputs, at throws(HandlerFailure) in
                try decisions.decide(name, inputs, at: at)
            },
            accountingCurrency: own?.rawValue ?? "EUR",
            inAccountingCurrency: { amount, currency in
                guard let currency = Currency(rawValue: currency) else { return nil }
                let rate: Rational? = currency == own ? .one : settings.rates[currency]
                return rate.map { Rational(amount) * $0 }
            })
        runner = CaseRunner(
            store: premises.database, machine: machine, handlers: handlers, world: premises.world,
            worker: premises.world.newID(),
            prepare: { errand throws(HandlerFailure) in
                try await CaseWorks.prepare(errand, on: premises, decisions)
            })
    }

    /// What is done outside of the store's transaction before an errand is answered.
    private static func prepare(
        _ errand: Errand, on premises: Premises, _ decisions: CaseDecisions
    ) async throws(HandlerFailure) {
        guard !errand.document.isNone else {
            if case .decision = errand.target { try decisions.refresh() }
            return
        }
        do {
            switch errand.target {
            case .decision: try decisions.refresh()
            case .handler("match"):
                guard try await premises.database.isMatchable(errand.document) else { return }
                let judge = try Matcher(on: premises).judge
                _ = try await premises.database.match(
                    errand.document, by: judge, why: "its case has come to matching", actor: "vouch",
                    at: premises.world.now())
            case .handler("archive"): try await checkArchive(errand.document, on: premises)
            case .handler: break
            }
        } catch let failure as HandlerFailure {
            throw failure
        } catch let failure as StoreFailure {
            throw HandlerFailure(failure.description, isTransient: failure.isTransient)
        } catch {
            throw HandlerFailure((error as? Failure)?.sentence ?? "\(error)", isTransient: true)
        }
    }

    /// Looks whether the bytes of a document are what they were when it came.
    private static func checkArchive(_ document: DocumentID, on premises: Premises) async throws {
        guard let record = try await premises.store.record(of: document) else { return }
        let kept = try await premises.archive.rehash(record.summary.hash)
        guard kept == record.summary.hash else {
            throw HandlerFailure("the archive does not hold the bytes of document \(document)")
        }
    }

    // MARK: Running

    /// Does everything that is due now, and says what has to wait for a person.
    @discardableResult
    func runDue(on screen: Screen) async throws -> Int {
        try await deployFirst()
        let tally = try await runner.run()
        report(tally, on: screen)
        return tally.moved
    }

    /// Does everything that is due now, and writes to those whom it concerns.
    @discardableResult
    func goOn(on screen: Screen) async throws -> Int {
        let moved = try await runDue(on: screen)
        try await Postman(premises).write(on: screen)
        return moved
    }

    /// Does what becomes due until `isOver`, and what is left then.
    func run(until isOver: StopSignal, on screen: Screen) async throws {
        try await deployFirst()
        while true {
            let isLast = isOver.isStopped
            do throws(StoreFailure) {
                report(try await runner.run(), on: screen)
            } catch {
                guard error.isTransient, !isLast else { throw error }
                screen.warn("cases go on later: \(error)")
            }
            if isLast { return }
            try await premises.world.sleep(CaseRunner.pause)
        }
    }

    private func report(_ tally: CaseRunner.Tally, on screen: Screen) {
        for incident in tally.incidents {
            screen.warn("\(SafeText(incident).text). Try again with: vouch process retry")
        }
    }

    /// Deploys the process of invoices of the home's models, should none be.
    func deployFirst() async throws {
        guard try await premises.database.newestProcess(CaseProcess.invoice) == nil else { return }
        let path = try Composition.modelsPath(home: premises.home).appending("processes").appending(
            "invoice.bpmn")
        guard try premises.files.status(of: path) != nil else { return }
        try await deploy(path)
    }

    /// Deploys the processes of a file.
    @discardableResult
    func deploy(_ path: FilePath) async throws -> [ProcessVersion] {
        let content = try premises.files.contents(of: path, limit: ProcessShelf.maximumSize)
        do throws(CaseFailure) {
            return try await premises.database.deploy(
                content, file: path.displayName, by: Environment.person, at: premises.world.now())
        } catch {
            switch error {
            case .store(let failure): throw failure
            case .refused(let refusal):
                throw Failure(
                    sentence: (["\(path.displayName) was not deployed."]
                        + refusal.description.split(separator: "\n").map { SafeText(String($0)).text })
                        .joined(separator: "\n"), outcome: .needsPerson)
            }
        }
    }
}
