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
            if case .document = answer { read += 1 }
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
        #expect(program.processes.count >= 1)
        for process in program.processes { kill(process, SIGKILL) }
        while !program.processes.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await readAll(3, with: pool) == 3)
        await pool.close()
        #expect(OwnProcess.children(running: program.path) == 0)
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

    /// The processes that run it, its templates and their copies.
    var processes: [pid_t] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.filter { process in
            let command = (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? ""
            return command.hasPrefix(path)
        }
    }
}
