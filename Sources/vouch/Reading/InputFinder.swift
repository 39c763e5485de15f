import Glibc
import Pipeline

/// A file that was named on the command line or found in a folder that was.
struct InputFile: Hashable, Sendable {
    /// Where it lies.
    var path: FilePath
    /// The name of its results: the file's name without its ending, made unique among all inputs.
    var stem: String
}

/// Finds the documents below the paths of a command line.
struct InputFinder: Sendable {
    /// Folders in folders are followed down to this depth.
    static let maximumDepth = 64
    /// Endings of the names of documents; other files in a folder are passed over.
    static let endings: Set<String> = ["pdf", "tif", "tiff", "png", "jpg", "jpeg", "xml", "eml", "zip"]

    /// The file system.
    let files: any FileOps

    /// The files, in the order of the paths, a folder's by name.
    ///
    /// A file that is named is taken whatever its ending; in folders endings decide, and hidden names and links
    /// are passed over.
    func inputs(at paths: [String]) throws -> [InputFile] {
        var found: [FilePath] = []
        for path in paths {
            guard let target = Self.resolved(path), let status = try files.status(of: target) else {
                throw Failure.usage("There is no \(SafeText(path).text). Check the spelling of the path.")
            }
            if status.kind == .directory {
                try collect(target, depth: 0, into: &found)
            } else {
                found.append(target)
            }
        }
        guard !found.isEmpty else {
            let endings = Self.endings.sorted().joined(separator: ", ")
            throw Failure.usage("No documents were found there; looked for \(endings).")
        }
        return Self.named(found)
    }

    private func collect(_ folder: FilePath, depth: Int, into found: inout [FilePath]) throws {
        guard depth < Self.maximumDepth else { return }
        let names = try files.names(in: folder).filter { $0.first != UInt8(ascii: ".") }
        for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let path = folder.appending(bytes: name)
            guard let status = try files.status(of: path) else { continue }
            switch status.kind {
            case .directory: try collect(path, depth: depth + 1, into: &found)
            case .file where Self.endings.contains(path.ending): found.append(path)
            case .file, .symbolicLink, .fifo, .socket, .device: continue
            }
        }
    }

    /// Gives every file a name for its results; the second `a` becomes `a-2`.
    private static func named(_ paths: [FilePath]) -> [InputFile] {
        var taken: Set<String> = []
        var counts: [String: Int] = [:]
        return paths.map { path in
            let stem = path.stem
            var name = stem
            while !taken.insert(name).inserted {
                counts[stem, default: 1] += 1
                name = "\(stem)-\(counts[stem, default: 2])"
            }
            return InputFile(path: path, stem: name)
        }
    }

    /// The path with links followed: a link that a person names is meant.
    private static func resolved(_ path: String) -> FilePath? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return FilePath(bytes: UnsafeRawBufferPointer(start: real, count: strlen(real)))
    }
}

extension FilePath {
    /// The last component as text that is safe to show.
    var displayName: String { DisplayName.safe(lastComponent) }

    /// The last component without its ending.
    var stem: String {
        let name = DisplayName.filename(String(decoding: lastComponent, as: UTF8.self))
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The ending of the last component in small letters, without its dot.
    var ending: String {
        guard let dot = lastComponent.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return String(decoding: lastComponent[(dot + 1)...], as: UTF8.self).lowercased()
    }
}
