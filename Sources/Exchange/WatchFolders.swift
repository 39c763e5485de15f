public import Pipeline

/// Watches inboxes and takes in what comes to rest there.
public struct WatchFolders: Sendable {
    /// How long nothing is looked at when nothing is announced.
    public static let rescan = Duration.seconds(2)
    /// How long a file that cannot be read is left in peace.
    public static let retry = Duration.seconds(10)
    /// The least time between two looks, so that a flood of announcements costs no more than one scan each.
    public static let leastPause = Duration.milliseconds(50)

    private let inboxes: [Inbox]
    private let intake: Intake

    /// Makes a watcher of `inboxes`.
    public init(_ inboxes: [Inbox], intake: Intake) {
        self.inboxes = inboxes
        self.intake = intake
    }

    /// Takes in what is dropped until it is told to stop, or until nothing is left to take.
    ///
    /// Throws what is wrong with the machine where it was to end when done, and nothing went for too long.
    public func run(_ ending: CaptureRun.Ending, stop: StopSignal) async throws {
        let alarm = FolderAlarm()
        var state = State()
        // Watched before the first look, so that a file closed in between is announced or seen.
        alarm?.watch(inboxes.map(\.path))
        while !stop.isStopped {
            let left = try await round(&state, ending, alarm: alarm, stop: stop)
            if ending == .whenDone, left == 0 { return }
            await pause(alarm, state: state, stop: stop)
        }
    }

    /// What is known from one look to the next.
    private struct State {
        var settling: [String: Settling] = [:]
        var isTold: Set<String> = []
        var failures = 0
    }

    /// Looks at all inboxes once and takes what has come to rest; returns how many files are left to take.
    private func round(
        _ state: inout State, _ ending: CaptureRun.Ending, alarm: FolderAlarm?, stop: StopSignal
    ) async throws -> Int {
        var left = 0
        // Asked once for all inboxes, because asking forgets.
        let closed = alarm?.closedFiles() ?? []
        for inbox in inboxes where !stop.isStopped {
            let scan = await intake.threads.run { FolderScan(of: inbox.path, files: intake.files) }
            alarm?.watch(scan.folders)
            for failure in scan.failures { tell("\(failure)", once: &state) }
            var settling = state.settling[inbox.path.text] ?? Settling()
            let ready = settling.observe(
                scan.found, closed: closed, delay: inbox.delay,
                now: intake.world.uptime().milliseconds)
            do {
                try await take(ready, of: inbox, settling: &settling, state: &state, stop: stop)
                if !ready.isEmpty { state.failures = 0 }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // The disk is full or the store stays away: every source is where it was.
                state.failures += 1
                if ending == .whenDone, state.failures >= CaptureRun.patience { throw error }
                intake.report(.trouble("nothing can be taken in from \(inbox.name): \(error)"))
            }
            left += settling.pending(at: intake.world.uptime().milliseconds)
            state.settling[inbox.path.text] = settling
        }
        return left
    }

    private func take(
        _ ready: [SourceFile], of inbox: Inbox, settling: inout Settling, state: inout State,
        stop: StopSignal
    ) async throws {
        var rest = ready[...]
        while !rest.isEmpty, !stop.isStopped {
            let batch = Array(rest.prefix(Intake.batch))
            rest = rest.dropFirst(batch.count)
            let outcomes = try await intake.take(batch, of: inbox, .moves)
            for (source, outcome) in zip(batch, outcomes) {
                switch outcome {
                case .taken, .refused: settling.leave(source)
                case .changed: break
                case .unreadable(let failure):
                    leaveInPeace(source, &settling)
                    tell("\(failure); it stays where it is", once: &state)
                case .leftBehind(_, let failure):
                    leaveInPeace(source, &settling)
                    tell("\(failure); it was taken in and stays where it is", once: &state)
                }
            }
        }
    }

    /// Leaves a file in peace for a while.
    private func leaveInPeace(_ source: SourceFile, _ settling: inout Settling) {
        settling.leave(source, until: intake.world.uptime().milliseconds + Self.retry.milliseconds)
    }

    private func tell(_ trouble: String, once state: inout State) {
        if state.isTold.insert(trouble).inserted { intake.report(.trouble(trouble)) }
    }

    private func pause(_ alarm: FolderAlarm?, state: State, stop: StopSignal) async {
        let now = intake.world.uptime().milliseconds
        let pending = state.settling.values.reduce(0) { $0 + $1.pending(at: now) }
        let longest: Duration =
            if state.failures > 0 {
                JobLimits.wait(after: min(state.failures, 2))
            } else if pending > 0 {
                min(Self.rescan, .milliseconds(250))
            } else {
                Self.rescan
            }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait() }
            group.addTask { await waitForAlarm(alarm, longest) }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitForAlarm(_ alarm: FolderAlarm?, _ longest: Duration) async {
        do {
            try await intake.world.sleep(Self.leastPause)
            guard let alarm else { return try await intake.world.sleep(longest) }
            await alarm.wait(longest)
        } catch {
            // Cancelled because the stop came first: the loop sees it.
            return
        }
    }
}
