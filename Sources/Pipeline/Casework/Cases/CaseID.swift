extension DocumentID {
    /// What a case is about that a timer, a signal or a message has started: no document.
    package static let none = DocumentID(rawValue: 0)

    /// Whether it stands for no document.
    package var isNone: Bool { self == .none }
}

/// The number a case goes by in the store.
package struct CaseID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number, from 1.
    package let rawValue: Int64

    /// Wraps a number that the store gave.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The number in digits.
    package var description: String { String(rawValue) }

    /// Whether the left case was started first.
    package static func < (left: CaseID, right: CaseID) -> Bool { left.rawValue < right.rawValue }
}

/// The number a task goes by in the store and on the command line.
package struct TaskID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number, from 1.
    package let rawValue: Int64

    /// Wraps a number that the store gave.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads a number as people type it; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        guard let number = Int64(text), number > 0 else { return nil }
        rawValue = number
    }

    /// The number in digits.
    package var description: String { String(rawValue) }

    /// Whether the left task was given out first.
    package static func < (left: TaskID, right: TaskID) -> Bool { left.rawValue < right.rawValue }
}
