internal import Domain

/// Tesseract's names of languages.
enum TesseractLanguage {
    private static let names = [
        "en": "eng", "de": "deu", "fr": "fra", "nl": "nld", "es": "spa", "it": "ita", "pt": "por",
        "pl": "pol",
        "da": "dan", "sv": "swe", "nb": "nor", "fi": "fin", "cs": "ces",
    ]

    /// Tesseract's name of an ISO 639-1 code: `deu` for `de`; English for what is not known.
    static func name(of code: String) -> String { names[code] ?? "eng" }
}

/// Tells a language by the commonest words of its prose and its invoices.
struct LanguageVote {
    /// Words that were recognised as one language's, by ISO 639-1 code.
    private(set) var votes: [String: Int] = [:]

    /// Counts the words of a reading.
    init(_ words: some Sequence<Word>) {
        for word in words {
            let bare = word.text.lowercased().filter(\.isLetter)
            for language in Self.languages[bare] ?? [] { votes[language, default: 0] += 1 }
        }
    }

    /// The language with most votes; `nil` where it has fewer than `least`, or less than a third more than the next.
    func winner(atLeast least: Int) -> String? {
        let ranked = votes.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard let first = ranked.first, first.value >= least else { return nil }
        guard let second = ranked.dropFirst().first else { return first.key }
        return first.value * 3 >= second.value * 4 ? first.key : nil
    }

    /// Every word with the languages it belongs to; words are as an English model reads them, so with and without
    /// their accents.
    private static let languages: [String: [String]] = {
        var table: [String: [String]] = [:]
        for (language, words) in lists {
            for word in words.split(separator: " ") { table[String(word), default: []].append(language) }
        }
        return table
    }()

    private static let lists: [(String, String)] = [
        (
            "en",
            """
            the of and to for is are was by with from your our you we this that on at as be or not please thank invoice \
            date amount due payment description quantity price unit bill ship tax receipt order customer \
            address phone sales balance subtotal account number page terms item qty cash change gst company
            """
        ),
        (
            "de",
            """
            der die das und den dem des ein eine einer für fur mit von vom zum zur auf ist sind wir sie ihr ihre ihrer \
            nach bei aus durch rechnung rechnungsnummer rechnungsdatum datum betrag gesamt gesamtbetrag summe mwst ust \
            steuer umsatzsteuer steuernummer menge preis einzelpreis gesamtpreis lieferung bestellung kunde kundennummer \
            bitte zahlung zahlbar tage innerhalb netto brutto artikel stück stuck straße strasse str tel bank konto \
            geschäftsführer geschaftsfuhrer amtsgericht seite lieferdatum bezeichnung pos nr ohne abzug skonto
            """
        ),
        (
            "fr",
            """
            le la les de des du et en un une pour par sur dans est sont avec votre vos nous vous au aux ce cette facture \
            montant client référence reference tva ttc ht prix quantité quantite désignation designation livraison \
            commande paiement règlement reglement échéance echeance adresse siret rcs capital société societe rue \
            téléphone telephone remise numéro numero taux payer virement
            """
        ),
        (
            "nl",
            """
            de het een en van voor met op aan bij uw wij ons onze naar uit door dit deze is zijn niet factuur \
            factuurnummer factuurdatum datum bedrag totaal btw aantal prijs omschrijving klant klantnummer betaling \
            betalen levering bestelling adres telefoon rekening rekeningnummer kvk gelieve binnen dagen subtotaal \
            excl incl vervaldatum artikel graag
            """
        ),
        (
            "es",
            """
            el la los las de del y en un una para por con su sus factura fecha importe total cliente cantidad precio \
            descripción descripcion iva base imponible pago vencimiento dirección direccion nif cif pedido
            """
        ),
        (
            "it",
            """
            il lo la gli le di del della e in un una per con su fattura data importo totale cliente quantità quantita \
            prezzo descrizione iva imponibile pagamento scadenza indirizzo partita codice fiscale spett
            """
        ),
    ]
}
