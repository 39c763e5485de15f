import CSandbox
import Glibc
import Reading

/// The program that opens strangers' bytes: locks itself down, then reads documents from standard input until it ends.
@main
enum VouchReader {
    static func main() {
        vouch_sandbox_die_with_parent()
        let orders: LaunchOrders
        do {
            orders = try LaunchOrders(CommandLine.arguments.dropFirst())
        } catch {
            FrameChannel.takingOverStandardStreams().send(.unready(error.sentence))
            exit(ExitCode.usage)
        }
        if orders.isTemplate { serveAsCopy(orders) } else { serveAlone(orders) }
    }

    private static func desk(_ orders: LaunchOrders) throws(StartFailure) -> ReadingDesk {
        try ReadingDesk(orders, models: try ReadingModels(in: orders.modelsFolder))
    }

    private static func serveAlone(_ orders: LaunchOrders) {
        let channel = FrameChannel.takingOverStandardStreams()
        do {
            serve(try desk(orders), orders, on: channel)
        } catch {
            channel.send(.unready(error.sentence))
            exit(ExitCode.environment)
        }
    }

    /// Makes copies of this process until the parent asks for no more; each copy, and only a copy, reads documents.
    ///
    /// Why nothing can be read is told by a process that is started by itself, which is what the parent does next.
    private static func serveAsCopy(_ orders: LaunchOrders) {
        do {
            var desk = try Self.desk(orders)
            var order = vouch_sandbox_copies(STDIN_FILENO)
            while order == 2 {
                desk.loadNetworks()
                order = vouch_sandbox_copies(STDIN_FILENO)
            }
            guard order == 1 else { exit(0) }
            serve(desk, orders, on: FrameChannel.takingOverStandardStreams())
        } catch {
            exit(ExitCode.environment)
        }
    }

    private static func serve(
        _ desk: consuming ReadingDesk, _ orders: LaunchOrders, on channel: FrameChannel
    ) {
        let lockdown = Lockdown(orders)
        if orders.isProbe { exit(Probe.run(over: channel, under: lockdown)) }
        guard lockdown.isComplete || orders.allowsUnsandboxed else {
            channel.send(.unready(lockdown.refusal))
            exit(ExitCode.environment)
        }
        channel.send(.ready(lockdown.status(engines: desk.engines, languages: desk.languages)))
        while let order = channel.nextOrder() {
            desk.read(order, answeringOn: channel)
        }
    }
}

/// Exit codes of the reader; the parent only cares whether they are zero.
enum ExitCode {
    static let usage: Int32 = 2
    static let environment: Int32 = 3
    static let brokenPipe: Int32 = 4
}

/// Why the reader does not start, in one sentence for a person.
struct StartFailure: Error {
    var sentence: String
}
