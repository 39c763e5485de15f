import Domain
import Foundation
import Pipeline
import Reading
import Storage

/// The pages of documents, kept in a folder between evaluations: recognition is slow, and the same each time.
struct KeptPages: Sendable {
    /// The folder; `nil` to keep nothing.
    let folder: URL?

    /// The pages of a document that an earlier evaluation kept; `nil` where there are none that can be read.
    func pages(of hash: ContentHash) -> [Page]? {
        guard let place = place(of: hash), let bytes = FileManager.default.contents(atPath: place.path) else {
            return nil
        }
        var reader = WireReader([UInt8](bytes))
        do throws(WireError) {
            let pages = try reader.read([Page].self)
            return reader.remaining == 0 ? pages : nil
        } catch {
            return nil
        }
    }

    /// Keeps the pages of a document.
    func keep(_ pages: [Page], of hash: ContentHash) throws {
        guard let folder, let place = place(of: hash) else { return }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var writer = WireWriter()
        writer.write(pages)
        try Data(writer.bytes).write(to: place, options: .atomic)
    }

    private func place(of hash: ContentHash) -> URL? {
        folder?.appendingPathComponent("\(hash.rawValue)-\(FrameHead.version).pages")
    }
}
