import Domain
import GRDB
import Pipeline

extension RecordIntake {
    static func take(_ contract: Contract, at: Timestamp, in db: Database) throws -> Verdict {
        guard try VendorTable.find(contract.vendor, in: db) != nil else {
            return .refused("vendor \(contract.vendor) is not known; import it first")
        }
        return try change(contract.id, from: try ContractTable.find(contract.id, in: db), to: contract) {
            try VendorBooks.change(contract.vendor, in: db)
            try MatchesDue.add(
                waitingFor: contract.vendor, orders: [], why: "contract \(contract.id) changed", in: db)
        } put: {
            try ContractTable.put(contract, at: at, in: db)
        }
    }

    static func take(_ prepayment: Prepayment, at: Timestamp, in db: Database) throws -> Verdict {
        guard let order = try OrderTable.current(prepayment.order, in: db)?.order else {
            return .refused("order \(prepayment.order) is not known; import it first")
        }
        guard order.vendor == prepayment.vendor else {
            return .refused("order \(order.id) is with vendor \(order.vendor), not \(prepayment.vendor)")
        }
        let used = try PrepaymentTable.used(prepayment.id, in: db)
        let known = try PrepaymentTable.find(prepayment.id, in: db)
        guard used.isZero || (prepayment.amount >= used && known?.order == prepayment.order) else {
            return .refused("bills have used \(used) of prepayment \(prepayment.id)")
        }
        return try change(prepayment.id, from: known, to: prepayment) {
            try VendorBooks.change(order.vendor, in: db)
            try MatchesDue.add(
                waitingFor: order.vendor, orders: [order.id], why: "prepayment \(prepayment.id) came", in: db)
        } put: {
            try PrepaymentTable.put(prepayment, at: at, in: db)
        }
    }

    static func take(_ code: BookingCode, at: Timestamp, in db: Database) throws -> Verdict {
        if let refusal = try BookingCodeTable.refusal(of: code.account, .account, in: db) {
            return .refused(refusal)
        }
        return try change(code.id, from: try BookingCodeTable.find(code.id, code.kind, in: db), to: code) {
            guard code.kind == .charge else { return }
            try VendorBooks.change(VendorBooks.everyone, in: db)
            try MatchesDue.addPending(why: "charge \(code.id) changed", in: db)
        } put: {
            try BookingCodeTable.put(code, at: at, in: db)
        }
    }

    /// Why an order's lines cannot be booked as they say; `nil` where they can.
    static func refusal(ofCodesIn order: PurchaseOrder, in db: Database) throws -> String? {
        for line in order.lines {
            let refusal =
                try BookingCodeTable.refusal(of: line.account, .account, in: db)
                ?? BookingCodeTable.refusal(of: line.costCentre, .costCentre, in: db)
            if let refusal { return "line \(line.id): \(refusal)" }
        }
        return nil
    }
}
