import Domain
import Foundation
import Readers
import Reading
import Testing

@Test(.enabled(if: ProcessInfo.processInfo.environment["VOUCH_EXPECT_NEURAL"] != nil, "not asked for"))
func `the neural reader is installed where it has to be`() {
    #expect(ReaderSettings.foundNeuralFolder() != nil)
}

/// The neural reader behind its sandbox; needs its files, which `scripts/neural-reader` fetches.
@Suite(.enabled(if: ReaderSettings.foundNeuralFolder() != nil, "run scripts/neural-reader"))
struct `The neural reader in a reader process` {
    @Test func `a receipt is read by the neural reader, locked down`() async throws {
        let reading = try await read(.best)
        #expect(reading.engines.contains { $0.hasPrefix("PP-OCRv6") })
        #expect(reading.pages.map(\.origin) == [.image])
        let words = reading.pages.flatMap(\.words)
        #expect(words.allSatisfy { $0.reader == .neural && $0.characters.count == $0.text.count })
        #expect(words.contains { $0.text.contains("TOTAL") || $0.text.contains("Total") })
    }

    @Test func `Tesseract reads alone when it is asked to`() async throws {
        let reading = try await read(.tesseract)
        #expect(!reading.engines.contains { $0.hasPrefix("PP-OCRv6") })
        #expect(reading.pages.flatMap(\.words).allSatisfy { $0.reader == .tesseract })
    }

    @Test func `Tesseract looks again at what matters, and is named for it`() async throws {
        let reading = try await read(.best)
        #expect(reading.engines.contains { $0.hasPrefix("tesseract") })
        let again = reading.pages.flatMap(\.words).filter { !$0.otherReadings.isEmpty }
        #expect((1...30).contains(again.count))
        #expect(again.contains { $0.agreement == .agreed(.tesseract) })
        #expect(again.allSatisfy { $0.otherReadings.allSatisfy { $0.reader == .tesseract } })
    }

    @Test func `both read the whole page and agree on most of it`() async throws {
        let words = try await read(.both).pages.flatMap(\.words)
        #expect(words.allSatisfy { $0.reader == .neural })
        let agreed = words.filter { $0.agreement == .agreed(.tesseract) }
        #expect(agreed.count * 2 > words.count)
    }

    private func read(_ readers: ReaderChoice) async throws -> DocumentReading {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let document = root.appending(path: "Fixtures/en-diner-receipt/document.jpg")
        var settings = ReaderSettings(width: 1)
        settings.modelsFolder = root.appending(path: "models").path
        settings.neuralFolder = ReaderSettings.foundNeuralFolder()
        var options = ReadOptions()
        options.readers = readers
        let pool = ReaderPool(settings)
        let answer = try await pool.read(
            ReadRequest(name: "document.jpg", bytes: [UInt8](Data(contentsOf: document)), options: options))
        await pool.close()
        guard case .document(let reading) = answer else { throw Unread(answer: answer) }
        return reading
    }

    private struct Unread: Error {
        let answer: ReadAnswer
    }
}
