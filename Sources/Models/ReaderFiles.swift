internal import Domain
public import Extraction
import Foundation
import Yams

extension ModelsFolder {
    /// What a second reader looks at, in `readers/second-look.yml`; nothing where there is no such file.
    public func secondLookPolicy() throws(ModelsFailure) -> SecondLookPolicy {
        guard
            let file = try files(in: "readers", extension: "yml").first(where: {
                $0.lastPathComponent == "second-look.yml"
            })
        else { return .none }
        let text = try text(of: file)
        let decoded: SecondLookFile
        do {
            decoded = try YAMLDecoder().decode(SecondLookFile.self, from: text)
        } catch {
            throw .invalid(file.path, "\(error)")
        }
        var fields: [FieldName: Int] = [:]
        for (name, count) in decoded.fields {
            guard let field = FieldName(rawValue: name) else {
                throw .invalid(file.path, "unknown field \(name)")
            }
            fields[field] = count
        }
        guard fields.values.allSatisfy({ (0...10).contains($0) }), (0...200).contains(decoded.places),
            (0...200).contains(decoded.closer_places)
        else { throw .invalid(file.path, "a number is out of its range") }
        return SecondLookPolicy(
            fields: fields, places: decoded.places, closerPlaces: decoded.closer_places,
            reach: decoded.reach)
    }
}

/// The file as it is written.
private struct SecondLookFile: Decodable {
    var places: Int
    var closer_places: Int
    var reach: Double
    var fields: [String: Int]
}
