import Extraction
import Pipeline
import Synchronization

/// How values are chosen, with the templates as they are now: what was learnt counts for the next document.
final class CurrentSelection: Sendable {
    private struct State {
        var selection: Selection
        var mark: FileStatus?
    }

    private let home: Home
    private let files: any FileOps
    private let state: Mutex<State>

    /// Loads weights and templates.
    init(home: Home, files: any FileOps) throws {
        self.home = home
        self.files = files
        state = Mutex(
            State(selection: try Composition.selection(home: home), mark: Self.mark(of: home, files)))
    }

    /// The selection; loaded again where the folder of templates changed, and left as it is where that fails.
    var selection: Selection {
        let mark = Self.mark(of: home, files)
        return state.withLock { state in
            guard mark != state.mark else { return state.selection }
            state.mark = mark
            if let renewed = renewed() { state.selection = renewed }
            return state.selection
        }
    }

    /// A template that a person is just writing is no reason to stop.
    private func renewed() -> Selection? {
        do {
            return try Composition.selection(home: home)
        } catch {
            return nil
        }
    }

    private static func mark(of home: Home, _ files: any FileOps) -> FileStatus? {
        do throws(FileFailure) {
            return try files.status(of: home.models.appending("vendors"))
        } catch {
            return nil
        }
    }
}
