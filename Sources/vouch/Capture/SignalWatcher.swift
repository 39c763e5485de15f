@preconcurrency import Dispatch
import Glibc
import Pipeline
import Synchronization

/// Turns SIGTERM and SIGINT into an orderly end: the first drains, the second leaves at once.
final class SignalWatcher: Sendable {
    private let sources: [any DispatchSourceSignal]
    private let count = Mutex(0)

    /// Starts to watch; `stop` is given at the first signal.
    init(_ stop: StopSignal, on screen: Screen) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for source in sources {
            source.setEventHandler { [weak self] in self?.receive(stop, screen) }
            source.resume()
        }
    }

    /// Gives the signals back their usual meaning.
    func end() {
        for source in sources { source.cancel() }
        for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
    }

    private func receive(_ stop: StopSignal, _ screen: Screen) {
        let times = count.withLock { count in
            count += 1
            return count
        }
        guard times == 1 else {
            // Everything durable survives a sudden end; what was in hand is done again.
            _exit(Outcome.needsPerson.rawValue)
        }
        screen.note(StyledText("Finishing what is in hand; once more leaves at once.", .quiet))
        stop.stop()
    }
}
