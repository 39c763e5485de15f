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
        let sum = features.reduce(special.bias) { sum, feature in
            let weight = weights[feature.name, default: 0] + special.weights[feature.name, default: 0]
            return sum + weight * feature.value
        }
        return Logistic.probability(sum)
    }

    /// Whether a probability is enough to do without a person.
    func accepts(_ probability: Double, field: FieldName) -> Bool {
        probability >= (fields[field.rawValue] ?? other).accept
    }
}
