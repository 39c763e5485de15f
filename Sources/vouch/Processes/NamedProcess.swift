import Formats
import Pipeline
import Storage
import Workflow

/// A process as a person names it: a file, a version that was deployed, or one of the models.
struct NamedProcess {
    /// The file, byte by byte.
    let bytes: [UInt8]
    /// What the file is called.
    let file: String
    /// The process that is meant; `nil` for all of a file.
    let process: ElementID?

    /// Finds what is meant.
    ///
    /// `invoice:3` is a version that was deployed, `x/y.bpmn` a file, and any other word the id of a process: of the
    /// models, else the newest that was deployed.
    static func find(_ words: String, in location: HomeOptions) async throws -> NamedProcess {
        let files = Composition.files
        if words.contains("/") || words.hasSuffix(".bpmn") {
            let path = FilePath(words)
            return NamedProcess(
                bytes: try files.contents(of: path, limit: ProcessShelf.maximumSize), file: path.displayName,
                process: nil)
        }
        if let key = ProcessKey(words) {
            guard let version = try await versions(in: location).first(where: { $0.key == key }) else {
                throw Failure.usage("\(SafeText(words).text) was not deployed; see: vouch process list")
            }
            return NamedProcess(of: version)
        }
        let shelf = try ProcessShelf(reading: ProcessShelf.paths([]), files: files)
        if let path = shelf.paths[words] {
            return NamedProcess(
                bytes: try files.contents(of: path, limit: ProcessShelf.maximumSize), file: path.displayName,
                process: words)
        }
        let deployed = try await versions(in: location)
        guard let newest = deployed.filter({ $0.key.process == words }).max(by: { $0.key < $1.key }) else {
            let known = Set(shelf.processes.map(\.id) + deployed.map(\.key.process)).sorted()
            throw Failure.usage(
                "There is no process \(SafeText(words).text). There are: "
                    + "\(SafeText(known.joined(separator: ", ")).text).")
        }
        return NamedProcess(of: newest)
    }

    private init(of version: ProcessVersion) {
        self.init(bytes: version.content, file: version.file, process: version.key.process)
    }

    private init(bytes: [UInt8], file: String, process: ElementID?) {
        self.bytes = bytes
        self.file = file
        self.process = process
    }

    /// Everything that was deployed in the home, should there be one.
    private static func versions(in location: HomeOptions) async throws -> [ProcessVersion] {
        guard let home = try? location.home(), try Composition.files.status(of: home.store) != nil else {
            return []
        }
        return try await Composition.open(home).database.processes().map(\.version)
    }

    /// The file as a drawing.
    func document() throws -> BPMNDocument {
        do throws(FormatError) {
            return try BPMNDocument(parsing: bytes, file: file)
        } catch {
            throw Failure.usage("\(file) was not read. \(SafeText(error.description).text)")
        }
    }
}
