public import Extraction
import Foundation

extension ModelsFolder {
    /// The weights of header fields in `extraction/header.json`.
    public func scoringModel() throws(ModelsFailure) -> ScoringModel {
        let file = url.appendingPathComponent("extraction/header.json")
        let text = try text(of: file)
        do {
            return try JSONDecoder().decode(ScoringModel.self, from: Data(text.utf8))
        } catch {
            throw .invalid(file.path, "\(error)")
        }
    }
}
