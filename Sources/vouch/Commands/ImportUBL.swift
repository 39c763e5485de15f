import Domain
import Formats
import Pipeline
import Storage

/// Takes orders, answers to them and advices in from UBL.
struct UBLImport {
    let premises: Premises
    let file: String

    /// Whether bytes are XML rather than a table.
    static func isXML(_ bytes: [UInt8]) -> Bool {
        bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == UInt8(ascii: "<")
    }

    /// The records of a file.
    func batch(of kind: Import.Kind, in bytes: [UInt8]) async throws -> RecordBatch {
        do {
            switch kind {
            case .orders: return .orders([try await version(bytes)])
            case .receipts: return .receipts(try await receipts(bytes))
            case .vendors, .items, .acceptances, .contracts, .prepayments, .accounts, .costCentres, .charges,
                .people:
                throw Failure.usage(
                    "\(kind.rawValue) are taken in from CSV or JSON; \(SafeText(file).text) is XML.")
            }
        } catch let error as FormatError {
            throw Failure.usage("\(SafeText(file).text) was not read. \(SafeText(error.description).text)")
        }
    }

    private func version(_ bytes: [UInt8]) async throws -> OrderVersion {
        do {
            return try await order(UBLOrderRecord(parsing: bytes))
        } catch let error as FormatError {
            guard let answer = try Self.answer(bytes) else { throw error }
            guard let known = try await premises.database.orderFile(answer.order)?.version else {
                throw Failure.usage(
                    "The answer is to order \(SafeText(answer.order).text), which is not known.")
            }
            return answer.applied(to: known)
        }
    }

    /// The answer in the bytes; `nil` where they are none at all.
    private static func answer(_ bytes: [UInt8]) throws -> UBLOrderAnswer? {
        let isAnswer = String(decoding: bytes.prefix(4096), as: UTF8.self).contains("OrderResponse")
        return isAnswer ? try UBLOrderAnswer(parsing: bytes) : nil
    }

    private func order(_ record: UBLOrderRecord) async throws -> OrderVersion {
        var order = record.order
        let vendor = try await premises.database.vendor(
            keys: record.sellerKeys, vatID: record.sellerVATID, name: record.sellerName)
        guard let vendor else {
            let name = SafeText(record.sellerName ?? record.sellerKeys.first ?? "").text
            throw Failure.usage("The order is to \(name), which is no vendor on record. Import it first.")
        }
        order.vendor = vendor.id
        // The same order again is the version that is known; anything else in it is a change.
        guard let known = try await premises.database.orderFile(order.id)?.version else {
            return OrderVersion(version: 1, order: order)
        }
        return OrderVersion(version: known.order == order ? known.version : known.version + 1, order: order)
    }

    /// The receipts of an advice, for orders as the store calls them.
    private func receipts(_ bytes: [UInt8]) async throws -> [GoodsReceipt] {
        var receipts = try UBLDespatch.receipts(in: bytes)
        for place in receipts.indices {
            let named = receipts[place].orderLine.order
            if let known = try await premises.database.orderFile(named)?.version.order.id {
                receipts[place].orderLine.order = known
            }
        }
        return receipts
    }
}
