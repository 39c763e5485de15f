import Controls
import Domain
import Pipeline
import Storage

/// Tries another tolerance on all that was ever held.
struct Trial {
    /// Bills that are named at most.
    private static let mostNamed = 20

    let premises: Premises
    let screen: Screen

    /// Says how many bills it would have let pass.
    func run(_ text: String) async throws {
        guard let trial = ToleranceTrial(text) else {
            throw Failure.usage(
                "\(SafeText(text).text) is no tolerance such as tolerance.price=2% or tolerance.quantity=5; there are "
                    + "\(ToleranceTrial.names.joined(separator: ", ")).")
        }
        let held = try await premises.database.allHolds()
        let freed = held.filter { trial.frees($0.value.map(\.hold)) }.keys.sorted()
        screen.put([
            StyledText("\(text) would have freed ") + StyledText("\(freed.count)", .strong)
                + StyledText(
                    " of \(held.count.counted("bill")) that \(held.count == 1 ? "was" : "were") held.")
        ])
        defer {
            screen.note(
                StyledText(
                    "Counted on the holds as they were raised; what came and was changed since is not looked at.",
                    .quiet))
        }
        guard !freed.isEmpty else { return }
        let named = freed.prefix(Self.mostNamed).map { "#\($0)" }.joined(separator: ", ")
        let more = freed.count - min(freed.count, Self.mostNamed)
        screen.put([StyledText("  \(named)" + (more > 0 ? " and \(more) more" : ""), .quiet)])
    }
}
