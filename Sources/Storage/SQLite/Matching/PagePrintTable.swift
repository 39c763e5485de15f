import Domain
import GRDB

/// Rows of the prints of first pages.
enum PagePrintTable {
    /// Bits two prints may differ in and still surely be found: they share one of four quarters.
    static let surelyFound = 3

    static func find(_ document: Int64, in db: Database) throws -> UInt64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT print FROM page_prints WHERE document_id = ?"),
            arguments: [document]
        ).map(UInt64.init(bitPattern:))
    }

    /// Keeps the print of the first of a document's pages.
    static func put(_ pages: [Page], of document: Int64, in db: Database) throws {
        guard let print = pages.first.flatMap(PagePrint.of) else {
            try db.cachedStatement(sql: "DELETE FROM page_prints WHERE document_id = ?").execute(
                arguments: [document])
            return
        }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO page_prints (document_id, print) VALUES (?, ?)")
            .execute(arguments: [document, Int64(bitPattern: print)])
    }

    /// Documents whose first page is nearly the same.
    static func alike(_ print: UInt64, in db: Database) throws -> [Int64] {
        var found: [Int64] = []
        for shift in [0, 16, 32, 48] {
            let quarter = shift == 0 ? "print & 65535" : "print >> \(shift) & 65535"
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT document_id, print FROM page_prints WHERE \(quarter) = ?"),
                arguments: [Int64(print >> UInt64(shift) & 65535)])
            found += rows.filter {
                (UInt64(bitPattern: $0["print"]) ^ print).nonzeroBitCount <= surelyFound
            }.map { $0["document_id"] }
        }
        return found
    }
}
