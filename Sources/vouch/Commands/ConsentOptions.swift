import ArgumentParser
import Domain
import Pipeline

/// Who lets something pass, and whom at the vendor they called.
struct ConsentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Whom at the vendor you called, and under which number.", valueName: "whom"))
    var calledBack: String?

    @OptionGroup var person: PersonOption

    /// The consent as it is recorded.
    func consent(because reason: String, at time: Timestamp) -> StoredHold.Consent {
        StoredHold.Consent(
            actor: person.name, reason: SafeText(reason).text, callBack: calledBack.map { SafeText($0).text },
            at: time)
    }

    /// Says what came of a consent.
    ///
    /// - Throws: `Outcome.needsPerson` where a second person is needed, a `Failure` where it was refused.
    func tell(
        _ outcome: ReleaseReceipt, done: String, second: String, refused: String, on screen: Screen
    ) throws {
        switch outcome {
        case .released: screen.put([StyledText("✓ ", .good) + StyledText(done)])
        case .awaitsSecond:
            screen.put([
                StyledText("? ", .doubtful)
                    + StyledText("\(person.name) has agreed. A second person has to \(second), too.")
            ])
            throw Outcome.needsPerson
        case .refused(let why):
            throw Failure(sentence: "\(refused): \(SafeText(why).text).", outcome: .needsPerson)
        }
    }
}
