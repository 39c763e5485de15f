import Domain
import Pipeline
import Reading
import Storage

/// Reads one document after the other and keeps nothing.
struct StatelessReading: Sendable {
    /// Containers in containers are opened down to this depth.
    static let maximumDepth = 2

    /// Who reads the bytes.
    let reader: any DocumentReader
    /// How values are chosen and checked.
    let interpreter: Interpreter
    /// The day the documents count as arrived on.
    let today: CalendarDate
    /// How documents are to be read.
    var options = ReadOptions()
    /// Whether the reports carry the pages.
    var keepsPages = false

    /// Reads a document, and those inside it; one report each.
    func reports(on name: String, _ bytes: [UInt8]) async throws(ReaderUnavailable) -> [DocumentReport] {
        try await reports(on: name, bytes, depth: 0)
    }

    private func reports(
        on name: String, _ bytes: [UInt8], depth: Int
    ) async throws(ReaderUnavailable) -> [DocumentReport] {
        let start = ContinuousClock.now
        let answer = try await reader.read(ReadRequest(name: name, bytes: bytes, options: options))
        switch answer {
        case .document(let reading):
            var report = report(on: name, bytes, reading)
            report.seconds = (ContinuousClock.now - start).inSeconds
            return [report]
        case .container(let files) where depth < Self.maximumDepth && !files.isEmpty:
            var reports: [DocumentReport] = []
            for file in files {
                let inner = "\(name)/\(DisplayName.safe(file.name.utf8))"
                if let reason = file.refusal {
                    reports.append(refused(inner, [], .rejected(reason: reason), since: start))
                    continue
                }
                reports += try await self.reports(on: inner, file.bytes, depth: depth + 1)
            }
            return reports
        case .container(let files):
            let reason = files.isEmpty ? "nothing to read is in it" : "it is packed too deep"
            return [refused(name, bytes, .rejected(reason: reason), since: start)]
        case .refused(let refusal):
            return [refused(name, bytes, DocumentState(refusal.disposition), since: start)]
        }
    }

    private func report(on name: String, _ bytes: [UInt8], _ reading: DocumentReading) -> DocumentReport {
        let meaning = interpreter.interpret(reading, arrival: today)
        return DocumentReport(
            name: name, hash: ContentHash(of: bytes), pageCount: reading.pages.count,
            state: meaning.needsReview ? .needsReview : .read, seconds: 0, draft: meaning.draft,
            findings: meaning.findings, pages: keepsPages ? reading.pages : [])
    }

    private func refused(
        _ name: String, _ bytes: [UInt8], _ state: DocumentState, since start: ContinuousClock.Instant
    ) -> DocumentReport {
        DocumentReport(
            name: name, hash: ContentHash(of: bytes), pageCount: 0, state: state,
            seconds: (ContinuousClock.now - start).inSeconds, draft: nil, findings: [], pages: [])
    }
}

extension DocumentState {
    /// The state of a document that was not read.
    init(_ disposition: Disposition) {
        switch disposition {
        case .rejected(let reason): self = .rejected(reason: reason)
        case .quarantined(let reason): self = .quarantined(reason: reason)
        }
    }
}
