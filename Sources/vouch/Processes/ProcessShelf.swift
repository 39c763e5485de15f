import Formats
import Pipeline
import Workflow

/// The processes of some files, and what keeps others from being executed.
struct ProcessShelf {
    /// A file is no larger than this.
    static let maximumSize = 16 << 20

    /// All processes, those of a file together.
    private(set) var processes: [ProcessDefinition] = []
    /// Processes that are deployed already and call some of these.
    private(set) var callers: [ProcessDefinition] = []
    /// All of them, where calls find them.
    private(set) var library = ProcessLibrary()
    /// What is wrong, a line each.
    private(set) var faults: [String] = []
    /// The drawings of the files, by the ids of their processes.
    private(set) var documents: [ElementID: BPMNDocument] = [:]
    /// The files, by the ids of their processes.
    private(set) var paths: [ElementID: FilePath] = [:]

    /// Reads files.
    init(reading paths: [FilePath], files: any FileOps) throws {
        for path in paths { put(try Self.document(at: path, files: files), from: path) }
    }

    /// Reads a process as a person has named it.
    init(of named: NamedProcess) throws { put(try named.document(), from: nil) }

    private mutating func put(_ document: BPMNDocument, from path: FilePath?) {
        do throws(DeploymentError) {
            for definition in try ProcessReading.definitions(in: document, expressions: .feel) {
                guard library.newest[definition.id] == nil else {
                    faults.append("\(document.file): there is a process \(definition.id) already")
                    continue
                }
                processes.append(definition)
                library.add(definition, version: 1)
                documents[definition.id] = document
                paths[definition.id] = path
            }
        } catch {
            faults += error.faults.map(\.description)
        }
    }

    /// Puts what is deployed beside the files, where calls find it; what of it leads to them is in `callers` then.
    mutating func stand(beside deployed: [ProcessVersion]) {
        let newest = Dictionary(deployed.map { ($0.key.process, $0) }) {
            $0.key.version > $1.key.version ? $0 : $1
        }
        var others: [ProcessDefinition] = []
        for version in newest.values where library.newest[version.key.process] == nil {
            // One of a time when less was asked of it is not called any more.
            let definitions = (try? CaseMachine.definitions(in: version.content, file: version.file)) ?? []
            others += definitions.filter { $0.id == version.key.process }
        }
        for definition in others { library.add(definition, version: 1) }
        var reached = Set(processes.map(\.id))
        while let caller = others.first(where: {
            !reached.contains($0.id) && !$0.calls.isDisjoint(with: reached)
        }) {
            reached.insert(caller.id)
            callers.append(caller)
        }
    }

    /// The files named, or where none is those among the models.
    static func paths(_ named: [String]) throws -> [FilePath] {
        guard named.isEmpty else { return named.map { FilePath($0) } }
        let folder = try Composition.modelsPath().appending("processes")
        guard try Composition.files.status(of: folder)?.kind == .directory else {
            throw Failure.usage("There are no processes in \(folder.displayName); name a file.")
        }
        return try Composition.files.names(in: folder).sorted { $0.lexicographicallyPrecedes($1) }
            .map { folder.appending(bytes: $0) }.filter { $0.ending == "bpmn" }
    }

    /// Reads one file as a drawing.
    static func document(at path: FilePath, files: any FileOps) throws -> BPMNDocument {
        let bytes = try files.contents(of: path, limit: maximumSize)
        do throws(FormatError) {
            return try BPMNDocument(parsing: bytes, file: path.displayName)
        } catch {
            throw Failure.usage("\(path.displayName) was not read. \(SafeText(error.description).text)")
        }
    }
}

extension ProcessDefinition {
    /// The processes it calls.
    fileprivate var calls: Set<ElementID> {
        Set(nodes.values.compactMap { if case .call(let call) = $0.kind { call.process } else { nil } })
    }
}
