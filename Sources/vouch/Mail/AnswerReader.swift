import Formats
import Pipeline
import Readers
import Reading

/// Has answers to mails read by a reader process: what strangers wrote is not opened where the store is open.
struct AnswerReader: Sendable {
    private let reader: any DocumentReader

    /// A mail is no larger, in bytes.
    static let mostBytes = 16 << 20

    init(_ reader: any DocumentReader) { self.reader = reader }

    /// Why a mail is no answer: a sentence for a person.
    struct Unreadable: Error, Hashable {
        let sentence: String
    }

    /// Reads a mail.
    func answer(in mail: [UInt8], name: String) async throws -> Result<MailAnswer, Unreadable> {
        guard mail.count <= Self.mostBytes else {
            return .failure(Unreadable(sentence: "It is larger than \(Self.mostBytes >> 20) MB."))
        }
        var options = ReadOptions()
        options.isAnswer = true
        switch try await reader.read(ReadRequest(name: name, bytes: mail, options: options)) {
        case .container(let files):
            let parts = files.map { MailAnswer.Part($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
            if let answer = MailAnswer(parts) { return .success(answer) }
            return .failure(Unreadable(sentence: "It was not read as an answer."))
        case .refused(let refusal):
            let why =
                switch refusal.disposition {
                case .rejected(let reason), .quarantined(let reason): reason
                }
            return .failure(Unreadable(sentence: "It is no mail that can be read: \(why)."))
        case .document: return .failure(Unreadable(sentence: "It is no mail."))
        }
    }
}
