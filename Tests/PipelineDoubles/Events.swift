public import Pipeline
import Synchronization

/// Events of a run, collected.
public final class Events: Sendable {
    private let events = Mutex<[CaptureEvent]>([])

    /// Makes an empty collection.
    public init() {}

    /// What a run reports to.
    public var report: CaptureReport {
        { event in self.events.withLock { $0.append(event) } }
    }

    /// What was reported so far.
    public var all: [CaptureEvent] { events.withLock { $0 } }
}
