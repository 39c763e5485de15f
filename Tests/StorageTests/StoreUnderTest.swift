import Foundation
import Pipeline
import PipelineDoubles
import Storage
import Testing

/// The stores that must keep the contract.
enum StoreUnderTest: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, memory

    var testDescription: String { rawValue }

    /// Runs `body` with an empty store of the kind.
    func run(_ body: (any Store) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemoryStore())
        case .sqlite:
            try await withScratchFolder { folder in
                try await body(try SQLiteStore.open(folder.appending("s.sqlite"), files: PosixFiles()))
            }
        }
    }
}

/// Runs `body` with an empty folder that is removed afterwards.
func withScratchFolder<Value>(_ body: (FilePath) async throws -> Value) async throws -> Value {
    let url = FileManager.default.temporaryDirectory.appending(path: "vouch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { removeQuietly(url) }
    return try await body(FilePath(url.path))
}

private func removeQuietly(_ url: URL) {
    do { try FileManager.default.removeItem(at: url) } catch { print("left behind: \(url.path): \(error)") }
}
