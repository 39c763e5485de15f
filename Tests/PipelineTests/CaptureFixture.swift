import Domain
import Pipeline
import PipelineDoubles
import Reading
import Storage
import Testing

/// A capture over a store and files in memory.
struct CaptureFixture {
    let files = MemoryFiles()
    let store = MemoryStore()
    let clock = FixedWorld()
    let events = Events()
    let archive: FileArchive
    private let threads = BlockingThreads(count: 1, label: "test")

    init() {
        let world = clock.world
        archive = FileArchive("/home/archive", files: files, newID: world.newID, threads: threads)
        for folder in ["/home", "/home/archive"] {
            files.place([], at: FilePath(folder), kind: .directory)
        }
    }

    /// Takes bytes in as a file would come.
    func drop(_ text: String, name: String = "a.pdf") async throws -> DocumentID {
        let bytes = Array(text.utf8)
        let hash = try await archive.keep(bytes)
        let arrival = Arrival(
            key: "\(name):\(hash)", content: .bytes(hash, size: Int64(bytes.count)), name: name,
            at: Sample.now)
        return try #require(try await store.receive([arrival]).first?.document)
    }

    /// Works off what is there.
    func run(
        width: Int = 2, stop: StopSignal = StopSignal(), reader: any DocumentReader,
        interpret: CaptureStep.Interpret? = nil, limits: ReadingLimits = .standard,
        keepsSearchablePDF: Bool = true
    ) async throws {
        let copies = RefusedCopies(Home("/home"), archive: archive, files: files, threads: threads)
        let step = CaptureStep(
            archive: archive, reader: reader,
            interpret: interpret ?? { reading, _ in
                Interpretation(page: Sample.draft, structured: reading.structured) { _, _ in [] }
            },
            countUnpacked: { arrival throws(StoreFailure) in try await store.unpacked(beside: arrival) },
            copies: copies, world: clock.world, limits: limits, keepsSearchablePDF: keepsSearchablePDF)
        try await CaptureRun(
            store: store, step: step, world: clock.world, worker: "w", width: width, report: events.report
        ).run(.whenDone, stop: stop)
    }

    /// The state of a document.
    func state(_ id: DocumentID) async throws -> DocumentState? {
        try await store.record(of: id)?.summary.state
    }
}
