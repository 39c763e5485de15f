import CSpawn
import Glibc
import Pipeline

/// Makes reader processes: copies of one that has loaded all it needs and never sees a document.
///
/// Labels and language data take some 0.15 s of processor time to load, networks 0.1 s; a copy takes a few milliseconds.
/// Networks are loaded for the copies once a page image was seen: a document with text of its own needs none. Where no copy can be made, a process is started by itself, and tells what is wrong.
struct ReaderTemplate: ~Copyable {
    private let settings: ReaderSettings
    private let extraArguments: [String]
    private var running: Running?
    private var wantsNetworks = false

    /// Names what is started, and with which arguments beside the usual; nothing is before the first process is asked
    /// for.
    init(_ settings: ReaderSettings, extraArguments: [String] = []) {
        self.settings = settings
        self.extraArguments = extraArguments
    }

    /// Has the networks loaded before the next copy is made, for it and those after it.
    mutating func wantNetworks() { wantsNetworks = true }

    /// A process that is ready or about to be.
    mutating func process() throws(ReaderUnavailable) -> ReaderProcess {
        if settings.copiesOne, let launch = copy() {
            return ReaderProcess(settings, launch: launch)
        }
        return ReaderProcess(
            settings, launch: try ReaderLaunch.start(settings, extraArguments: extraArguments))
    }

    /// Makes a copy; a template that fails is taken away, so that the next process brings up another.
    private mutating func copy() -> vouch_spawned? {
        let template =
            running ?? ReaderLaunch.startTemplate(settings, extraArguments: extraArguments).map(Running.init)
        if wantsNetworks { template?.haveNetworksLoaded() }
        let launch = template?.copy(within: settings.secondsToStart)
        running = launch == nil ? nil : template
        return launch
    }

    /// A template that runs; killed and reaped when nobody holds it any more.
    private final class Running {
        private var template: vouch_template
        private var hasNetworks = false

        init(_ template: vouch_template) {
            self.template = template
        }

        deinit {
            close(template.control)
            close(template.chatter)
            ProcessEnd.force(template.process)
        }

        /// Asks once; a template that is no more shows when it is to be copied.
        func haveNetworksLoaded() {
            guard !hasNetworks else { return }
            hasNetworks = vouch_have_loaded(&template) == 0
        }

        func copy(within seconds: Double) -> vouch_spawned? {
            var spawned = vouch_spawned()
            return vouch_copy(&template, Int32(seconds * 1000), &spawned) == 0 ? spawned : nil
        }
    }
}
