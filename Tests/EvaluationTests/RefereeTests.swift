import Domain
import Formats
import Foundation
import Testing

@testable import Evaluation

/// Compares with the referee that lies beside the repository, where it and its documents are.
struct RefereeTests {
    private static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared")
    private static var isHere: Bool {
        FileManager.default.fileExists(atPath: shared.appendingPathComponent("tools/score.py").path)
    }

    /// Predictions made of the truth itself, every third field spoilt in one of several ways.
    private func spoilt(_ document: LabelledDocument, _ index: Int) -> [String: Any] {
        var fields: [String: Any] = [:]
        var confidence: [String: Double] = [:]
        for (place, name) in document.truth.fields.keys.sorted().enumerated() {
            let truth = document.truth.fields[name] ?? nil
            switch (index + place) % 9 {
            case 0: fields[name] = "\(truth ?? "7") x"
            case 1: fields[name] = " "
            case 2: fields[name] = (truth ?? "2024-01-02").uppercased()
            case 3: fields[name] = truth?.replacingOccurrences(of: ".", with: ",")
            default: fields[name] = truth
            }
            confidence[name] = Double((index * 7 + place * 13) % 20) / 20
        }
        let lines = document.truth.lines.enumerated().map { place, line -> [String: Any] in
            var amounts: [String: Any] = line.amounts.compactMapValues(\.first)
            if (index + place) % 4 == 0 { amounts["line_total"] = "1.23" }
            amounts["description"] = place % 3 == 0 ? String(line.description.prefix(9)) : line.description
            return amounts
        }
        return ["fields": fields, "confidence": confidence, "line_items": Array(lines.reversed())]
    }

    @Test(.enabled(if: isHere)) func `Spoilt predictions count the same as by the referee`() throws {
        let corpus = Self.shared.appendingPathComponent("corpus/dev")
        let documents = try LabelledFolder.documents(in: corpus)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var card = Scorecard()
        for (index, document) in documents.enumerated() {
            let bytes = try JSONSerialization.data(withJSONObject: spoilt(document, index))
            try bytes.write(to: folder.appendingPathComponent("\(document.id).json"))
            card.count(Judgement(of: try Prediction(file: bytes), by: document.truth), wasRead: true)
        }
        let referee = try scored(corpus.appendingPathComponent("manifest.json"), folder)
        let all = try #require(referee["ALL"])
        for field in Comparing.scored {
            let counts = card.fields[field] ?? OutcomeCounts()
            let theirs = all["fields"]?[field.rawValue]
            for (outcome, name) in [
                (FieldVerdict.Outcome.right, "tp"), (.wrong, "wrong"), (.missed, "miss"), (.invented, "hall"),
                (.absent, "tn"),
            ] {
                #expect(Double(counts[outcome]) == theirs?[name]?.number ?? 0, "\(field.rawValue) \(name)")
            }
        }
        let calibration = Calibration(card.sureness)
        let figures: [(String, Double?)] = [
            ("header_f1", card.header.rates.f1), ("line_p", card.lines.precision),
            ("line_r", card.lines.recall), ("desc_f1", card.descriptionOverlap), ("ece", calibration.error),
            ("cov99", calibration.coverage(at: 0.99).share.value), ("conf_n", Double(calibration.count)),
            ("core_right", Rates.share(card.coreRight, card.documents)),
            ("all_right", Rates.share(card.allRight, card.documents)),
        ]
        for (name, ours) in figures {
            let theirs = try #require(all[name]?.number)
            #expect(abs(theirs - (ours ?? -1)) < 1e-9, "\(name)")
        }
    }

    private func scored(_ manifest: URL, _ folder: URL) throws -> [String: JSONTree] {
        let result = folder.appendingPathComponent("score")
        let referee = Process()
        referee.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        referee.arguments = [
            Self.shared.appendingPathComponent("tools/score.py").path, manifest.path, folder.path, "--json",
            result.path,
        ]
        referee.standardOutput = FileHandle.nullDevice
        try referee.run()
        referee.waitUntilExit()
        // Python writes shares of nothing as NaN, which is no JSON.
        let text = try String(contentsOf: result, encoding: .utf8).replacingOccurrences(
            of: "NaN", with: "null")
        return try JSONTree(parsing: Array(text.utf8)).members
    }
}
