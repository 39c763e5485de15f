import Domain
package import Pipeline

extension ReviewDesk {
    /// The case of a document that must be free.
    package func opened(_ id: DocumentID) async throws -> Case {
        let opening = try await open(id)
        guard case .opened(let hand) = opening else { throw NotOpened(opening: "\(opening)") }
        return hand
    }

    /// What opening came to instead.
    package struct NotOpened: Error {
        /// In words.
        package var opening: String
    }
}
