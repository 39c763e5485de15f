import Domain
import Pipeline
import Storage

/// Takes the seller of a document on record as a vendor.
struct VendorIntake: Sendable {
    private let store: SQLiteStore
    private let world: World

    init(in premises: Premises) {
        store = premises.database
        world = premises.world
    }

    /// What became of it.
    enum Outcome: Hashable, Sendable {
        /// The vendor is on record now; its accounts wait for somebody's call.
        case added(Domain.Vendor)
        /// It was on record before, under this key.
        case known(String)
        /// Several vendors on record could be it.
        case several([String])
    }

    /// The vendor that a document's seller would be; `nil` where it has no name.
    ///
    /// An account off a page was never confirmed by anybody: it is unverified, and no bill is paid to it until it is.
    static func vendor(of draft: InvoiceDraft) -> Domain.Vendor? {
        guard let name = draft.text(.sellerName), !name.isEmpty else { return nil }
        let account = draft.text(.sellerIBAN).flatMap { IBAN(rawValue: $0)?.rawValue }
        return Domain.Vendor(
            id: VendorShelf.name(of: name), name: name,
            vatID: draft.text(.sellerVATID).map { VATNumber($0)?.rawValue ?? $0 },
            accounts: account.map { [BankAccount(number: $0, isVerified: false)] } ?? [])
    }

    /// Takes the vendor on record where none is yet that the document could be of.
    func take(
        _ vendor: Domain.Vendor, of draft: InvoiceDraft, by actor: String
    ) async throws(StoreFailure) -> Outcome {
        switch try await store.vendor(of: draft) {
        case .found(let known, _): return .known(known.id)
        case .several(let names, _): return .several(names)
        case .none: break
        }
        var vendor = vendor
        let name = vendor.id
        for number in 2...99 {
            let trial = try await store.take(
                .vendors([vendor]), isRehearsal: true, by: actor, at: world.now())
            if trial.count(.added) == 1 { break }
            vendor.id = "\(name)-\(number)"
        }
        let outcome = try await store.take(.vendors([vendor]), isRehearsal: false, by: actor, at: world.now())
        return outcome.count(.added) == 1 ? .added(vendor) : .known(vendor.id)
    }
}

extension VendorIntake.Outcome {
    /// A sentence for the person.
    var sentence: String {
        switch self {
        case .added(let vendor):
            vendor.accounts.first.map {
                "\(vendor.name) is on record as \(vendor.id); nothing is paid to \($0.number) until it is confirmed."
            } ?? "\(vendor.name) is on record as \(vendor.id)."
        case .known(let id): "It is on record already, as \(id)."
        case .several(let names): "It may be one of several on record: \(names.joined(separator: ", "))."
        }
    }
}
