import Domain

/// A finding as the store keeps it beside a draft.
struct FindingJSON: Codable {
    var rule: String
    var message: String
    var places: PlacesJSON

    init(_ finding: Finding) {
        rule = finding.rule
        message = finding.message
        places = PlacesJSON(finding)
    }

    /// The finding.
    var finding: Finding { places.finding(rule, message) }

    /// The findings that were kept.
    static func findings(_ kept: [FindingJSON]) -> [Finding] { kept.map(\.finding) }
}

/// The fields and places of a finding.
struct PlacesJSON: Codable {
    var fields: [String]
    var regions: [RegionJSON]

    init(_ finding: Finding) {
        fields = finding.fields.map(\.rawValue)
        regions = finding.regions.map(RegionJSON.init)
    }

    /// The finding of a rule about them.
    func finding(_ rule: String, _ message: String) -> Finding {
        Finding(
            rule: rule, message: message, fields: fields.compactMap(FieldName.init(rawValue:)),
            regions: regions.compactMap(\.region))
    }
}
