import ArgumentParser
import CHeap
import Glibc
import Pipeline

/// Where the program starts, and where every error becomes one sentence and an exit code.
@main
enum Main {
    static func main() async {
        // With a heap for each thread the memory of a batch grew by 7 kB a document.
        vouch_share_one_heap()
        do {
            var command = try await Vouch.asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(code(afterReporting: error))
        }
    }

    private static func code(afterReporting error: any Error) -> Int32 {
        if let outcome = error as? Outcome { return outcome.rawValue }
        if let failure = error as? Failure {
            say("vouch: \(failure.sentence)")
            return failure.outcome.rawValue
        }
        if let sentence = sentence(onTheMachine: error) {
            say("vouch: \(sentence.capitalisedFirst). See what is wrong with: vouch doctor")
            return Outcome.environment.rawValue
        }
        switch Vouch.exitCode(for: error) {
        case .success:
            let output = Terminal(descriptor: STDOUT_FILENO, environment: Environment.current)
            print(HelpText.laidOut(Vouch.fullMessage(for: error), width: output.columns))
            return Outcome.done.rawValue
        case .validationFailure:
            let errors = Terminal(descriptor: STDERR_FILENO, environment: Environment.current)
            say(HelpText.laidOut(Vouch.fullMessage(for: error), width: errors.columns))
            return Outcome.usage.rawValue
        default:
            say("vouch: internal error: \(error). Please report it with the command that led here.")
            return Outcome.internalError.rawValue
        }
    }

    /// What is wrong with the machine, where it is at fault.
    private static func sentence(onTheMachine error: any Error) -> String? {
        switch error {
        case let failure as FileFailure: failure.description
        case let failure as StoreFailure: failure.description
        case let failure as ReaderUnavailable: failure.description
        default: nil
        }
    }

    private static func say(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
