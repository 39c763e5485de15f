import Domain
import Pipeline
import Readers
import Storage
import Synchronization

/// The folder into which whatever fetches mail drops answers: each is acted upon, answered, and filed in `done` or
/// `refused`.
///
/// A mail is filed last, so that a crash before has it taken again, which changes nothing.
final class ReplyFolder: Sendable {
    private let premises: Premises
    /// What was said to be in the way.
    private let troubles = Mutex<Set<String>>([])

    /// Mails taken in a round.
    private static let mailsAtOnce = 50

    init(on premises: Premises) { self.premises = premises }

    /// Takes what lies there and is still; what keeps it from that is said once, and tried again in the next round.
    func take(on screen: Screen) async throws {
        do {
            let names = try waiting()
            guard !names.isEmpty else { return }
            try await take(names, on: screen)
        } catch let error as CancellationError {
            throw error
        } catch {
            tell((error as? Failure)?.sentence ?? "\(error)", on: screen)
        }
    }

    private func tell(_ trouble: String, on screen: Screen) {
        guard troubles.withLock({ $0.insert(trouble).inserted }) else { return }
        screen.warn("answers to mails wait: \(SafeText(trouble).text)")
    }

    private func take(_ names: [[UInt8]], on screen: Screen) async throws {
        let readers = try Composition.readers(
            jobs: 1, documentsEach: 20, home: premises.home, choice: .tesseract)
        let work = try ReplyWork(on: premises, reader: AnswerReader(readers))
        let directory = try await premises.database.directory()
        for name in names {
            let path = premises.home.replies.appending(bytes: name)
            do {
                let mail = try premises.files.contents(of: path, limit: AnswerReader.mostBytes + 1)
                let news = try await work.take(mail, name: DisplayName.safe(name))
                screen.note(news.line(directory))
                try file(name, in: news.isTaken ? "done" : "refused", mail)
            } catch let failure as FileFailure {
                // Another process may have filed it meanwhile.
                if failure.reason != .missing { tell(failure.description, on: screen) }
            }
        }
        await readers.close()
        try await work.works.goOn(on: screen)
    }

    /// The names of mails that nobody writes to any more.
    private func waiting() throws(FileFailure) -> [[UInt8]] {
        let folder = premises.home.replies
        guard try premises.files.status(of: folder) != nil else { return [] }
        let latest = premises.world.now().milliseconds - Int64(premises.settings.settleSeconds * 1000)
        let names = try premises.files.names(in: folder).filter { name in
            name.first != UInt8(ascii: ".") && name.suffix(4) == Array(".eml".utf8)[...]
        }
        var still: [[UInt8]] = []
        for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) })
        where still.count < Self.mailsAtOnce {
            let status = try premises.files.status(of: folder.appending(bytes: name))
            if let status, status.kind == .file, status.modified / 1_000_000 <= latest { still.append(name) }
        }
        return still
    }

    private func file(_ name: [UInt8], in place: String, _ mail: [UInt8]) throws(FileFailure) {
        let (files, folder) = (premises.files, premises.home.replies)
        let target = folder.appending(place)
        try files.makeDirectoryDurably(target)
        let mark = Array((ContentHash(of: mail).rawValue.prefix(12) + "-").utf8)
        try files.rename(
            folder.appending(bytes: name), to: target.appending(bytes: mark + name.suffix(200)))
        try files.syncDirectory(target)
        try files.syncDirectory(folder)
    }
}
