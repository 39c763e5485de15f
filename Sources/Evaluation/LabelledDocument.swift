import Formats
public import Foundation

/// A document with its label.
public struct LabelledDocument: Hashable, Sendable {
    /// Its name in reports and of its results.
    public var id: String
    /// The set of documents it belongs to.
    public var corpus: String
    /// Documents of one vendor or layout bear the same name: they are never in train and test at once.
    public var group: String
    /// Where the document lies.
    public var file: URL
    /// What is right about it.
    public var truth: DocumentTruth
}

/// A folder of documents with labels.
public enum LabelledFolder {
    /// Endings of documents beside which a label is looked for.
    private static let endings = ["pdf", "png", "jpg", "jpeg", "tif", "tiff"]

    /// The documents of a folder, by a `manifest.json`, by subfolders with a `document` and an `expected.json`,
    /// or by labels beside the documents: `bill.truth.json` or `bill.json` beside `bill.pdf`.
    public static func documents(in folder: URL) throws -> [LabelledDocument] {
        let manifest = folder.appendingPathComponent("manifest.json")
        if FileManager.default.fileExists(atPath: manifest.path) { return try listed(in: manifest) }
        return try found(in: folder, corpus: folder.standardizedFileURL.lastPathComponent)
    }

    private static func listed(in manifest: URL) throws -> [LabelledDocument] {
        let list = try JSONTree(file: try Data(contentsOf: manifest))
        let root = manifest.deletingLastPathComponent()
        return try list.elements.compactMap { entry in
            guard let id = entry["id"]?.scalar, let file = entry["file"]?.scalar,
                let label = entry["truth"]?.scalar
            else { return nil }
            return LabelledDocument(
                id: id, corpus: entry["corpus"]?.scalar ?? "all",
                group: entry["group"]?.scalar ?? entry["parent"]?.scalar ?? id,
                file: root.appendingPathComponent(file),
                truth: try DocumentTruth(label: try Data(contentsOf: root.appendingPathComponent(label))))
        }
    }

    private static func found(in folder: URL, corpus: String) throws -> [LabelledDocument] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.flatMap { name -> [LabelledDocument] in
            let url = folder.appendingPathComponent(name)
            if url.hasDirectoryPath || isFolder(url) {
                return try found(in: url, corpus: corpus)
            }
            guard endings.contains(url.pathExtension.lowercased()), let label = label(of: url) else {
                return []
            }
            let stem = url.deletingPathExtension().lastPathComponent
            let id = stem == "document" ? folder.lastPathComponent : stem
            let bytes = try Data(contentsOf: label)
            let layout = try JSONTree(file: bytes)["layout"]?.scalar
            return [
                LabelledDocument(
                    id: id, corpus: corpus, group: layout ?? id, file: url,
                    truth: try DocumentTruth(label: bytes))
            ]
        }
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func label(of document: URL) -> URL? {
        let stem = document.deletingPathExtension()
        let places = [
            stem.appendingPathExtension("truth.json"), stem.appendingPathExtension("json"),
            stem.lastPathComponent == "document"
                ? document.deletingLastPathComponent().appendingPathComponent("expected.json") : nil,
        ]
        return places.compactMap(\.self).first { FileManager.default.fileExists(atPath: $0.path) }
    }
}
