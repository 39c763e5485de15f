import Formats
import Reading

/// Reads what a person answered to a mail of ours.
struct AnswerReading {
    private let answer: MailAnswer

    /// Reads the order's document.
    init(_ order: ReadingOrder) throws(Refusal) {
        let limits = order.limits
        do {
            answer = try MailAnswer(
                parsing: order.request.bytes,
                limits: MailLimits(
                    depth: limits.mailDepth, parts: limits.parts, unpackedBytes: limits.unpackedBytes))
        } catch {
            throw Refusal(error)
        }
    }

    /// Sends the answer, a file for each part of it.
    func send(on channel: FrameChannel) {
        let parts = answer.parts
        for part in parts {
            channel.send(.part(ContainedFile(name: part.name, bytes: Array(part.text.utf8))))
        }
        channel.send(.unpacked(parts.count))
    }
}
