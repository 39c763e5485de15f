/// What may lie at the top of the repository, and nothing else.
enum TopLevel {
    static let allowed: Set<String> = [
        "Package.swift", "Sources", "Tests", "Fixtures", "models", "scripts", "README.md", "LICENSE",
        "CHANGELOG.md",
    ]

    /// Written by the tools and not committed.
    static let written: Set<String> = ["Package.resolved"]

    /// Names that do not belong at the top; dot files may.
    static func strangers(among names: [String]) -> [String] {
        names.filter { !$0.hasPrefix(".") && !allowed.contains($0) && !written.contains($0) }
    }

    /// The Debian packages a package manifest names as providers of its system libraries.
    static func aptPackages(ofManifest manifest: String) -> [String] {
        manifest.split(separator: ".apt([").dropFirst().flatMap { rest in
            rest.prefix { $0 != "]" }.split(separator: "\"").filter { $0.contains { $0.isLetter } }.map(
                String.init)
        }
    }

    /// Folders under `Sources` that the picture does not know, and rooms of the picture that are not there.
    static func strangers(amongRooms folders: [String]) -> [String] {
        let known = Set(Arrows.allowed.keys).union(Arrows.cTargets)
        return known.symmetricDifference(folders).sorted()
    }
}
