import Domain

extension Candidate {
    /// Whether its reading is sure enough to be accepted where its probability is.
    ///
    /// A value that two readers dispute, or that Tesseract alone read off an image, needs something else that it must
    /// agree with: its own check digits, or a sum.
    func isSurelyRead(closesSum: Bool) -> Bool {
        let isDoubtful = isDisputed || strength(of: "read.tesseract") > 0
        return !isDoubtful || closesSum || strength(of: "check.right") > 0
    }

    /// Whether two readers read it differently.
    var isDisputed: Bool { strength(of: "read.disputed") > 0 }

    /// How often the other reader is right where two disagree: one total in seventeen, on receipts.
    private static let confidenceOfOther = 0.06

    /// What it is by the other reader, for the person who decides.
    func disputedReadings(besides value: FieldValue) -> [Field<FieldValue>.Alternative] {
        otherReadings.filter { $0 != value }.prefix(2).map {
            .init(value: $0, confidence: Self.confidenceOfOther, region: region)
        }
    }

    /// What the readers of its words say of each other, for people; `parts` are the features that were weighed.
    func reasons(besides parts: [(String, Double)]) -> [Reason] {
        var reasons: [Reason] = []
        for name in ["read.agreed", "read.settled", "read.disputed", "read.tesseract"] {
            guard strength(of: name) > 0, !parts.contains(where: { $0.0 == name }) else { continue }
            reasons.append(Reason(text: FeatureWording.words(for: name), weight: 0))
        }
        switch agreement {
        case .disputed(let other), .settled(let other):
            reasons.append(Reason(text: "\(other.reader.name) read \(other.text) here", weight: 0))
        case .single, .agreed: break
        }
        return reasons
    }
}

extension TextReader {
    /// Its name for people.
    fileprivate var name: String {
        switch self {
        case .textLayer: "the document's text"
        case .tesseract: "Tesseract"
        case .neural: "the neural reader"
        }
    }
}
