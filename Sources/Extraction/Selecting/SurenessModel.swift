import Domain

/// How sure a chosen value is, by what was seen about it once all values are chosen; loaded from `models/extraction`.
public struct SurenessModel: Hashable, Sendable, Decodable {
    /// Where the weights come from, for people.
    public var about: String
    /// Weights of features for all fields.
    public var weights: [String: Double]
    /// What is special to a field, by field name.
    public var fields: [String: FieldModel]
    /// What holds for fields of which too few values were seen.
    public var other: FieldModel

    /// What is special to one field.
    public struct FieldModel: Hashable, Sendable, Decodable {
        /// What holds before anything is seen.
        public var bias: Double
        /// What is added to the general weights.
        public var weights: [String: Double]
        /// Probability from which a value needs no person; above 1 where none is sure enough.
        public var accept: Double
    }

    /// The probability that a value is right.
    func probability(of field: FieldName, _ features: [Feature]) -> Double {
        let special = fields[field.rawValue] ?? other
        return Logistic.probability(features.reduce(special.bias) { $0 + share(of: $1, special) })
    }

    /// What a feature adds to the log-odds.
    private func share(of feature: Feature, _ special: FieldModel) -> Double {
        (weights[feature.name, default: 0] + special.weights[feature.name, default: 0]) * feature.value
    }

    /// The observations that moved the probability of a value most, in words, with their log-odds.
    func reasons(for field: FieldName, _ features: [Feature]) -> [Reason] {
        let special = fields[field.rawValue] ?? other
        let shares = features.map { ($0.name, share(of: $0, special)) }.filter { abs($0.1) >= Self.least }
        return shares.sorted { (abs($0.1), $1.0) > (abs($1.1), $0.0) }.prefix(Self.mostReasons).map {
            Reason(text: FeatureWording.words(for: $0.0), weight: $0.1)
        }
    }

    /// Log-odds below which an observation is not worth telling, and most that are told.
    private static let (least, mostReasons) = (0.15, 6)

    /// Whether a probability is enough to do without a person.
    func accepts(_ probability: Double, field: FieldName) -> Bool {
        probability >= (fields[field.rawValue] ?? other).accept
    }
}
