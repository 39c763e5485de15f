/// An account of a vendor.
public struct BankAccount: Hashable, Sendable {
    /// The number as recorded.
    public var number: String
    /// Whether somebody called back and confirmed it.
    public var isVerified: Bool

    /// Makes an account.
    public init(number: String, isVerified: Bool) {
        self.number = number
        self.isVerified = isVerified
    }
}
