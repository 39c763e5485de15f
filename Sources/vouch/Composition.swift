import Domain
import Extraction
import Glibc
import Pipeline
import Readers
import Reading
import Storage

/// Where all parts meet: makes the concrete ones for the commands.
enum Composition {
    /// The file system.
    static let files: any FileOps = PosixFiles()

    /// A pool of reader processes.
    static func readers(jobs: Int, documentsEach: Int) throws -> ReaderPool {
        var settings = ReaderSettings(width: jobs, documentsPerProcess: documentsEach)
        settings.neuralFolder = ReaderSettings.foundNeuralFolder()
        guard access(settings.executable, X_OK) == 0 else {
            throw Failure.environment(
                "The program that reads documents is not at \(settings.executable). Build it, put it beside vouch, "
                    + "or name it in $VOUCH_READER.")
        }
        return ReaderPool(settings)
    }

    /// How values are chosen and checked.
    static func interpreter() throws -> Interpreter {
        Interpreter(
            select: { InvoiceDraft(kind: .other, language: $0.evidence.language) }, check: { _ in [] })
    }

    /// Opens the home: its store and its archive.
    static func open(_ home: Home) throws -> Premises {
        guard try files.status(of: home.store) != nil else {
            throw Failure.environment(
                "There is no home at \(home.root). Make one with: vouch init --home \(home.root)")
        }
        return Premises(
            home: home, store: try SQLiteStore.open(home.store, files: files),
            archive: FileArchive(
                home.archive, files: files, newID: try World.system(files: files).newID,
                threads: BlockingThreads(count: 4, label: "vouch.archive")))
    }

    static func picture(
        of place: Surroundings, on page: Page, of record: DocumentRecord, from premises: Premises
    ) async throws -> Picture? { nil }
}

/// A home that was opened: its store and its archive.
struct Premises: Sendable {
    /// Where everything lies.
    let home: Home
    /// Documents, jobs and the log.
    let store: any Store
    /// The bytes of documents.
    let archive: any Archive
}
