/// What one look at the machine found.
struct CheckResult: Hashable, Sendable {
    /// How good it is.
    enum Verdict: Hashable, Sendable {
        /// As it should be.
        case good
        /// It works, and could be better.
        case doubtful
        /// Something does not work without it.
        case lacking
    }

    /// How good it is.
    var verdict: Verdict
    /// What was looked at.
    var subject: String
    /// What was found.
    var fact: String
    /// What to do about it.
    var advice: String?
}
