import Controls
import Domain
import Extraction
import Foundation
import Glibc
import Models
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
        settings.modelsFolder = try models().url.path
        guard access(settings.executable, X_OK) == 0 else {
            throw Failure.environment(
                "The program that reads documents is not at \(settings.executable). Build it, put it beside vouch, "
                    + "or name it in $VOUCH_READER.")
        }
        return ReaderPool(settings)
    }

    /// The folder of labels, templates and weights: `$VOUCH_MODELS`, the installation's or the source tree's.
    static func models() throws -> ModelsFolder {
        do {
            return try ModelsFolder(
                in: ModelsFolder.Places(
                    environment: ProcessInfo.processInfo.environment,
                    executable: URL(fileURLWithPath: "/proc/self/exe")))
        } catch {
            throw Failure.environment("\(error)")
        }
    }

    /// How values are chosen and checked.
    static func interpreter() throws -> Interpreter {
        let selection: Selection
        do {
            selection = Selection(
                model: try models().scoringModel(), templates: try models().vendorTemplates())
        } catch {
            throw Failure.environment("\(error)")
        }
        let today = CalendarDate(dayNumber: Int(time(nil) / 86_400))
        return Interpreter(
            select: { reading in
                guard let today else {
                    return InvoiceDraft(kind: .other, language: reading.evidence.language)
                }
                return selection.draft(from: reading.evidence, pages: reading.pages, arrival: today)
            },
            check: { draft, page in
                guard let today else { return [] }
                return Verification.findings(of: draft, in: VerificationContext(arrival: today, page: page))
            })
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
