import Crypto
import Glibc
public import Pipeline

/// The secret of a home that signs the codes in its mails; it never leaves its file.
public struct ReplyKey: Sendable {
    private let secret: SymmetricKey

    /// How long a key is, in bytes.
    static let byteCount = 32

    /// Takes a secret of 32 bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        secret = SymmetricKey(data: bytes)
    }

    /// The key kept at `path`, made where there is none.
    ///
    /// Of processes that make one at the same time all get the same, and a crash leaves a whole one or none.
    ///
    /// - Throws: What keeps it from being read or made: others may read it, it is damaged, the disk.
    public static func kept(at path: FilePath, files: any FileOps) throws(ReplyKeyFailure) -> ReplyKey {
        if let key = try found(at: path, files) { return key }
        let lock = path.beside(".lock")
        let descriptor = open(lock.text, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .init("cannot open \(lock)") }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .init("cannot lock \(lock)") }
        }
        if let key = try found(at: path, files) { return key }
        let scratch = path.beside(".new")
        do throws(FileFailure) {
            try files.remove(scratch)
            let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
            try files.writeDurably(fresh, to: path, scratch: scratch)
        } catch {
            throw .init("\(error)")
        }
        guard let key = try found(at: path, files) else { throw .init("\(path) went away again") }
        return key
    }

    private static func found(at path: FilePath, _ files: any FileOps) throws(ReplyKeyFailure) -> ReplyKey? {
        let bytes: [UInt8]
        var status = stat()
        do throws(FileFailure) {
            guard try files.status(of: path) != nil else { return nil }
            let file = try files.openForReading(path)
            defer { files.close(file) }
            guard fstat(file.descriptor, &status) == 0 else {
                throw FileFailure("look at", path, .other(code: errno))
            }
            bytes = try files.read(file, upTo: byteCount + 1)
        } catch {
            throw .init("\(error)")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw .init("\(path) can be read by others: chmod 600 \(path)")
        }
        guard let key = ReplyKey(bytes) else {
            throw .init("\(path) is damaged: remove it; codes given out so far then do not count any more")
        }
        return key
    }

    // MARK: Signing

    /// The seal on a purpose and its parts, each with its length before it so that none runs into the next.
    func seal(_ purpose: String, _ parts: [[UInt8]]) -> [UInt8] {
        var mac = HMAC<SHA256>(key: secret)
        for part in [Array(purpose.utf8)] + parts {
            mac.update(data: withUnsafeBytes(of: UInt64(part.count).littleEndian) { Array($0) })
            mac.update(data: part)
        }
        return Array(mac.finalize())
    }

    /// Whether two seals are the same, in a time that does not tell where they differ.
    static func areSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Why the key of a home cannot be used.
public struct ReplyKeyFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence for a person, without its full stop.
    public let description: String

    init(_ sentence: String) { description = sentence }
}

extension FilePath {
    /// A hidden name beside this one.
    fileprivate func beside(_ ending: String) -> FilePath {
        parent.appending(bytes: Array(".".utf8) + lastComponent + Array(ending.utf8))
    }
}
