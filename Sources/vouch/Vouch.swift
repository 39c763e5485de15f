import ArgumentParser
import Logging
import Yams

@main
struct Vouch: ParsableCommand {
    func run() throws {}
}
