import Glibc
public import Reading

/// How reader processes are started, how many there are, and when one is replaced.
public struct ReaderSettings: Sendable {
    /// Path of the `vouch-reader` program.
    public var executable: String
    /// Processes that read at the same time.
    public var width: Int
    /// Documents one process reads before it is replaced.
    public var documentsPerProcess: Int
    /// Resident memory after a document, in bytes, above which a process is replaced early.
    public var residentBytesToReplace = 900_000_000
    /// Load once and copy that process for each that reads; otherwise each loads by itself.
    public var copiesOne = true
    /// Seconds a process may take to come up.
    public var secondsToStart = 60.0
    /// What one document may cost.
    public var limits = ReadingLimits.standard
    /// Read even where the machine offers no sandbox.
    public var allowsUnsandboxed = false
    /// Folder of label lexicons and other models; `nil` for what the reader brings.
    public var modelsFolder: String?
    /// Folder of the neural reader's files; `nil` where they are not installed.
    public var neuralFolder: String?

    /// Documents a process reads where every document may come from another stranger.
    public static let documentsPerProcessWatching = 1
    /// Documents a process reads of one batch, whose documents have one owner.
    public static let documentsPerProcessInBatch = 64

    /// Makes settings for the reader beside the running program, one process a core.
    public init(
        executable: String = ReaderSettings.foundExecutable,
        width: Int = ReaderSettings.coreCount,
        documentsPerProcess: Int = ReaderSettings.documentsPerProcessInBatch
    ) {
        precondition(width > 0 && documentsPerProcess > 0, "a pool has at least one process and document")
        self.executable = executable
        self.width = width
        self.documentsPerProcess = documentsPerProcess
    }

    /// Cores that are on line.
    public static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// `$VOUCH_READER`, or `vouch-reader` in the folder of the running program.
    public static var foundExecutable: String {
        if let path = getenv("VOUCH_READER"), path.pointee != 0 { return String(cString: path) }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let program = String(
            decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = program.lastIndex(of: "/").map { program[...$0] } ?? "./"
        return folder + "vouch-reader"
    }

    /// The folder of the neural reader's files: `$VOUCH_NEURAL`, or `cache/neural` in `home`, or in `~/.vouch`; `nil`
    /// where there is none.
    public static func foundNeuralFolder(home: String? = nil) -> String? {
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        let homes = [home, variable("VOUCH_HOME"), variable("HOME").map { $0 + "/.vouch" }]
        let folders = [variable("VOUCH_NEURAL")] + homes.map { $0.map { $0 + "/cache/neural" } }
        return folders.compactMap(\.self).first { access($0, R_OK | X_OK) == 0 }
    }
}
