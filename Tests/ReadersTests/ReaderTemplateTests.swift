import Foundation
import Pipeline
import Readers
import Reading
import Testing

@Suite struct `Reader processes that are copies of one` {
    private func settings(documentsPerProcess: Int = 1) -> ReaderSettings {
        ReaderSettings(width: 1, documentsPerProcess: documentsPerProcess)
    }

    private func readAll(_ count: Int, with pool: ReaderPool) async throws -> Int {
        var read = 0
        for _ in 0..<count {
            let answer = try await pool.read(
                ReadRequest(name: "a.pdf", bytes: ReaderPoolTests.pdf, options: ReadOptions()))
            if case .document = answer { read += 1 } else { Issue.record("\(answer)") }
        }
        return read
    }

    @Test(arguments: [true, false])
    func `are locked down, as those that are started by themselves`(copiesOne: Bool) throws {
        var settings = settings()
        settings.copiesOne = copiesOne
        #expect(try ReaderPool.status(settings).isSandboxed)
        #expect(try ReaderPool.escapes(settings) == [])
    }

    @Test func `read a document each and leave no descriptor and no process behind`() async throws {
        let pool = ReaderPool(settings())
        #expect(try await readAll(2, with: pool) == 2)
        let before = OwnProcess.descriptors(ofKind: "/memfd:vouch-reader")
        #expect(try await readAll(100, with: pool) == 100)
        // Tests at the same time may hold some; a leak of one a document would show as 100.
        #expect(OwnProcess.descriptors(ofKind: "/memfd:vouch-reader") < before + 60)
        await pool.close()
    }

    @Test func `are made by another template when theirs is killed`() async throws {
        let program = try OwnProgram()
        var settings = settings()
        settings.executable = program.path
        let pool = ReaderPool(settings)
        #expect(try await readAll(1, with: pool) == 1)
        try await program.waitForCopy()
        for process in program.processes { kill(process, SIGKILL) }
        while !program.processes.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await readAll(3, with: pool) == 3)
        try await program.waitForCopy()
        await pool.close()
        #expect(OwnProcess.children(running: program.path) == 0)
    }

    @Test(.enabled(if: ReaderSettings.foundNeuralFolder() != nil, "run scripts/neural-reader"))
    func `have the networks from their template once a page image was read`() async throws {
        let program = try OwnProgram()
        var settings = settings()
        settings.executable = program.path
        settings.modelsFolder = Self.root.appending(path: "models").path
        settings.neuralFolder = ReaderSettings.foundNeuralFolder()
        let pool = ReaderPool(settings)
        for _ in 0..<2 { _ = try await read("de-office-furniture/document.pdf", with: pool) }
        try await program.waitForCopy()
        let template = try #require(program.oldest)
        let before = OwnProgram.bytesRead(by: template)
        for _ in 0..<2 {
            let reading = try await read("en-diner-receipt/document.jpg", with: pool)
            #expect(reading.engines.contains { $0.hasPrefix("PP-OCRv6") })
        }
        // Copies are made of this one still, which has one thread, and it holds the networks, which are 31 MB.
        try await program.waitForCopy()
        #expect(program.oldest == template)
        #expect(OwnProgram.bytesRead(by: template) > before + 20_000_000)
        let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(template)/task")
        #expect(tasks.count == 1)
        await pool.close()
    }

    private func read(_ fixture: String, with pool: ReaderPool) async throws -> DocumentReading {
        let bytes = try Data(contentsOf: Self.root.appending(path: "Fixtures/\(fixture)"))
        let answer = try await pool.read(
            ReadRequest(name: fixture, bytes: [UInt8](bytes), options: ReadOptions()))
        guard case .document(let reading) = answer else { throw Unread(answer: answer) }
        return reading
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private struct Unread: Error {
        let answer: ReadAnswer
    }

    @Test func `are started by themselves where no template comes up`() async throws {
        let script = "case \"$*\" in *--template*) exit 1;; esac; "
        let refused = ReaderMessage.refused(.noPages).frame
        let reader = try StandInReader(
            script: script + StandInReader.takingOrder(then: "cat \"$HERE/answer\"; exit 0"), answer: refused
        ) { $0.copiesOne = true }
        let pool = ReaderPool(reader.settings)
        #expect(try await pool.read(StandInReader.request) == .refused(.noPages))
        await pool.close()
    }

    @Test func `say why nothing can be read, as those that are started by themselves`() async throws {
        var settings = settings()
        settings.modelsFolder = "/nowhere/models"
        let pool = ReaderPool(settings)
        await #expect(throws: ReaderUnavailable.self) { try await readAll(1, with: pool) }
        await pool.close()
    }
}

/// The reader under a name of its own, so that its processes can be told from those of other tests.
private final class OwnProgram: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "vouch-reader-\(UUID().uuidString)"
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: ReaderSettings.foundExecutable)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Waits until a template and a copy of it are there: copies keep the command line, others have none of it.
    func waitForCopy() async throws {
        for _ in 0..<1200 where templatesAndCopies < 2 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(templatesAndCopies >= 2)
    }

    private var templatesAndCopies: Int {
        processes.count { Self.file("cmdline", of: $0).contains("--template") }
    }

    /// The bytes that a process has read from files, ever.
    static func bytesRead(by process: pid_t) -> Int {
        let counts = file("io", of: process).split(separator: "\n")
        let read = counts.first { $0.hasPrefix("rchar: ") }?.dropFirst(7)
        return read.flatMap { Int($0) } ?? 0
    }

    private static func file(_ name: String, of process: pid_t) -> String {
        (try? String(contentsOfFile: "/proc/\(process)/\(name)", encoding: .utf8)) ?? ""
    }

    /// The process that was started first, the template; numbers of processes begin anew when they are used up.
    var oldest: pid_t? {
        processes.min { Self.start(of: $0) < Self.start(of: $1) }
    }

    /// When a process was started, in clock ticks.
    private static func start(of process: pid_t) -> Int {
        let columnsAfterName =
            file("stat", of: process).split(separator: ")").last?.split(separator: " ") ?? []
        return columnsAfterName.count > 19 ? Int(columnsAfterName[19]) ?? 0 : 0
    }

    /// The processes that run it, its templates and their copies.
    var processes: [pid_t] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.filter { process in
            Self.file("cmdline", of: process).hasPrefix(path)
        }
    }
}
