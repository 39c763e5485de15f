import Formats
import Reading
import Recognition

/// Takes the documents out of a mail or ZIP file and names what stays in it.
struct ContainerReading {
    private let parts: [ContainedFile]

    /// Unpacks the order's document.
    init(_ order: ReadingOrder) throws(Refusal) {
        let bytes = order.request.bytes
        do {
            parts =
                FileType(of: bytes) == .zip
                ? try Self.parts(ofZip: bytes, order.limits) : try Self.parts(ofMail: bytes, order.limits)
        } catch {
            throw Refusal(error)
        }
    }

    /// Sends each part, those left inside with the reason.
    func send(on channel: FrameChannel) {
        for part in parts { channel.send(.part(part)) }
        channel.send(.unpacked(parts.count))
    }

    private static func parts(
        ofZip bytes: [UInt8], _ limits: ReadingLimits
    ) throws(FormatError) -> [ContainedFile] {
        let archive = try ZipArchive(
            unpacking: bytes,
            limits: ZipLimits(entries: limits.parts, unpackedBytes: limits.unpackedBytes))
        return contained(archive.files, archive.leftOut)
    }

    private static func parts(
        ofMail bytes: [UInt8], _ limits: ReadingLimits
    ) throws(FormatError) -> [ContainedFile] {
        let mail = try MailMessage(
            parsing: bytes,
            limits: MailLimits(
                depth: limits.mailDepth, parts: limits.parts, unpackedBytes: limits.unpackedBytes))
        return contained(mail.documents, mail.leftOut)
    }

    private static func contained(_ files: [PackedFile], _ leftOut: [LeftOut]) -> [ContainedFile] {
        files.map { ContainedFile(name: $0.name, bytes: $0.bytes) }
            + leftOut.map { ContainedFile(name: $0.name, bytes: [], refusal: $0.reason) }
    }
}
