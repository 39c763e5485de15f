import Crypto
import Domain
import GRDB
import Pipeline

/// The hash of what people approve: the bytes of the document, what was read and corrected, and how it is coded.
enum CaseBasis {
    /// The hash as of now.
    static func of(_ document: DocumentID, coding: [CodedLine], in db: Database) throws -> String {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT sha256, coalesce(draft, '') AS draft FROM documents
                    LEFT JOIN readings ON readings.document_id = documents.id WHERE documents.id = ?
                    """), arguments: [document.rawValue])
        if document.isNone { return hash(of: Array("no document:\(try JSONText.encode(coding))".utf8)) }
        guard let row else { throw StoreFailure.broken("there is no document \(document)") }
        let parts: [String] = [row["sha256"], row["draft"], try JSONText.encode(coding)]
        return hash(of: parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) })
    }

    /// The SHA-256 of bytes in hexadecimal digits.
    static func hash(of bytes: [UInt8]) -> String {
        ContentHash(bytes: Array(SHA256.hash(data: bytes))).rawValue
    }
}
