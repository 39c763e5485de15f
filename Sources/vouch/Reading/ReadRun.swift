import Pipeline
import Reading
import Storage

/// Reads many documents at once and delivers their reports in the order of the inputs.
struct ReadRun: Sendable {
    /// Documents ahead of the one that is next to be delivered, for each job; bounds what is held in memory.
    static let lookahead = 32

    /// How one document is read.
    let reading: StatelessReading
    /// The file system.
    let files: any FileOps
    /// Reader processes that work at once.
    let jobs: Int
    /// Where progress is shown.
    let screen: Screen
    /// Bytes a document may have.
    var largestFile = ReadingLimits.standard.documentBytes

    /// Reads all inputs; `deliver` gets the reports of one after the other.
    func read(
        _ inputs: [InputFile], deliver: (InputFile, [DocumentReport]) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, [DocumentReport]).self) { group in
            var waiting: [Int: [DocumentReport]] = [:]
            var started = 0
            var delivered = 0
            // One more than there are readers, so that the next document is in memory when one falls free.
            while delivered < inputs.count {
                while started < inputs.count, started - delivered < jobs * Self.lookahead,
                    started - delivered - waiting.count <= jobs
                {
                    let index = started
                    group.addTask { (index, try await reports(on: inputs[index])) }
                    started += 1
                }
                guard let (index, reports) = try await group.next() else { return }
                screen.advance(isTroubled: reports.contains { $0.state.needsPerson })
                waiting[index] = reports
                while let ready = waiting.removeValue(forKey: delivered) {
                    try deliver(inputs[delivered], ready)
                    delivered += 1
                }
            }
        }
    }

    @concurrent
    private func reports(on input: InputFile) async throws -> [DocumentReport] {
        let name = input.path.displayName
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try files.contents(of: input.path, limit: largestFile + 1)
        } catch {
            return [refused(name, .rejected(reason: error.description))]
        }
        guard bytes.count <= largestFile else {
            let reason = "it goes over a limit: more than \(largestFile / 1_000_000) MB"
            return [refused(name, .quarantined(reason: reason))]
        }
        return try await reading.reports(on: name, bytes)
    }

    private func refused(_ name: String, _ state: DocumentState) -> DocumentReport {
        DocumentReport(
            name: name, hash: ContentHash(of: []), pageCount: 0, state: state, seconds: 0, draft: nil,
            findings: [],
            pages: [])
    }
}
