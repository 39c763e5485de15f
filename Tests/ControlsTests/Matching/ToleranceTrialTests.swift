import Controls
import Domain
import Testing

@Suite struct `Another tolerance is tried on the past` {
    private func hold(_ code: HoldCode, _ actual: String, _ expected: String) -> Hold {
        Hold(
            code, .document, actual: Rational(parsing: actual).map(Hold.Value.number) ?? .text(actual),
            expected: Rational(parsing: expected).map(Hold.Value.number) ?? .text(expected))
    }

    @Test(arguments: [
        ("tolerance.price=2%", "10.2", true), ("tolerance.price=2%", "10.21", false),
        ("tolerance.price=2%", "9.8", true), ("tolerance.price=0.20", "10.2", true),
        ("tolerance.unit_price=0%", "10", true), ("tolerance.quantity=50%", "10.1", false),
    ])
    func `a price within it would have passed`(trial: String, price: String, isFreed: Bool) throws {
        let trial = try #require(ToleranceTrial(trial))
        #expect(trial.frees([hold(.unitPrice, price, "10")]) == isFreed)
    }

    @Test func `one hold more that it does not touch, and nothing passes`() throws {
        let trial = try #require(ToleranceTrial("tolerance.price=5%"))
        let price = hold(.unitPrice, "10.2", "10")
        #expect(trial.frees([price, hold(.cumulativeTotal, "102", "100")]))
        #expect(!trial.frees([price, hold(.noReceipt, "10", "0")]))
        #expect(!trial.frees([price, hold(.bankDiffers, "DE1", "DE2")]))
        #expect(!trial.frees([]))
    }

    @Test(arguments: [
        "tolerance.price", "price=2%", "tolerance.prize=2%", "tolerance.price=-2%", "tolerance.price=two", "",
        "=",
    ])
    func `what is no tolerance is refused`(text: String) {
        #expect(ToleranceTrial(text) == nil)
    }
}
