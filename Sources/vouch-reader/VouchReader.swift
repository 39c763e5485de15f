import CSandbox
import Glibc
import Reading

/// The program that opens strangers' bytes: locks itself down, then reads documents from standard input until it ends.
@main
enum VouchReader {
    static func main() {
        vouch_sandbox_die_with_parent()
        let channel = FrameChannel.takingOverStandardStreams()
        let orders: LaunchOrders
        do {
            orders = try LaunchOrders(CommandLine.arguments.dropFirst())
        } catch {
            channel.send(.unready(error.sentence))
            exit(ExitCode.usage)
        }
        let desk: ReadingDesk
        do {
            desk = try ReadingDesk(
                lexicon: try ReadingDesk.lexicon(in: orders.modelsFolder), modelsFolder: orders.modelsFolder,
                neuralFolder: orders.neuralFolder)
        } catch {
            channel.send(.unready(error.sentence))
            exit(ExitCode.environment)
        }
        let lockdown = Lockdown(orders)
        if orders.isProbe { exit(Probe.run(over: channel, under: lockdown)) }
        guard lockdown.isComplete || orders.allowsUnsandboxed else {
            channel.send(.unready(lockdown.refusal))
            exit(ExitCode.environment)
        }
        serve(desk, on: channel, under: lockdown)
    }

    private static func serve(
        _ desk: consuming ReadingDesk, on channel: FrameChannel, under lockdown: Lockdown
    ) {
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
