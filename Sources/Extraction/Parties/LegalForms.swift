/// Legal forms of companies, by which a name is known to be one.
enum LegalForms {
    /// Forms that are plain in any spelling.
    private static let plain: Set<String> = [
        "gmbh", "mbh", "kgaa", "ohg", "gbr", "ltd", "limited", "llc", "llp", "inc", "incorporated", "corp",
        "corporation", "plc", "pty", "pvt", "bhd", "sdn", "bvba", "sprl", "sarl", "sasu", "eurl", "srl",
        "spa",
        "slu", "sau", "aps", "sro", "kft", "sagl", "cooperative", "genossenschaft", "stiftung", "gesmbh",
        "company", "enterprise", "enterprises", "trading", "holding", "holdings", "industries", "group",
        "scrl",
        "vof", "aktiengesellschaft", "kommanditgesellschaft", "berhad", "associates", "partners",
        "partnership", "eingetragener", "versicherungsverein", "srls", "lda", "ltda", "ooo", "zoo", "gmbhco",
    ]

    /// Forms that are words of their own in small print, and count in capitals or with dots.
    private static let capitals: Set<String> = [
        "AG", "KG", "SE", "UG", "BV", "NV", "CV", "SA", "SAS", "SL", "SAPA", "AB", "AS", "OY", "SCI", "SNC",
        "EV",
        "EK", "EG", "OG", "EU", "SC", "PTE", "CO", "SLP", "KF", "DOO", "PLT", "SCOP", "GIE",
    ]

    /// Whether a word of a name is a legal form.
    static func contains(_ word: String) -> Bool {
        // `ENTERPRISE(BUKIT` is a form with the beginning of a place.
        let open = word.firstIndex(of: "(").flatMap { $0 == word.startIndex ? nil : $0 }
        let word = open.map { String(word[..<$0]) } ?? word
        let plainWord = PlainBytes.of(word).filter { PlainBytes.isLetter($0) }
        guard plainWord.count >= 2 else { return false }
        let small = String(decoding: plainWord.map(PlainBytes.lower), as: UTF8.self)
        if plain.contains(small) { return true }
        let hasDots = word.utf8.contains(UInt8(ascii: "."))
        let printed = String(decoding: plainWord, as: UTF8.self)
        guard hasDots || plainWord.allSatisfy(PlainBytes.isCapital) || printed == "Co" else { return false }
        return capitals.contains(printed.uppercased())
    }

    /// Whether a name ends in a legal form, a number of a register in parentheses aside.
    static func isIn(_ words: some Collection<String>) -> Bool {
        words.dropFirst().contains(where: contains)
    }
}

/// Words in the names of shops and workshops, which often have no legal form.
enum BusinessWords {
    private static let words: Set<String> = [
        "restaurant", "restoran", "cafe", "hotel", "shop", "store", "stores", "mart", "market", "markt",
        "minimarket",
        "supermarket", "supermarkt", "pharmacy", "apotheke", "pharmacie", "stationery", "hardware", "bakery",
        "bookstore", "motor", "motors", "auto", "tyres", "services", "service", "solutions", "consulting",
        "studio",
        "garage", "bistro", "kitchen", "bar", "pub", "grill", "pizza", "petrol", "electrical", "marketing",
        "syarikat", "pasar", "kedai", "perniagaan", "machinery", "printing", "furniture", "gallery", "centre",
        "center", "confectionery", "boulangerie", "werkstatt", "drogerie", "bazar", "optical", "beauty",
        "salon",
        "telecom", "technologies", "technology", "systems", "logistics", "hospital", "clinic", "university",
        "school",
        "institute", "verlag", "agency", "agentur",
    ]

    /// Whether a word of a name speaks of a business.
    static func contains(_ word: String) -> Bool {
        words.contains(AddressText.folded(word))
    }
}
