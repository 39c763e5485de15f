public import Extraction
import Foundation

extension ModelsFolder {
    /// The weights of header fields in `extraction/header.json`, and of their probabilities in
    /// `extraction/sureness.json`.
    public func scoringModel() throws(ModelsFailure) -> ScoringModel {
        var model: ScoringModel = try decoded("extraction/header.json")
        let sureness = url.appendingPathComponent("extraction/sureness.json")
        if FileManager.default.fileExists(atPath: sureness.path) {
            model.sureness = try decoded("extraction/sureness.json")
        }
        return model
    }

    private func decoded<Model: Decodable>(_ name: String) throws(ModelsFailure) -> Model {
        let file = url.appendingPathComponent(name)
        let text = try text(of: file)
        do {
            return try JSONDecoder().decode(Model.self, from: Data(text.utf8))
        } catch {
            throw .invalid(file.path, "\(error)")
        }
    }
}
