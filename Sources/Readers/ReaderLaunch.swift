import CSpawn
import Glibc
import Pipeline
import Reading

/// Starts reader processes with what they need and nothing else.
enum ReaderLaunch {
    /// All that a reader process finds in its environment.
    ///
    /// Large blocks that were freed are kept: networks take and give back megabytes at every layer, and page faults
    /// were a fifth of a page's time.
    private static let environment = [
        "OMP_THREAD_LIMIT=1", "SWIFT_BACKTRACE=enable=no", "LC_ALL=C.UTF-8",
        "MALLOC_MMAP_MAX_=0", "MALLOC_TRIM_THRESHOLD_=1073741824",
    ]

    /// Starts a process and does not wait until it is up.
    static func start(
        _ settings: ReaderSettings, extraArguments: [String]
    ) throws(ReaderUnavailable) -> vouch_spawned {
        var spawned = vouch_spawned()
        let error = launch(settings, extraArguments) { path, arguments, environment in
            vouch_spawn(path, arguments, environment, &spawned)
        }
        guard error == 0 else {
            throw ReaderUnavailable(
                reason: "\(settings.executable) cannot be started: \(String(cString: strerror(error)))",
                isTransient: [EAGAIN, ENOMEM, EMFILE, ENFILE, ETXTBSY].contains(error))
        }
        return spawned
    }

    /// Starts a process that loads all it needs and makes copies of itself; `nil` where it cannot be started.
    static func startTemplate(_ settings: ReaderSettings, extraArguments: [String]) -> vouch_template? {
        var template = vouch_template()
        let error = launch(settings, extraArguments + ["--template"]) { path, arguments, environment in
            vouch_spawn_template(path, arguments, environment, &template)
        }
        return error == 0 ? template : nil
    }

    private typealias Strings = UnsafePointer<UnsafeMutablePointer<CChar>?>

    private static func launch(
        _ settings: ReaderSettings, _ extraArguments: [String],
        by spawn: (String, Strings, Strings) -> Int32
    ) -> Int32 {
        let arguments = (Self.arguments(settings) + extraArguments).map { strdup($0) } + [nil]
        let environment = Self.environment.map { strdup($0) } + [nil]
        defer { (arguments + environment).forEach { free($0) } }
        return spawn(settings.executable, arguments, environment)
    }

    private static func arguments(_ settings: ReaderSettings) -> [String] {
        // The clock on the wall is the guard; processor time only bounds a process whose parent is gone.
        let seconds = Int(settings.limits.secondsPerDocument) * settings.documentsPerProcess
        var arguments = [
            settings.executable, "--memory", String(settings.limits.memory), "--processor-seconds",
            String(seconds),
        ]
        if settings.allowsUnsandboxed { arguments.append("--allow-unsandboxed") }
        if let folder = settings.modelsFolder { arguments += ["--models", folder] }
        if let folder = settings.neuralFolder { arguments += ["--neural", folder] }
        return arguments
    }
}
