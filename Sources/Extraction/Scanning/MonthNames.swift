/// Names of months in English, German, French, Dutch, Spanish and Italian, without accents.
enum MonthNames {
    private static let names: [[String]] = [
        ["january", "januar", "janner", "janvier", "januari", "enero", "gennaio", "genn", "ene", "gen"],
        ["february", "februar", "fevrier", "fevr", "februari", "febrero", "febbraio", "fev", "febr"],
        ["march", "marz", "maerz", "mrz", "mars", "maart", "mrt", "marzo"],
        ["april", "avril", "avr", "abril", "aprile", "abr"],
        ["may", "mai", "mei", "mayo", "maggio", "mag"],
        ["june", "juni", "juin", "junio", "giugno", "giu"],
        ["july", "juli", "juillet", "juil", "julio", "luglio", "lug"],
        ["august", "aout", "augustus", "agosto", "ago", "aug"],
        ["september", "septembre", "septiembre", "settembre", "sept", "set", "sett"],
        ["october", "oktober", "octobre", "octubre", "ottobre", "okt", "ott", "oct"],
        ["november", "novembre", "noviembre", "nov"],
        ["december", "dezember", "decembre", "diciembre", "dicembre", "dez", "dic", "dec"],
    ]

    private static let months: [[UInt8]: Int] = {
        var table: [[UInt8]: Int] = [:]
        for (index, names) in names.enumerated() {
            for name in names {
                table[Array(name.utf8)] = index + 1
                if name.utf8.count > 3 {
                    table[Array(name.utf8.prefix(3))] = table[Array(name.utf8.prefix(3))] ?? index + 1
                }
            }
        }
        // "mar" is March; "jui" is June or July and stays out.
        table[Array("jui".utf8)] = nil
        return table
    }()

    /// The month (1...12) a name in small plain letters stands for.
    static func month(_ name: some Collection<UInt8>) -> Int? {
        (3...10).contains(name.count) ? months[Array(name)] : nil
    }
}
