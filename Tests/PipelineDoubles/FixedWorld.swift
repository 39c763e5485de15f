public import Pipeline
import Synchronization

/// A world for tests: its clocks stand until everybody waits, and then move on to the first who wakes.
///
/// Ids count up. A wait of a minute takes a few milliseconds.
public final class FixedWorld: Sendable {
    /// How often a sleeper looks whether others are at work before it moves the clocks.
    private static let looks = 5

    private struct State {
        var milliseconds: Int64 = 0
        var nextID = 0
        /// When each sleeper wakes.
        var sleepers: [Int: Int64] = [:]
    }

    private let state = Mutex(State())
    private let start: Timestamp
    private let boot: String

    /// Makes a world that starts at a moment, in a boot.
    public init(at start: Timestamp = Timestamp(milliseconds: 1_770_000_000_000), boot: String = "boot-1") {
        self.start = start
        self.boot = boot
    }

    /// The world as code under test takes it.
    public var world: World {
        World(
            now: {
                Timestamp(milliseconds: self.start.milliseconds + self.state.withLock { $0.milliseconds })
            },
            uptime: { Uptime(boot: self.boot, milliseconds: self.state.withLock { $0.milliseconds }) },
            newID: { "id-\(self.nextID())" }, sleep: { try await self.sleep($0) })
    }

    private func nextID() -> Int {
        state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
    }

    private func sleep(_ duration: Duration) async throws {
        let me = nextID()
        let wake = state.withLock { state in
            let wake = state.milliseconds + duration.milliseconds
            state.sleepers[me] = wake
            return wake
        }
        defer { state.withLock { _ = $0.sleepers.removeValue(forKey: me) } }
        for look in 1... {
            let isOver = state.withLock { state in
                if look > Self.looks, state.sleepers.values.min() == wake {
                    state.milliseconds = max(state.milliseconds, wake)
                }
                return state.milliseconds >= wake
            }
            if isOver { return }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
