/// What people are told while documents come in and are read; one line each.
public enum CaptureEvent: Hashable, Sendable {
    /// A new document is safe and waits to be read.
    case received(DocumentID, name: String)
    /// Known bytes came again.
    case arrivedAgain(DocumentID, name: String)
    /// Something that is no file was refused.
    case refused(name: String, reason: String)
    /// A document reached a state that stays.
    case settled(DocumentSummary)
    /// A try failed; there will be another.
    case delayed(DocumentID, name: String, reason: String)
    /// Something is wrong with the machine, not with one document; it goes on when it can.
    case trouble(String)
}

/// Who is told.
public typealias CaptureReport = @Sendable (CaptureEvent) -> Void
