import Foundation
import Readers
import Reading

/// A program in the reader's place that misbehaves in one way: a shell script in a folder of its own.
final class StandInReader: Sendable {
    let folder: URL
    let settings: ReaderSettings

    /// Makes the program from a script; `$HERE/ready` and `$HERE/answer` hold frames to send with `cat`.
    init(
        script: String, answer: [UInt8] = [], width: Int = 1,
        adjust: (inout ReaderSettings) -> Void = { _ in }
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "stand-in-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appending(path: "stand-in")
        let status = ReaderStatus(
            landlockVersion: 1, filtersSystemCalls: true, limitsResources: true, missing: [], engines: [],
            languages: [])
        try Data(ReaderMessage.ready(status).frame).write(to: folder.appending(path: "ready"))
        try Data(answer).write(to: folder.appending(path: "answer"))
        try Data("#!/bin/sh\nHERE='\(folder.path)'\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
        var settings = ReaderSettings(executable: program.path, width: width)
        settings.copiesOne = false
        settings.limits.secondsPerPage = 0.3
        settings.limits.secondsPerDocument = 0.5
        adjust(&settings)
        self.settings = settings
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// A small order.
    static let request = ReadRequest(name: "a.pdf", bytes: Array("%PDF-1.4".utf8), options: ReadOptions())

    /// Takes one order from the pipe, however long it is, and goes on when `bytes` of it were seen.
    static func takingOrder(then rest: String) -> String {
        "cat \"$HERE/ready\"; head -c 60 >/dev/null; \(rest)"
    }
}
