import Domain
import Evaluation
import Extraction
import Foundation
import Pipeline
import Reading
import Storage

/// A labelled document, what was read of it, and how that came out.
struct JudgedDocument: Sendable {
    /// The document with its label.
    var document: LabelledDocument
    /// Its pages as read; empty where it was refused.
    var pages: [Page]
    /// What was found on them.
    var evidence: Evidence?
    /// What was made of it, and what was seen about each value.
    var account: SelectionAccount?
    /// What was read, as it is judged.
    var prediction: Prediction?
    /// How it came out.
    var judgement: Judgement
    /// Seconds of finding and choosing values, without recognition.
    var seconds = 0.0
}

/// Reads labelled documents, page alone, and judges what was read.
struct EvaluationRun: Sendable {
    /// Who reads the bytes.
    let reader: any DocumentReader
    /// Pages that earlier evaluations kept.
    let kept: KeptPages
    /// The labels by which values are found.
    let lexicon: Lexicon
    /// How values are chosen.
    let selection: Selection
    /// The day the documents count as arrived on.
    let today: CalendarDate
    /// Documents read at once.
    let jobs: Int
    /// Where progress is shown.
    let screen: Screen

    /// All documents, judged, in their order.
    func judged(_ documents: [LabelledDocument]) async throws -> [JudgedDocument] {
        let pages = try await screen.count("documents", total: documents.count) {
            try await read(documents)
        }
        return zip(documents, pages).map { judged($0, $1) }
    }

    private func read(_ documents: [LabelledDocument]) async throws -> [[Page]] {
        try await withThrowingTaskGroup(of: (Int, [Page]).self) { group in
            var pages: [[Page]] = Array(repeating: [], count: documents.count)
            var next = 0
            func start() {
                guard next < documents.count else { return }
                let (index, document) = (next, documents[next])
                group.addTask { (index, try await read(document)) }
                next += 1
            }
            for _ in 0..<jobs { start() }
            while let (index, found) = try await group.next() {
                screen.advance(isTroubled: found.isEmpty)
                pages[index] = found
                start()
            }
            return pages
        }
    }

    @concurrent
    private func read(_ document: LabelledDocument) async throws -> [Page] {
        guard let bytes = FileManager.default.contents(atPath: document.file.path) else {
            throw Failure.usage("\(document.file.path) cannot be read, but a label is there.")
        }
        let hash = ContentHash(of: [UInt8](bytes))
        if let pages = kept.pages(of: hash) { return pages }
        var options = ReadOptions()
        options.isPageOnly = true
        let request = ReadRequest(
            name: document.file.lastPathComponent, bytes: [UInt8](bytes), options: options)
        guard case .document(let reading) = try await reader.read(request) else { return [] }
        try kept.keep(reading.pages, of: hash)
        return reading.pages
    }

    private func judged(_ document: LabelledDocument, _ pages: [Page]) -> JudgedDocument {
        guard !pages.isEmpty else {
            return JudgedDocument(
                document: document, pages: [], judgement: Judgement(of: nil, by: document.truth))
        }
        let start = ContinuousClock.now
        let evidence = Evidence(gatheredFrom: pages, lexicon: lexicon)
        let account = selection.account(of: evidence, pages: pages, arrival: today)
        let seconds = (ContinuousClock.now - start).inSeconds
        let prediction = Prediction(account.draft)
        return JudgedDocument(
            document: document, pages: pages, evidence: evidence, account: account, prediction: prediction,
            judgement: Judgement(of: prediction, by: document.truth), seconds: seconds)
    }
}
