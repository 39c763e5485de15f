import Domain

/// Weights by which candidates are scored, and how scores become probabilities; loaded from `models/extraction`.
public struct ScoringModel: Hashable, Sendable, Decodable {
    /// Where the weights come from, for people.
    public var about: String
    /// Weights of features for every field that does not name its own.
    public var weights: [String: Double]
    /// What is special to a field, by field name.
    public var fields: [String: FieldModel]
    /// How sure chosen values are; without it, probabilities follow from scores alone.
    public var sureness: SurenessModel?

    /// What is special to one field.
    public struct FieldModel: Hashable, Sendable, Decodable {
        /// Score before anything is seen.
        public var bias: Double
        /// Weights that replace or add to the general ones.
        public var weights: [String: Double]
        /// Slope of the calibration: probability = 1 / (1 + exp(−(slope × score + offset))).
        public var slope: Double
        /// Offset of the calibration.
        public var offset: Double
        /// Probability from which a value needs no person.
        public var accept: Double
        /// Score from which a value is given at all.
        public var least: Double

        private enum CodingKeys: String, CodingKey {
            case bias, weights, slope, offset, accept, least
        }

        /// Reads what is given and takes the usual values for the rest.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            bias = try values.decodeIfPresent(Double.self, forKey: .bias) ?? 0
            weights = try values.decodeIfPresent([String: Double].self, forKey: .weights) ?? [:]
            slope = try values.decodeIfPresent(Double.self, forKey: .slope) ?? 1
            offset = try values.decodeIfPresent(Double.self, forKey: .offset) ?? 0
            accept = try values.decodeIfPresent(Double.self, forKey: .accept) ?? 0.99
            least = try values.decodeIfPresent(Double.self, forKey: .least) ?? 0
        }
    }

    /// The score of a candidate, and how much each of its features moved it.
    func score(_ candidate: Candidate) -> (score: Double, parts: [(String, Double)]) {
        let field = fields[candidate.field.rawValue]
        var score = field?.bias ?? 0
        var parts: [(String, Double)] = []
        for feature in candidate.features {
            guard let weight = field?.weights[feature.name] ?? weights[feature.name], weight != 0 else {
                continue
            }
            score += weight * feature.value
            parts.append((feature.name, weight * feature.value))
        }
        return (score, parts)
    }

    /// The probability that a value of this score is right.
    func probability(of score: Double, field: FieldName) -> Double {
        let model = fields[field.rawValue]
        return Logistic.probability((model?.slope ?? 1) * score + (model?.offset ?? 0))
    }

    /// Whether a probability is enough to do without a person.
    func accepts(_ probability: Double, field: FieldName) -> Bool {
        probability >= fields[field.rawValue]?.accept ?? 0.99
    }

    /// The least score at which a value is given.
    func least(for field: FieldName) -> Double { fields[field.rawValue]?.least ?? 0 }
}

/// The logistic function, without a library of functions.
enum Logistic {
    /// 1 / (1 + e^−x), for any finite `x`.
    static func probability(_ x: Double) -> Double {
        if x > 30 { return 1 }
        if x < -30 { return 0 }
        return 1 / (1 + exponential(-x))
    }

    /// e^x by halving the argument and the series of the rest; error below 10^−12 for |x| ≤ 30.
    private static func exponential(_ x: Double) -> Double {
        let part = x / 64
        var term = 1.0
        var sum = 1.0
        for n in 1...14 {
            term *= part / Double(n)
            sum += term
        }
        var result = sum
        for _ in 0..<6 { result *= result }
        return result
    }
}
