import ArgumentParser
import Domain
import Evaluation
import Extraction
import Foundation
import Models
import Pipeline
import Reading

/// Scores what is read of labelled documents.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score what is read of documents whose values are known.",
        discussion: """
            The folder holds documents with their labels: listed in a manifest.json, or a
            label beside each document (bill.json beside bill.pdf). Label your own by
            reading them and correcting what is wrong:

              vouch read --format json --out mine mine
              vouch evaluate mine --report report.html

            XML inside PDFs is left aside. --pages keeps what was recognised, so that the
            next evaluation takes seconds.

              vouch evaluate mine --pages cache --save before.json
              vouch evaluate mine --pages cache --against before.json

            --learn corrects each document of a vendor in turn, by its label, and counts
            what that puts right and wrong on the vendor's others.

              vouch evaluate mine --pages cache --learn
            """)

    @Argument(help: "Folder of labelled documents.")
    var folder: String

    @Option(
        help: ArgumentHelp("Keep pages as read in this folder, and take them from there.", valueName: "dir"))
    var pages: String?

    @Option(
        help: ArgumentHelp(
            "Score the files in this folder, written by vouch read --out, instead of reading.",
            valueName: "dir"))
    var predictions: String?

    @Option(help: ArgumentHelp("Only documents of these sets, separated by commas.", valueName: "names"))
    var corpus: String?

    @Option(
        help: ArgumentHelp(
            "Write what was seen about every candidate, for fitting weights.", valueName: "file"))
    var candidates: String?

    @Option(help: ArgumentHelp("Write a page with every error and its picture.", valueName: "file.html"))
    var report: String?

    @Option(help: ArgumentHelp("Keep the outcome for later comparison.", valueName: "file.json"))
    var save: String?

    @Option(help: ArgumentHelp("Show what is otherwise than in a kept outcome.", valueName: "file.json"))
    var against: String?

    @Flag(help: "Measure what learning from each document does to its vendor's others.")
    var learn = false

    @OptionGroup var jobs: JobsOption

    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let documents = try labelled()
        let judged =
            if let predictions {
                try judge(documents, in: predictions)
            } else {
                try await read(documents, on: screen)
            }
        if learn {
            try put(outcomesOfLearning: judged, on: screen)
            return
        }
        let figures = EvaluationFigures(judged)
        let view = EvaluationScreen(width: min(120, screen.output.columns))
        screen.put(view.lines(of: figures))
        let record = RunRecord(
            figures: figures.figures, judgements: judged.map { ($0.document.id, $0.judgement) })
        if let against { screen.put(view.lines(of: RunDifference(from: try earlier(against), to: record))) }
        if let save { try write(try record.bytes(), to: save) }
        if let candidates { try write(Data(CandidateFile.bytes(of: judged)), to: candidates) }
        if let report {
            let pictures = MistakePictures(reader: try Composition.readers(jobs: 1, documentsEach: 64))
            let mistakes = try await pictures.mistakes(of: judged, on: screen)
            let page = ErrorReport(cards: figures.corpora, mistakes: mistakes).html
            try write(Data(page.utf8), to: report)
        }
    }

    private func put(outcomesOfLearning judged: [JudgedDocument], on screen: Screen) throws {
        let run = LearningRun(model: try Composition.models().scoringModel(), today: try Composition.today())
        let documents = judged.compactMap { judged in
            judged.evidence.map { (judged.document, judged.pages, $0) }
        }
        let view = LearningScreen(width: min(120, screen.output.columns))
        screen.put(view.lines(of: run.outcomes(of: documents)))
    }

    private func write(_ bytes: Data, to path: String) throws {
        do {
            try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure.environment("\(path) cannot be written. Choose another place for it.")
        }
    }

    private func earlier(_ path: String) throws -> RunRecord {
        do {
            return try RunRecord(file: try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Failure.usage("\(path) is no outcome that vouch evaluate --save wrote.")
        }
    }

    func validate() throws {
        guard !learn || predictions == nil else {
            throw ValidationError("--learn reads the documents itself; leave out --predictions.")
        }
    }

    private func labelled() throws -> [LabelledDocument] {
        let wanted = corpus.map { Set($0.split(separator: ",").map(String.init)) }
        let all: [LabelledDocument]
        do {
            all = try LabelledFolder.documents(in: URL(fileURLWithPath: folder))
        } catch {
            throw Failure.usage("The labels in \(folder) are not understood: \(error).")
        }
        let documents = all.filter { wanted?.contains($0.corpus) ?? true }
        guard !documents.isEmpty else {
            throw Failure.usage("No labelled documents are in \(folder). See: vouch help evaluate")
        }
        return documents
    }

    private func judge(_ documents: [LabelledDocument], in folder: String) throws -> [JudgedDocument] {
        try documents.map { document in
            let file = URL(fileURLWithPath: folder).appendingPathComponent("\(document.id).json")
            let prediction = try FileManager.default.contents(atPath: file.path).map(Prediction.init(file:))
            return JudgedDocument(
                document: document, pages: [], prediction: prediction,
                judgement: Judgement(of: prediction, by: document.truth))
        }
    }

    private func read(_ documents: [LabelledDocument], on screen: Screen) async throws -> [JudgedDocument] {
        let run = EvaluationRun(
            reader: try Composition.readers(jobs: jobs.count, documentsEach: 64),
            kept: KeptPages(folder: pages.map { URL(fileURLWithPath: $0, isDirectory: true) }),
            lexicon: try Composition.lexicon(), selection: try Composition.selection(),
            today: try Composition.today(), jobs: jobs.count, screen: screen)
        return try await run.judged(documents)
    }
}
