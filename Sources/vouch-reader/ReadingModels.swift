import Extraction
import Foundation
import Models

/// What a reader process takes from the models folder before it is locked down.
struct ReadingModels {
    /// The labels by which values are found.
    let lexicon: Lexicon
    /// Which places of image pages a second reader looks at.
    let secondLook: SecondLookPlaces

    /// Loads from a folder, or from where the program finds one.
    init(in folder: String?) throws(StartFailure) {
        do {
            let places = ModelsFolder.Places(
                explicit: folder.map { URL(fileURLWithPath: $0) },
                environment: ProcessInfo.processInfo.environment,
                executable: URL(fileURLWithPath: "/proc/self/exe"))
            let models = try ModelsFolder(in: places)
            lexicon = try models.lexicon()
            secondLook = SecondLookPlaces(
                policy: try models.secondLookPolicy(), lexicon: lexicon, model: try models.scoringModel())
        } catch {
            throw StartFailure(sentence: "models are not loaded: \(error)")
        }
    }
}
