/// The version of a process an instance stands on, as `invoice:3`.
package struct ProcessKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The id of the process in its file.
    package let process: String
    /// Counted from 1.
    package let version: Int

    /// Names a version.
    package init(process: String, version: Int) {
        self.process = process
        self.version = version
    }

    /// Reads what `description` wrote; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":"), let version = Int(text[text.index(after: colon)...]),
            version > 0, colon > text.startIndex
        else { return nil }
        self.init(process: String(text[..<colon]), version: version)
    }

    /// The id and the version with a colon between them.
    package var description: String { "\(process):\(version)" }

    /// Whether the left key is listed first.
    package static func < (left: ProcessKey, right: ProcessKey) -> Bool {
        (left.process, left.version) < (right.process, right.version)
    }
}

/// A version of a process as it was deployed, with the file it stands in.
package struct ProcessVersion: Hashable, Sendable {
    /// Its place in the order of all deployments, from 1.
    package var sequence: Int64
    /// What it is called by.
    package var key: ProcessKey
    /// The name in the diagram; empty for none.
    package var name: String
    /// The name of the file.
    package var file: String
    /// The file, byte by byte.
    package var content: [UInt8]
    /// When it was deployed.
    package var at: Timestamp
    /// By whom.
    package var actor: String

    /// Makes an entry.
    package init(
        sequence: Int64, key: ProcessKey, name: String, file: String, content: [UInt8], at: Timestamp,
        actor: String
    ) {
        self.sequence = sequence
        self.key = key
        self.name = name
        self.file = file
        self.content = content
        self.at = at
        self.actor = actor
    }
}

/// A version of a process in a list, with how many cases stand on it.
package struct ProcessStanding: Hashable, Sendable {
    /// The version.
    package var version: ProcessVersion
    /// Cases on it that have not ended.
    package var open: Int
    /// Cases on it that have.
    package var ended: Int
    /// When a timer starts the next one; `nil` where none does.
    package var nextStart: Timestamp?

    /// Makes an entry.
    package init(version: ProcessVersion, open: Int, ended: Int, nextStart: Timestamp? = nil) {
        self.nextStart = nextStart
        self.version = version
        self.open = open
        self.ended = ended
    }
}
