import Domain
import Pipeline
import Storage
import Workflow

/// What is looked at before a process is used: whether every element can be reached, and whether
/// one person could take an invoice to payment alone.
struct ProcessInspection {
    private let shelf: ProcessShelf
    private let check: LoneCheck

    /// Prepares to look at processes.
    ///
    /// The people are those of the directory; without one, somebody of all roles is asked about.
    init(of shelf: ProcessShelf, directory: Directory?, models: FilePath) throws {
        let files = Composition.files
        guard let day = try World.system(files: files).now().day else {
            throw Failure.environment("The clock of this machine is wrong.")
        }
        let results = PossibleResults(
            folder: models.appending("decisions"), files: files, directory: directory)
        self.shelf = shelf
        check = LoneCheck(
            directory: directory, day: day, library: shelf.library, results: results.results(of:))
    }

    /// What every way through each process comes to.
    func reach() -> [StyledText] {
        shelf.processes.flatMap { process in
            guard let simulation = Simulation(of: process.id, in: shelf.library) else {
                return [StyledText]()
            }
            return ProcessReport.lines(of: process, simulation.finding())
        }
    }

    /// What no way leads to, and ways that stand still; nothing where the processes hold together.
    func gaps() -> [StyledText] {
        shelf.processes.flatMap { process in
            guard let finding = Simulation(of: process.id, in: shelf.library)?.finding() else {
                return [StyledText]()
            }
            return ProcessReport.gaps(of: process, finding)
        }
    }

    /// Whether nobody can take an invoice to payment alone, and how it was found or how somebody could.
    func payment() throws -> (isSafe: Bool, lines: [StyledText]) {
        var isSafe = true
        var lines: [StyledText] = []
        for process in shelf.processes + shelf.callers {
            let finding = try check.finding(of: process)
            isSafe = isSafe && !finding.isBad
            lines += ProcessReport.lines(of: process, finding, hasPeople: check.directory != nil)
        }
        return (isSafe, lines)
    }
}
