import Pipeline

/// Makes a home, or adds what is missing in one; what a person edited is never touched.
struct Founding: Sendable {
    /// The home.
    let home: Home
    /// The file system.
    let files: any FileOps

    /// What was done.
    struct Report: Hashable, Sendable {
        /// Whether there was no home before.
        var isNew = false
        /// Files that were added.
        var added = 0
        /// Files that differ from what would be added, and were left as they are.
        var edited = 0
    }

    /// Makes the home, with copies of the models in a folder.
    func found(models: FilePath?) throws(FileFailure) -> Report {
        var report = Report(isNew: try files.status(of: home.store) == nil)
        try makeParents(of: home.root)
        for directory in home.directories + [home.models, home.replies] {
            try files.makeDirectoryDurably(directory)
        }
        try add(Array(Settings.template.utf8), at: home.settings, to: &report)
        if let models { try copy(models, to: home.models, &report) }
        return report
    }

    private func makeParents(of path: FilePath) throws(FileFailure) {
        let parent = path.parent
        guard parent != path, parent.bytes != [UInt8(ascii: ".")], try files.status(of: parent) == nil else {
            return
        }
        try makeParents(of: parent)
        try files.makeDirectoryDurably(parent)
    }

    private func copy(_ folder: FilePath, to target: FilePath, _ report: inout Report) throws(FileFailure) {
        try files.makeDirectoryDurably(target)
        for name in try files.names(in: folder) where name.first != UInt8(ascii: ".") {
            let source = folder.appending(bytes: name)
            switch try files.status(of: source)?.kind {
            case .directory: try copy(source, to: target.appending(bytes: name), &report)
            case .file:
                try add(try files.contents(of: source), at: target.appending(bytes: name), to: &report)
            case .symbolicLink, .fifo, .socket, .device, nil: continue
            }
        }
    }

    private func add(_ bytes: [UInt8], at path: FilePath, to report: inout Report) throws(FileFailure) {
        if try files.status(of: path) != nil {
            report.edited += try files.contents(of: path) == bytes ? 0 : 1
            return
        }
        let scratch = FilePath(bytes: path.bytes + Array(".new".utf8))
        try files.remove(scratch)
        try files.writeDurably(bytes, to: path, scratch: scratch)
        report.added += 1
    }
}
