import Domain
import Pipeline

/// What a person may set for a home in its `settings.yml`.
struct Settings: Hashable, Sendable {
    /// Folders that are watched.
    var inboxes: [InboxSettings] = [InboxSettings(path: FilePath("inbox"))]
    /// Reader processes that work at once; `nil` for one a processor.
    var jobs: Int?
    /// Seconds a file must have been still before it is taken.
    var settleSeconds = 5.0
    /// Whether a searchable PDF of each scan is kept beside the original.
    var keepsSearchablePDF = true
    /// What bills and orders are compared in, and by whom holds are released.
    var matching = MatchSettings()
    /// How mails leave the home.
    var mail = MailSettings()
}

/// What a person may set for matching.
struct MatchSettings: Hashable, Sendable {
    /// The currency tolerances in money are written in.
    var accountingCurrency: Currency?
    /// Units of the accounting currency for one of another.
    var rates: [Currency: Rational] = [:]
    /// Who may act in which roles; with nobody named, everybody may.
    var people: [String: Set<Hold.Owner>] = [:]
    /// Addresses of roles that are told of holds.
    var mailTo: [String: String] = [:]
}

/// A folder that is watched, and what is known of all documents dropped into it.
struct InboxSettings: Hashable, Sendable {
    /// Where it is; relative paths start at the home.
    var path: FilePath
    /// Its name in lists; `nil` for the folder's own.
    var name: String?
    /// What is known of its documents.
    var defaults = InboxDefaults()
}

extension Settings {
    /// The file that `vouch init` writes; every setting in it is the default.
    static let template = """
        # Settings of this home. Every one is optional; what stands here are the defaults.
        # Restart `vouch watch` after a change.

        # Folders that are watched. A document dropped there goes to the archive and leaves the folder.
        inboxes:
          - path: inbox              # from this home, or absolute
            # name: head office      # shown in lists; the folder's name where none is given
            # vendor: Muster GmbH    # all documents here are this vendor's
            # department: IT         # who pays for them
            # language: de           # the language to read in, where it is always the same

        # Reader processes that work at once; one a processor where none is given.
        # jobs: 2

        # Seconds a file must have been still before it is taken, so that no half-written one is.
        settle_seconds: 5

        # Bills are matched with orders in this currency; rates say what one unit of another is worth in it.
        # accounting_currency: EUR
        # rates: { CHF: "1.05", GBP: "1.17" }

        # Who may release which holds: receiving, purchasing, payables, vendor_records. With nobody named, everybody may.
        # people: { anna: [purchasing], boris: [payables, vendor_records] }

        # Whom to tell of holds; the mails lie in the home's outbox until something sends them.
        # mail_to: { receiving: dock@example.org, purchasing: buyers@example.org }

        # The mail relay on this machine that takes them; it speaks TLS to the outside. Without one they stay in the outbox.
        # smtp: { host: localhost, port: 25, from: vouch@example.org }

        # Keep a searchable PDF of each scan beside the original.
        searchable_pdf: true

        """
}
