/// The picture of the house as a table: which room may import which.
enum Arrows {
    /// Rooms and programs with the modules of ours and of others each may import.
    static let allowed: [String: Set<String>] = [
        "Domain": [],
        "Formats": ["Domain", "CLibXML2", "CZlib"],
        "Extraction": ["Domain"],
        "Controls": ["Domain"],
        "Feel": ["Domain"],
        "Decisions": ["Feel", "Formats"],
        "Workflow": ["Domain", "Feel", "Formats"],
        "Reading": ["Domain", "Extraction"],
        "Reviewing": ["Domain", "Extraction", "Controls"],
        "Pipeline": ["Domain", "Extraction", "Controls", "Reading", "Reviewing", "Formats", "Workflow"],
        "Models": ["Domain", "Extraction", "Yams"],
        "Evaluation": ["Domain", "Formats"],
        "Recognition": ["Domain", "CKernels", "CTesseract", "CLeptonica", "CPoppler", "Crypto"],
        "Readers": ["Domain", "Reading", "Pipeline", "CSpawn"],
        "Storage": [
            "Domain", "Controls", "Pipeline", "Reading", "Reviewing", "Workflow", "GRDB", "Crypto",
        ],
        "Exchange": ["Domain", "Pipeline", "Logging"],
        "vouch": [
            "Domain", "Formats", "Extraction", "Controls", "Reading", "Reviewing", "Models", "Pipeline",
            "Readers", "Storage", "Exchange", "Evaluation", "Workflow", "Feel", "Decisions",
            "CHeap", "ArgumentParser", "Logging",
            "Yams",
        ],
        "vouch-reader": [
            "Domain", "Formats", "Extraction", "Reading", "Models", "Recognition", "CSandbox",
        ],
    ]

    /// Targets that hold no Swift: system libraries and our own over system calls and vector instructions.
    static let cTargets: Set<String> = [
        "CTesseract", "CLeptonica", "CPoppler", "CLibXML2", "CZlib", "CSandbox", "CSpawn", "CHeap",
        "CKernels",
    ]

    /// Rooms without I/O, clock, randomness or concurrency.
    static let pure: Set<String> = [
        "Domain", "Formats", "Extraction", "Controls", "Reading", "Reviewing", "Feel", "Workflow",
        "Decisions",
    ]

    /// What the system brings, outside the pure rooms.
    static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "RegexBuilder",
    ]

    /// Imports that are not drawn in the picture.
    static let drawn = TidyRule(name: "an import that is not drawn in the picture of the house") { source in
        guard let ours = allowed[source.room] else {
            return source.room.isEmpty
                ? [] : [source.violation(1, "room \(source.room) is not in the picture")]
        }
        let others = pure.contains(source.room) ? ["FoundationEssentials"] : system
        return source.imports.compactMap { module, line in
            ours.contains(module) || others.contains(module)
                ? nil : source.violation(line, "\(source.room) may not import \(module)")
        }
    }

    /// C modules that one file of Formats may use, and no other.
    static let ofOneFile = ["CLibXML2", "CZlib"]

    /// The files that use a module of which one file is the only user allowed; none when there is one.
    static func oneFile(of module: String, in sources: [SourceText]) -> [Violation] {
        let users = sources.filter { $0.imports.contains { $0.module == module } }
        return users.count <= 1 ? [] : users.map { $0.violation(1, "more than one file imports \(module)") }
    }
}
