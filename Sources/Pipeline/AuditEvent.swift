/// One entry of the audit log: a change, who made it, and the hash that chains it to all before.
public struct AuditEvent: Hashable, Sendable {
    /// Its place in the chain, from 1 without gaps.
    public var sequence: Int64
    /// When, by the clock on the wall; the order is the sequence's.
    public var at: Timestamp
    /// Who: `vouch` or a person's name.
    public var actor: String
    /// What was done: `received`, `read`, `rejected` ...
    public var action: String
    /// To which document, where to one.
    public var document: DocumentID?
    /// More about it, one line for people.
    public var detail: String
    /// SHA-256 over the entry before's hash, as 64 digits, and this entry.
    public var hash: ContentHash

    /// Makes an entry.
    public init(
        sequence: Int64, at: Timestamp, actor: String, action: String, document: DocumentID?, detail: String,
        hash: ContentHash
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.action = action
        self.document = document
        self.detail = detail
        self.hash = hash
    }

    /// What is hashed after the previous hash's 64 digits (zeros before the first entry): each part as `length:bytes,` (netstrings).
    ///
    /// The parts are sequence, milliseconds, actor, action, document number or nothing, detail.
    public static func hashedBytes(
        sequence: Int64, at: Timestamp, actor: String, action: String, document: DocumentID?, detail: String
    ) -> [UInt8] {
        let parts = [
            "\(sequence)", "\(at.milliseconds)", actor, action, document.map(\.description) ?? "", detail,
        ]
        return parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) + [UInt8(ascii: ",")] }
    }
}

/// The newest entry of the audit log; kept elsewhere, it shows when the log's tail was cut.
public struct AuditHead: Hashable, Sendable {
    /// Its place in the chain.
    public var sequence: Int64
    /// Its hash.
    public var hash: ContentHash

    /// Makes a head.
    public init(sequence: Int64, hash: ContentHash) {
        self.sequence = sequence
        self.hash = hash
    }

    /// Reads what `description` wrote: `123:<64 digits>`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int64(parts[0]),
            let hash = ContentHash(rawValue: String(parts[1]))
        else { return nil }
        self.init(sequence: sequence, hash: hash)
    }
}

extension AuditHead: CustomStringConvertible {
    /// The head in one line, `123:<64 digits>`.
    public var description: String { "\(sequence):\(hash)" }
}

/// Something `audit verify` found to be wrong.
public struct Irregularity: Hashable, Sendable {
    /// What kind of thing: `chain`, `archive`, `store`.
    public var subject: String
    /// One sentence with the numbers.
    public var message: String

    /// Makes an entry.
    public init(subject: String, message: String) {
        self.subject = subject
        self.message = message
    }
}
