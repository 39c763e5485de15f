public import Pipeline

/// A folder that documents are dropped into, with what it says of them.
public struct Inbox: Hashable, Sendable {
    /// How long a file has to stay as it is before it is taken, where no close or rename is announced.
    public static let usualDelay = Duration.seconds(5)

    /// Its name in lists and in the log.
    public var name: String
    /// The folder; its sub-folders belong to it.
    public var path: FilePath
    /// What it says of every document.
    public var defaults: InboxDefaults
    /// How long a file has to stay as it is.
    public var delay: Duration

    /// Makes an inbox.
    public init(
        name: String, path: FilePath, defaults: InboxDefaults = InboxDefaults(),
        delay: Duration = Inbox.usualDelay
    ) {
        self.name = name
        self.path = path
        self.defaults = defaults
        self.delay = delay
    }
}

/// Names that programs give to files they have not finished, and files no person means as documents.
public enum PassedOver {
    private static let endings = [
        ".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".opdownload", ".swp",
        ".swx", ".lock", ".bak~", "~",
    ].map { Array($0.utf8) }

    private static let names = ["thumbs.db", "desktop.ini"].map { Array($0.utf8) }

    /// Whether a name is passed over: hidden, unfinished or a program's own.
    public static func contains(_ name: [UInt8]) -> Bool {
        guard let first = name.first, first != UInt8(ascii: ".") else { return true }
        if name.starts(with: [UInt8(ascii: "~"), UInt8(ascii: "$")]) { return true }
        let lower = name.map { (65...90).contains($0) ? $0 + 32 : $0 }
        return names.contains(lower) || endings.contains { lower.count > $0.count && lower.ends(with: $0) }
    }
}

extension Array where Element == UInt8 {
    fileprivate func ends(with ending: [UInt8]) -> Bool { suffix(ending.count).elementsEqual(ending) }
}
