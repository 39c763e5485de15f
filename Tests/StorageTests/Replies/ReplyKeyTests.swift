import Foundation
import Pipeline
import Testing

@testable import Storage

@Suite struct `The key that signs mails` {
    private static let files = PosixFiles()

    private func mode(_ path: FilePath) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path.text)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `it is made once, for its owner alone, and stays`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("reply.key")
            let key = try ReplyKey.kept(at: path, files: Self.files)
            #expect(try mode(path) == 0o600)
            let bytes = try Self.files.contents(of: path)
            #expect(bytes.count == 32 && Set(bytes).count > 8)
            let again = try ReplyKey.kept(at: path, files: Self.files)
            #expect(again.seal("a", [[1]]) == key.seal("a", [[1]]))
        }
    }

    @Test func `of many who make it at once all have the same`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("reply.key")
            let seals = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<8 {
                    group.addTask { try ReplyKey.kept(at: path, files: Self.files).seal("a", []) }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(seals.count == 1)
        }
    }

    @Test func `half a key left by a crash is not used`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("reply.key")
            try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder.appending(".reply.key.new").text))
            _ = try ReplyKey.kept(at: path, files: Self.files)
            #expect(try Self.files.contents(of: path).count == 32)
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a file of another length is refused`(_ count: Int) async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("reply.key")
            let file = try Self.files.create(path)
            try Self.files.write([UInt8](repeating: 1, count: count), to: file)
            Self.files.close(file)
            #expect(throws: ReplyKeyFailure.self) { try ReplyKey.kept(at: path, files: Self.files) }
        }
    }

    @Test func `a file that others can read, and a link, are refused`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("reply.key")
            _ = try ReplyKey.kept(at: path, files: Self.files)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path.text)
            let failure = #expect(throws: ReplyKeyFailure.self) {
                try ReplyKey.kept(at: path, files: Self.files)
            }
            #expect(failure?.description.contains("chmod 600") ?? false)
            let link = folder.appending("link.key")
            try FileManager.default.createSymbolicLink(atPath: link.text, withDestinationPath: path.text)
            #expect(throws: ReplyKeyFailure.self) { try ReplyKey.kept(at: link, files: Self.files) }
        }
    }

    @Test func `seals are those of RFC 4231's function, over parts that do not run together`() throws {
        let key = try #require(ReplyKey([UInt8](repeating: 1, count: 32)))
        let seals = [
            key.seal("p", [[1], [2]]), key.seal("p", [[1, 2]]), key.seal("p", [[], [1, 2]]),
            key.seal("p1", [[2]]),
        ]
        #expect(Set(seals).count == 4 && seals.allSatisfy { $0.count == 32 })
        #expect(ReplyKey.areSame(seals[0], seals[0]) && !ReplyKey.areSame(seals[0], seals[1]))
        #expect(!ReplyKey.areSame([], [1]) && ReplyKey.areSame([], []))
    }

    @Test func `letters of codes give their bytes back, and others are refused`() {
        for count in 0...40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            #expect(ReplyCode.Letters.bytes(of: ReplyCode.Letters.text(of: bytes)[...]) == bytes)
        }
        for text in ["I", "L", "O", "U", "é", "1!"] { #expect(ReplyCode.Letters.bytes(of: text[...]) == nil) }
    }
}
