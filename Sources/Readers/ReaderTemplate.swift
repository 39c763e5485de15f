import CSpawn
import Glibc
import Pipeline

/// Makes reader processes: copies of one that has loaded all it needs and never sees a document.
///
/// Labels, language data and networks take some 0.2 s of processor time to load; a copy takes a few milliseconds.
/// Where no copy can be made, a process is started by itself, and tells what is wrong.
struct ReaderTemplate: ~Copyable {
    private let settings: ReaderSettings
    private var running: Running?

    /// Names what is started; nothing is before the first process is asked for.
    init(_ settings: ReaderSettings) {
        self.settings = settings
    }

    /// A process that is ready or about to be.
    mutating func process(extraArguments: [String] = []) throws(ReaderUnavailable) -> ReaderProcess {
        if settings.copiesOne, let launch = copy(extraArguments) {
            return ReaderProcess(settings, launch: launch)
        }
        return ReaderProcess(
            settings, launch: try ReaderLaunch.start(settings, extraArguments: extraArguments))
    }

    /// Makes a copy; a template that fails is taken away, so that the next process brings up another.
    private mutating func copy(_ extraArguments: [String]) -> vouch_spawned? {
        let template =
            running ?? ReaderLaunch.startTemplate(settings, extraArguments: extraArguments).map(Running.init)
        let launch = template?.copy(within: settings.secondsToStart)
        running = launch == nil ? nil : template
        return launch
    }

    /// A template that runs; killed and reaped when nobody holds it any more.
    private final class Running {
        private var template: vouch_template

        init(_ template: vouch_template) {
            self.template = template
        }

        deinit {
            close(template.control)
            close(template.chatter)
            ProcessEnd.force(template.process)
        }

        func copy(within seconds: Double) -> vouch_spawned? {
            var spawned = vouch_spawned()
            return vouch_copy(&template, Int32(seconds * 1000), &spawned) == 0 ? spawned : nil
        }
    }
}
