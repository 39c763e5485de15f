import Crypto
import Pipeline

/// What a code of a mail stands for; all of it is sealed, so that nothing kept in the store can be changed unseen.
struct ReplyToken: Hashable {
    /// Bytes by chance that no other code has.
    var salt: [UInt8]
    /// The task.
    var task: Int64
    /// To whom it was given.
    var person: String
    /// What it allows.
    var acts: [ReplyAct]
    /// The hash of what was shown.
    var basis: String
    /// When it was given, and until when it counts.
    var issued, expires: Timestamp

    /// A token nobody has yet.
    init(_ offer: ReplyOffer, to person: String, at: Timestamp) {
        self.init(
            salt: SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }, task: offer.task.rawValue,
            person: person, acts: offer.acts, basis: offer.basis, issued: at, expires: offer.expires)
    }

    init(
        salt: [UInt8], task: Int64, person: String, acts: [ReplyAct], basis: String, issued: Timestamp,
        expires: Timestamp
    ) {
        self.salt = salt
        self.task = task
        self.person = person
        self.acts = acts
        self.basis = basis
        self.issued = issued
        self.expires = expires
    }

    private var fields: [[UInt8]] {
        [salt]
            + [
                "\(task)", person, acts.map(\.rawValue).joined(separator: ","), basis,
                "\(issued.milliseconds)", "\(expires.milliseconds)",
            ].map { Array($0.utf8) }
    }

    /// The code as it stands in a mail: the store keeps what it is made of, and without the key nobody can make it.
    func code(by key: ReplyKey) -> ReplyCode {
        ReplyCode(
            task: task, id: Array(key.seal("vouch reply id 1", fields).prefix(ReplyCode.idBytes)),
            seal: Array(key.seal("vouch reply seal 1", fields).prefix(ReplyCode.sealBytes)))
    }
}

/// The code of a mail: `17-`, the id it is found by, `-`, the seal that makes it genuine.
struct ReplyCode: Hashable {
    /// The task, for people to see.
    var task: Int64
    /// By what it is found; the store keeps only its hash.
    var id: [UInt8]
    /// Over everything it stands for.
    var seal: [UInt8]

    /// Lengths that make 16 and 32 letters.
    static let idBytes = 10
    static let sealBytes = 20

    init(task: Int64, id: [UInt8], seal: [UInt8]) {
        self.task = task
        self.id = id
        self.seal = seal
    }

    /// Reads a code in large or small letters; `nil` for what is none.
    init?(_ text: String) {
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let task = Int64(parts[0]), task > 0, "\(task)" == parts[0],
            let id = Letters.bytes(of: parts[1]), let seal = Letters.bytes(of: parts[2]),
            id.count == Self.idBytes, seal.count == Self.sealBytes
        else { return nil }
        self.init(task: task, id: id, seal: seal)
    }

    /// As it stands in a mail.
    var text: String { "\(task)-\(Letters.text(of: id))-\(Letters.text(of: seal))" }

    /// By what the store knows it.
    var idHash: String { CaseBasis.hash(of: id) }

    /// Bytes as letters and digits that no mail program changes and no person confuses (Crockford's 32).
    enum Letters {
        private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

        static func text(of bytes: [UInt8]) -> String {
            var (bits, count) = (0, 0)
            var letters: [UInt8] = []
            for byte in bytes {
                bits = bits << 8 | Int(byte)
                count += 8
                while count >= 5 {
                    count -= 5
                    letters.append(alphabet[bits >> count & 31])
                }
                bits &= (1 << count) - 1
            }
            if count > 0 { letters.append(alphabet[bits << (5 - count) & 31]) }
            return String(decoding: letters, as: UTF8.self)
        }

        /// The bytes that give just these letters; `nil` where none do.
        static func bytes(of text: Substring) -> [UInt8]? {
            var (bits, count) = (0, 0)
            var bytes: [UInt8] = []
            for letter in text.utf8 {
                guard let value = alphabet.firstIndex(of: letter) else { return nil }
                bits = bits << 5 | value
                count += 5
                if count >= 8 {
                    count -= 8
                    bytes.append(UInt8(bits >> count & 0xFF))
                }
                bits &= (1 << count) - 1
            }
            return bits == 0 && count < 5 ? bytes : nil
        }
    }
}
