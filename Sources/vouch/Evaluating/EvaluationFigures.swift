import Evaluation

/// Judged documents as cards, and the figures that are kept.
struct EvaluationFigures: Sendable {
    /// Cards by set of documents, the last one of all.
    let corpora: [(name: String, card: Scorecard)]
    /// Cards by kind of document.
    let kinds: [(name: String, card: Scorecard)]
    /// Cards by language.
    let languages: [(name: String, card: Scorecard)]
    /// Milliseconds a page that finding and choosing values took, the shortest first.
    let times: [Double]

    /// Counts documents.
    init(_ documents: [JudgedDocument]) {
        let all = Self.cards(documents) { _ in "all" }
        let several = Self.cards(documents) { $0.document.corpus }
        corpora = (several.count > 1 ? several : []) + all
        kinds = Self.cards(documents) { $0.document.truth.kind }
        languages = Self.cards(documents) { $0.document.truth.language }
        times = documents.filter { !$0.pages.isEmpty }
            .flatMap { Array(repeating: $0.seconds * 1000 / Double($0.pages.count), count: $0.pages.count) }
            .sorted()
    }

    private static func cards(
        _ documents: [JudgedDocument], by name: (JudgedDocument) -> String
    ) -> [(name: String, card: Scorecard)] {
        var cards: [String: Scorecard] = [:]
        for judged in documents {
            cards[name(judged), default: Scorecard()].count(
                judged.judgement, wasRead: judged.prediction != nil)
        }
        return cards.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The card of all documents.
    var all: Scorecard { corpora.last?.card ?? Scorecard() }

    /// Milliseconds within which this share of the pages was done.
    func time(_ share: Double) -> Double? {
        times.isEmpty ? nil : times[min(times.count - 1, Int(share * Double(times.count)))]
    }

    /// The figures by name.
    var figures: [String: Double] {
        var figures: [String: Double] = [:]
        for (name, card) in corpora {
            figures["header F1, \(name)"] = card.header.rates.f1
            figures["core right, \(name)"] = Rates.share(card.coreRight, card.documents)
            figures["all right, \(name)"] = Rates.share(card.allRight, card.documents)
        }
        if let invoices = kinds.first(where: { $0.name == "invoice" })?.card {
            figures["core right, invoices"] = Rates.share(invoices.coreRight, invoices.documents)
        }
        figures["line F1, all"] = all.lines.f1
        let calibration = Calibration(all.sureness)
        figures["coverage at 99.5 %, all"] = calibration.coverage(at: 0.995).share.value
        figures["coverage at 99 %, all"] = calibration.coverage(at: 0.99).share.value
        figures["calibration error, all"] = calibration.error
        let (share, right) = calibration.accepted
        figures["accepted, all"] = share.value
        if right.whole > 0 { figures["accepted right, all"] = right.value }
        figures["ms a page, median"] = time(0.5)
        figures["ms a page, 99 of 100"] = time(0.99)
        return figures
    }
}
