public import Foundation

/// The folder that holds what steers Vouch and what a user may edit: labels, vendor templates, weights.
public struct ModelsFolder: Hashable, Sendable {
    /// Where it is.
    public let url: URL

    /// Takes the folder at `url`; nothing is checked before something is loaded.
    public init(url: URL) {
        self.url = url
    }

    /// Where a models folder is looked for.
    public struct Places: Hashable, Sendable {
        /// A folder named on the command line; looked at alone when given.
        public var explicit: URL?
        /// The process's environment, for `VOUCH_MODELS`.
        public var environment: [String: String]
        /// Vouch's home, whose `models` folder is taken when it is there.
        public var home: URL?
        /// The running program, around which an installation or a source tree is looked for.
        public var executable: URL?

        /// Makes the list of places.
        public init(
            explicit: URL? = nil, environment: [String: String], home: URL? = nil, executable: URL? = nil
        ) {
            self.explicit = explicit
            self.environment = environment
            self.home = home
            self.executable = executable
        }
    }

    /// Finds the folder: the one named, `$VOUCH_MODELS`, the home's, the installation's, the source tree's.
    ///
    /// - Throws: `ModelsFailure.notFound` with the places that were looked at.
    public init(in places: Places) throws(ModelsFailure) {
        let candidates = Self.candidates(places)
        guard let found = candidates.first(where: Self.isModelsFolder) else {
            throw .notFound(candidates.map(\.path))
        }
        url = found
    }

    private static func candidates(_ places: Places) -> [URL] {
        if let explicit = places.explicit { return [explicit] }
        if let named = places.environment["VOUCH_MODELS"], !named.isEmpty {
            return [URL(fileURLWithPath: named, isDirectory: true)]
        }
        var found: [URL] = []
        if let home = places.home { found.append(home.appendingPathComponent("models")) }
        guard let executable = places.executable?.resolvingSymlinksInPath() else { return found }
        var folder = executable.deletingLastPathComponent()
        found.append(
            folder.deletingLastPathComponent().appendingPathComponent("share/vouch/models")
                .standardizedFileURL)
        while folder.path != "/" {
            found.append(folder.appendingPathComponent("models"))
            folder = folder.deletingLastPathComponent()
        }
        return found
    }

    private static func isModelsFolder(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        let labels = url.appendingPathComponent("labels").path
        return FileManager.default.fileExists(atPath: labels, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }

    /// The files of a subfolder with an extension, by name; none where there is no such folder.
    func files(in folder: String, extension suffix: String) throws(ModelsFailure) -> [URL] {
        let folder = url.appendingPathComponent(folder)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        do {
            return try FileManager.default
                .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == suffix && !$0.lastPathComponent.hasPrefix(".") }
                .sorted { $0.lastPathComponent < $1.lastPathComponent }
        } catch {
            throw .unreadable(folder.path, "\(error)")
        }
    }

    /// The text of a file.
    func text(of file: URL) throws(ModelsFailure) -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw .unreadable(file.path, "\(error)")
        }
    }
}

/// Why a model could not be loaded.
public enum ModelsFailure: Error, Hashable, CustomStringConvertible {
    /// There is no models folder at any of these places.
    case notFound([String])
    /// A file or folder could not be read, and what the system said.
    case unreadable(String, String)
    /// A file is not what it should be, and what is wrong with it.
    case invalid(String, String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .notFound(let places): "no models folder found; looked at \(places.joined(separator: ", "))"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .invalid(let path, let reason): "\(path) is not understood: \(reason)"
        }
    }
}
