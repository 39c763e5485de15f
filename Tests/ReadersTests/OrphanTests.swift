import Foundation
import Readers
import Testing

@Suite struct `A reader process whose parent is killed` {
    @Test(.timeLimit(.minutes(1)))
    func `dies with it, although its standard input stays open`() throws {
        let fifo = NSTemporaryDirectory() + "vouch-orphan-\(UUID().uuidString)"
        #expect(mkfifo(fifo, 0o600) == 0)
        defer { unlink(fifo) }
        // Open for reading and writing, a named pipe never ends: the reader alone holds it.
        let parent = Process()
        parent.executableURL = URL(fileURLWithPath: "/bin/sh")
        parent.arguments = [
            "-c", "\"$0\" --allow-unsandboxed <>\"$1\" & wait", ReaderSettings.foundExecutable, fifo,
        ]
        let answers = Pipe()
        parent.standardOutput = answers
        try parent.run()
        let greeting = try answers.fileHandleForReading.read(upToCount: 1)
        #expect(greeting?.isEmpty == false, "the reader came up")
        kill(parent.processIdentifier, SIGKILL)
        // The end of its output is the reader's end.
        _ = try answers.fileHandleForReading.readToEnd()
        parent.waitUntilExit()
    }
}
