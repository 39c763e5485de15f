import Exchange
import Glibc
import Pipeline
import Readers
import Reading
import Storage

/// Looks at the machine: the reader program and its sandbox, languages, models, and the home.
struct Examination: Sendable {
    /// The home to look at.
    let home: Home

    /// The languages documents most often come in here, by Tesseract's names.
    private static let usualLanguages = ["eng", "deu", "fra", "nld", "spa", "ita"]
    /// Room below which a warning is due, in megabytes.
    private static let scarceMegabytes = 2000

    /// All results, in the order in which things depend on each other.
    func results() async -> [CheckResult] {
        await readerResults() + [models()] + homeResults()
    }

    private func readerResults() async -> [CheckResult] {
        let settings: ReaderSettings
        let status: ReaderStatus
        do {
            settings = try Composition.readerSettings(home: home)
            status = try ReaderPool.status(settings)
        } catch {
            let reason = (error as? Failure)?.sentence ?? "\(error)"
            return [
                CheckResult(
                    verdict: .lacking, subject: "reader", fact: reason,
                    advice: "Put vouch-reader beside vouch, or name it in $VOUCH_READER.")
            ]
        }
        let engines = status.engines.joined(separator: ", ")
        let reader = CheckResult(
            verdict: .good, subject: "reader", fact: "\(settings.executable) with \(engines)")
        return [reader, sandbox(status, settings), languages(status), neural(settings)]
    }

    private func sandbox(_ status: ReaderStatus, _ settings: ReaderSettings) -> CheckResult {
        guard status.isSandboxed else {
            return CheckResult(
                verdict: .lacking, subject: "sandbox",
                fact: "not in force: \(status.missing.joined(separator: ", "))",
                advice:
                    "Run on Linux 5.13 or later with Landlock and seccomp, outside containers that forbid them."
            )
        }
        let open: [String]
        do {
            open = try ReaderPool.escapes(settings)
        } catch {
            return CheckResult(
                verdict: .doubtful, subject: "sandbox", fact: "in force, but not tried: \(error.reason)")
        }
        guard open.isEmpty else {
            return CheckResult(
                verdict: .lacking, subject: "sandbox", fact: "a reader could \(open.joined(separator: ", "))",
                advice: "Do not read documents of strangers on this machine; update the kernel.")
        }
        return CheckResult(
            verdict: .good, subject: "sandbox",
            fact:
                "Landlock \(status.landlockVersion), system calls filtered, resources limited; every way out tried is shut"
        )
    }

    private func languages(_ status: ReaderStatus) -> CheckResult {
        let missing = Self.usualLanguages.filter { !status.languages.contains($0) }
        let found = status.languages.joined(separator: " ")
        guard !status.languages.isEmpty else {
            return CheckResult(
                verdict: .lacking, subject: "languages", fact: "Tesseract has no language data",
                advice: "apt-get install tesseract-ocr-eng, and one for each language of your documents")
        }
        let packages = missing.map { "tesseract-ocr-\($0)" }.joined(separator: " ")
        return CheckResult(
            verdict: missing.isEmpty ? .good : .doubtful, subject: "languages", fact: found,
            advice: missing.isEmpty ? nil : "For scans in other languages: apt-get install \(packages)")
    }

    private func neural(_ settings: ReaderSettings) -> CheckResult {
        guard let folder = settings.neuralFolder else {
            return CheckResult(
                verdict: .doubtful, subject: "neural",
                fact: "not installed; scans are read by Tesseract alone",
                advice: "scripts/neural-reader fetches it")
        }
        return CheckResult(verdict: .good, subject: "neural", fact: folder)
    }

    private func models() -> CheckResult {
        do {
            let folder = try Composition.modelsPath(home: home)
            _ = try Composition.interpreter(home: home)
            return CheckResult(verdict: .good, subject: "models", fact: folder.description)
        } catch {
            return CheckResult(
                verdict: .lacking, subject: "models", fact: (error as? Failure)?.sentence ?? "\(error)",
                advice: "Name the folder in $VOUCH_MODELS, or correct the file.")
        }
    }

    private func homeResults() async -> [CheckResult] {
        let premises: Premises
        do {
            premises = try Composition.open(home)
        } catch {
            let sentence = (error as? Failure)?.sentence ?? "\(error)"
            return [CheckResult(verdict: .lacking, subject: "home", fact: sentence)]
        }
        return [folders(), inboxes(of: premises), await store(of: premises)]
    }

    private func folders() -> CheckResult {
        let shut = home.directories.filter { access($0.text, R_OK | W_OK | X_OK) != 0 }
        guard shut.isEmpty else {
            let list = shut.map(\.description).joined(separator: ", ")
            return CheckResult(
                verdict: .lacking, subject: "home", fact: "cannot be written: \(list)",
                advice: "Give this user the right to write there, or run: vouch init --home \(home.root)")
        }
        var space = statvfs()
        let isKnown = statvfs(home.root.text, &space) == 0
        let free = isKnown ? Int(space.f_bavail) * Int(space.f_frsize) / 1_000_000 : 0
        let isScarce = isKnown && free < Self.scarceMegabytes
        return CheckResult(
            verdict: isScarce ? .doubtful : .good, subject: "home",
            fact: "\(home.root), writable, \(free.grouped) MB free",
            advice: isScarce ? "Make room: intake stops, and loses nothing, when the disk is full." : nil)
    }

    private func inboxes(of premises: Premises) -> CheckResult {
        do {
            let inboxes = try premises.inboxes()
            let shut = inboxes.filter { access($0.path.text, R_OK | W_OK | X_OK) != 0 }
            let list = (shut.isEmpty ? inboxes : shut).map { $0.path.description }.joined(separator: ", ")
            return CheckResult(
                verdict: shut.isEmpty ? .good : .lacking, subject: "inboxes",
                fact: shut.isEmpty ? list : "documents cannot be moved out of \(list)",
                advice: shut.isEmpty ? nil : "Give this user the right to write there.")
        } catch {
            return CheckResult(
                verdict: .lacking, subject: "inboxes", fact: (error as? Failure)?.sentence ?? "\(error)")
        }
    }

    private func store(of premises: Premises) async -> CheckResult {
        do {
            let promises = try await premises.database.promises()
            let documents = try await premises.store.countByState().values.reduce(0, +)
            let open = try await premises.store.openJobs()
            let facts = "\(documents.counted("document")), \(open) waiting; SQLite \(promises.version)"
            return CheckResult(
                verdict: promises.areKept ? .good : .lacking, subject: "store",
                fact: "\(facts), journal \(promises.journal), synchronous \(promises.synchronous)",
                advice: promises.areKept
                    ? nil : "A power cut may lose documents; report this with your SQLite's version.")
        } catch {
            return CheckResult(
                verdict: .lacking, subject: "store", fact: "\(error)",
                advice: "Another program may hold it; stop that, or restore the newest copy beside it.")
        }
    }
}
