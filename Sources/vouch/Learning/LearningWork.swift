import Domain
import Extraction
import Pipeline
import Storage

/// Learns from documents that were answered: the lessons wait in the store until they are through.
///
/// Learning is a function of what people confirmed, so that one that was cut short is only done again.
struct LearningWork {
    private let premises: Premises

    init(in premises: Premises) { self.premises = premises }

    /// Does all lessons that are due; gives what people are told of them.
    ///
    /// The answers are kept whatever becomes of this: a failure is told, not thrown.
    func learnDue() async -> [StyledText] {
        do {
            var notes: [StyledText] = []
            for lesson in try await premises.database.lessonsDue() {
                if let note = try await learn(lesson) { notes.append(note) }
            }
            return notes
        } catch {
            return [StyledText("Nothing was learnt: \(error)".onOneLine, .doubtful)]
        }
    }

    private func learn(_ lesson: DueLesson) async throws -> StyledText? {
        do {
            let outcome = try await VendorLearning(in: premises).learn(from: lesson.document)
            let isOurs = try await premises.database.finish(
                lesson, detail: outcome.entry, at: premises.world.now())
            return isOurs ? outcome.note : nil
        } catch {
            try await premises.database.postpone(lesson, because: "\(error)")
            return StyledText("Nothing was learnt from #\(lesson.document): \(error)".onOneLine, .doubtful)
        }
    }
}

extension VendorLearning.Outcome {
    /// What the log says.
    fileprivate var entry: String {
        switch self {
        case .nothing(let why): "nothing: \(why)"
        case .adopted(let name, let trial):
            "\(name) is in use: \(trial.fixed) put right on \(trial.documents.counted("document"))"
        case .proposed(let name, _, let why): "\(name) is proposed: \(why)"
        }
    }
}
