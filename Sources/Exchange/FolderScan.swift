public import Pipeline

/// What stands in a folder at one moment: the truth, whatever was announced of it.
public struct FolderScan: Hashable, Sendable {
    /// Sub-folders are followed down to this depth.
    public static let maximumDepth = 32

    /// All that is no folder and not passed over, in the order of the names.
    public var found: [SourceFile] = []
    /// The folder and its sub-folders.
    public var folders: [FilePath] = []
    /// Sub-folders that could not be listed, and why.
    public var failures: [FileFailure] = []

    /// Looks through `folder`; sub-folders that vanish meanwhile are left out.
    public init(of folder: FilePath, files: any FileOps) {
        collect(folder, depth: 0, files: files)
    }

    private mutating func collect(_ folder: FilePath, depth: Int, files: any FileOps) {
        do throws(FileFailure) {
            let names = try files.names(in: folder)
            folders.append(folder)
            for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) })
            where !PassedOver.contains(name) {
                let path = folder.appending(bytes: name)
                guard let status = try files.status(of: path) else { continue }
                switch status.kind {
                case .directory where depth < Self.maximumDepth:
                    collect(path, depth: depth + 1, files: files)
                case .directory:
                    failures.append(FileFailure("look so deep into", path, .denied))
                case .file, .symbolicLink, .fifo, .socket, .device:
                    found.append(SourceFile(path: path, status: status))
                }
            }
        } catch {
            if depth == 0 || error.reason != .missing { failures.append(error) }
        }
    }
}
