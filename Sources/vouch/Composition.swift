import Controls
import Domain
import Exchange
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
    /// Threads for calls that block on a disk.
    private static let diskThreads = 4

    /// A pool of reader processes that can do what `choice` asks; `home` is the one whose models they use, where
    /// there is one.
    static func readers(
        jobs: Int, documentsEach: Int, home: Home? = nil, choice: ReaderChoice = .best
    ) throws -> ReaderPool {
        var settings = try readerSettings(home: home)
        if choice == .tesseract { settings.neuralFolder = nil }
        settings.width = jobs
        settings.documentsPerProcess = documentsEach
        return ReaderPool(settings)
    }

    /// How reader processes are started.
    static func readerSettings(home: Home? = nil) throws -> ReaderSettings {
        var settings = ReaderSettings()
        settings.neuralFolder = ReaderSettings.foundNeuralFolder()
        settings.modelsFolder = try models(home: home).url.path
        guard access(settings.executable, X_OK) == 0 else {
            throw Failure.environment(
                "The program that reads documents is not at \(settings.executable). Build it, put it beside "
                    + "vouch, or name it in $VOUCH_READER.")
        }
        return settings
    }

    /// The folder of labels, templates and weights: `$VOUCH_MODELS`, the home's, the installation's or the source
    /// tree's.
    static func models(home: Home? = nil) throws -> ModelsFolder {
        do {
            return try ModelsFolder(
                in: ModelsFolder.Places(
                    environment: Environment.current,
                    home: home.map { URL(fileURLWithPath: $0.root.text, isDirectory: true) },
                    executable: URL(fileURLWithPath: "/proc/self/exe")))
        } catch {
            throw Failure.environment("\(error)")
        }
    }

    /// Where the models lie that come with the program.
    static func modelsPath(home: Home? = nil) throws -> FilePath { FilePath(try models(home: home).url.path) }

    /// How values are chosen and checked.
    static func interpreter(home: Home? = nil) throws -> Interpreter {
        Interpreter(selection: try selection(home: home))
    }

    /// How values are chosen.
    static func selection(home: Home? = nil) throws -> Selection {
        do {
            let folder = try models(home: home)
            return Selection(model: try folder.scoringModel(), templates: try folder.vendorTemplates())
        } catch let failure as ModelsFailure {
            throw Failure.environment("\(failure)")
        }
    }

    /// The labels by which values are found.
    static func lexicon() throws -> Lexicon {
        do {
            return try models().lexicon()
        } catch let failure as ModelsFailure {
            throw Failure.environment("\(failure)")
        }
    }

    /// The day, in UTC.
    static func today() throws -> CalendarDate {
        guard let today = CalendarDate(dayNumber: Int(time(nil) / 86_400)) else {
            throw Failure.environment("The clock of this machine is not set. Set it and start again.")
        }
        return today
    }

    /// Opens the home: its settings, its store and its archive.
    static func open(_ home: Home) throws -> Premises {
        guard try files.status(of: home.store) != nil else {
            throw Failure.environment(
                "There is no home at \(home.root). Make one with: vouch init --home \(home.root)")
        }
        let world = try World.system(files: files)
        let threads = BlockingThreads(count: diskThreads, label: "vouch.disk")
        return Premises(
            home: home, settings: try settings(of: home),
            database: try SQLiteStore.open(home.store, files: files),
            archive: FileArchive(home.archive, files: files, newID: world.newID, threads: threads),
            files: files,
            world: world, threads: threads)
    }

    /// What a person set for a home; the defaults where there is no file.
    static func settings(of home: Home) throws -> Settings {
        guard try files.status(of: home.settings) != nil else { return Settings() }
        let text = String(decoding: try files.contents(of: home.settings), as: UTF8.self)
        do {
            return try SettingsFile.settings(in: text)
        } catch {
            let place = error.line.map { ", line \($0)" } ?? ""
            throw Failure.environment(
                "\(home.settings)\(place): \(error.sentence). Correct the file and start again.")
        }
    }

    /// A home at work.
    static func works(
        on premises: Premises, jobs: Int, documentsEach: Int, reasons: ReviewReasons? = nil
    ) throws -> CaptureWorks {
        let current = try CurrentSelection(home: premises.home, files: premises.files)
        let today = try today()
        let known = KnownBills(in: premises.store)
        return CaptureWorks(
            premises: premises, known: known,
            readers: try readers(jobs: jobs, documentsEach: documentsEach, home: premises.home),
            interpret: { reading, arrival throws(StoreFailure) in
                var meaning = Interpreter(selection: current.selection).interpret(
                    reading, arrival: arrival.at.day ?? today, vendor: arrival.defaults.vendor)
                if let finding = try await known.finding(on: meaning.draft, of: arrival) {
                    meaning.add(finding)
                }
                reasons?.count(meaning)
                return meaning
            }, width: jobs + 2, mark: try WorkerMark(premises.world.newID(), in: premises.home.workers))
    }

    /// The picture of a place, the value framed, drawn by a reader process; `nil` where none can be drawn.
    static func picture(
        of place: Surroundings, on page: Page, of record: DocumentRecord, from premises: Premises
    ) async throws -> Picture? {
        let pool = try readers(jobs: 1, documentsEach: 1, home: premises.home)
        var options = ReadOptions()
        let excerpts = record.arrivals.first?.excerpts ?? []
        let original = excerpts.original(ofPage: page.number)
        let shown = Region(
            page: original?.pages.lowerBound ?? place.shown.page, box: place.shown.box)
        options.picture = PictureOrder(region: shown, on: page)
        let bytes = try await premises.archive.bytes(of: original?.hash ?? record.summary.hash)
        let request = ReadRequest(name: record.summary.name, bytes: bytes, options: options)
        guard case .container(let files) = try await pool.read(request), let file = files.first else {
            return nil
        }
        return Picture(pgm: file.bytes).map { place.framed($0) }
    }
}
