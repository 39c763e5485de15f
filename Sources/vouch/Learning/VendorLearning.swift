import Domain
import Extraction
import Models
import Pipeline
import Reviewing

/// Learns vendors' templates from what people confirmed, and tries them on the archive before they are used.
struct VendorLearning: Sendable {
    /// What became of learning from a document.
    enum Outcome {
        /// Nothing could be learnt, and why.
        case nothing(String)
        /// A template is in use now.
        case adopted(String, TemplateTrial)
        /// A template waits for a person, and why.
        case proposed(String, TemplateTrial, why: String)
    }

    /// Most documents of a vendor that are looked at, the newest.
    private static let mostDocuments = 30

    private let store: any Store
    private let shelf: VendorShelf
    private let models: ModelsFolder
    private let lexicon: Lexicon
    private let model: ScoringModel
    private let today: CalendarDate

    /// Prepares learning in a home.
    init(in premises: Premises) throws {
        store = premises.store
        shelf = VendorShelf(home: premises.home, files: premises.files)
        models = try Composition.models(home: premises.home)
        lexicon = try models.lexicon()
        model = try models.scoringModel()
        today = try Composition.today()
    }

    /// Learns from a document that was corrected or confirmed, together with all others of its seller.
    func learn(from document: DocumentID) async throws -> Outcome {
        guard let file = try await store.reviewFile(of: document) else {
            return .nothing("it was not read")
        }
        guard let seller = file.record.reading?.draft.fields[.sellerName], seller.isAccepted else {
            return .nothing("its seller is not settled")
        }
        let name = VendorShelf.name(of: seller.value.canonical)
        let lessons = try await lessons(of: seller.value.canonical, besides: file)
        let taught = lessons.filter { !$0.values.isEmpty || !$0.absent.isEmpty }
        guard let learnt = TemplateLearner(taught).template(named: name) else {
            return .nothing("nothing on it tells the vendor from others")
        }
        let trial = TemplateTrial(
            of: learnt, besides: try models.vendorTemplates(), model: model, on: lessons, arrival: today)
        return try keep(learnt, trial)
    }

    /// What a template would change on the documents it was learnt from, and on all others of their seller.
    func trial(of template: VendorTemplate) async throws -> TemplateTrial {
        var lessons: [Lesson] = []
        let newest = (template.learned?.documents ?? []).compactMap { DocumentID($0) }.max()
        if let newest, let file = try await store.reviewFile(of: newest),
            let seller = file.record.reading?.draft.text(.sellerName)
        {
            lessons = try await self.lessons(of: seller, besides: file)
        }
        return TemplateTrial(
            of: template, besides: try models.vendorTemplates(), model: model, on: lessons, arrival: today)
    }

    private func keep(_ learnt: VendorTemplate, _ trial: TemplateTrial) throws -> Outcome {
        let name = learnt.name
        let text = VendorTemplateText(learnt, about: Self.head(learnt)).yaml
        if try shelf.text(name) == text { return .nothing("it says nothing new") }
        let isEdited = try shelf.isOfPerson(name)
        guard trial.isHarmless, !isEdited else {
            try shelf.propose(text, as: name)
            let why =
                isEdited
                ? "the template in use was written or changed by a person"
                : trial.worsened > 0
                    ? "it would make \(trial.worsened.counted("confirmed value")) wrong"
                    : "it does not put right what was corrected"
            return .proposed(name, trial, why: why)
        }
        try shelf.adopt(text, as: name)
        return .adopted(name, trial)
    }

    private static func head(_ template: VendorTemplate) -> [String] {
        let count = template.learned?.documents.count ?? 0
        return [
            "Learnt from \(count.counted("document")) that people confirmed. Edit it as you like: from then on, what is",
            "learnt is only proposed (vouch vendor proposals). How rules are written: example-office-supplies.yml",
        ]
    }

    // MARK: What people said

    /// The documents of a seller with what people said of them, the one in hand last.
    private func lessons(of seller: String, besides file: ReviewFile) async throws -> [Lesson] {
        let id = file.record.summary.id
        let others = try await store.documents(with: seller, in: .sellerName)
            .filter { $0 != id }.sorted().suffix(Self.mostDocuments - 1)
        var lessons: [Lesson] = []
        for other in others {
            guard let file = try await store.reviewFile(of: other), let lesson = try lesson(file) else {
                continue
            }
            lessons.append(lesson)
        }
        return try lessons + [lesson(file)].compactMap(\.self)
    }

    private func lesson(_ file: ReviewFile) throws -> Lesson? {
        guard let reading = file.record.reading, !reading.pages.isEmpty else { return nil }
        let evidence = Evidence(gatheredFrom: reading.pages, lexicon: lexicon)
        let said = Said(file)
        let written = try models.vendorTemplates().filter { $0.learned == nil }
        let read = Selection(model: model, templates: written)
            .draft(from: evidence, pages: reading.pages, arrival: file.record.summary.received.day ?? today)
        return Lesson(
            document: "\(file.record.summary.id)", pages: reading.pages, evidence: evidence, read: read,
            values: said.values, places: said.places, absent: said.absent)
    }
}

/// What people said of a document's values: each one they gave, and all of one they confirmed.
struct Said {
    private(set) var values: [FieldName: FieldValue] = [:]
    private(set) var places: [FieldName: Region] = [:]
    private(set) var absent: Set<FieldName> = []

    init(_ file: ReviewFile) {
        let history = EditHistory(file.edits)
        let draft = file.asRead.with(history)
        if history.verdict == .confirmed {
            for (name, field) in draft.fields { take(name, field.value, field.source.region) }
        }
        for edit in history.standing {
            switch edit {
            case .set(let name, let value, let region, _): take(name, value, region)
            case .clear(let name):
                values[name] = nil
                absent.insert(name)
            case .skip, .keep, .kind, .lines, .taxes, .confirm, .reject, .undo, .readAgain: continue
            }
        }
    }

    private mutating func take(_ name: FieldName, _ value: FieldValue, _ region: Region?) {
        values[name] = value
        places[name] = region
        absent.remove(name)
    }
}
