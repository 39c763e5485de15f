/// What evaluation takes from the world and the model.
package struct FeelEnvironment: Sendable {
    /// The zones of the world.
    package var zones: ZoneRules
    /// The moment `now()` gives; `nil` where expressions must not ask.
    package var now: FeelDateTime?
    /// Types of the model by name.
    package var types: [String: FeelType]
    /// What an evaluation may cost.
    package var limits: FeelLimits

    /// Makes an environment.
    package init(
        zones: ZoneRules = .greenwich, now: FeelDateTime? = nil, types: [String: FeelType] = [:],
        limits: FeelLimits = FeelLimits()
    ) {
        self.zones = zones
        self.now = now
        self.types = types
        self.limits = limits
    }
}

/// What an evaluation may cost before it is given up.
package struct FeelLimits: Sendable {
    /// Expressions evaluated, those in loops each time.
    package var steps = 10_000_000
    /// Depth of expressions and calls in each other.
    package var depth = 1_000
    /// Depth of lists and contexts in each other.
    package var valueDepth = 200
    /// Elements of a list that an expression makes.
    package var elements = 1_000_000
    /// Characters of a text that an expression makes.
    package var characters = 10_000_000
    /// Reasons kept.
    package var reasons = 20

    /// The usual limits.
    package init() {}
}
