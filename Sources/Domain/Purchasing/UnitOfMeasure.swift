/// Units as bills and orders spell them, brought to one name: `Stk`, `pcs` and `C62` are `PCS`.
public enum UnitOfMeasure {
    /// The one name of a unit; one that is not known keeps its letters and digits, in capitals.
    public static func name(of spelling: String) -> String {
        let letters = spelling.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "²" || $0 == "³" }
        return names[letters] ?? letters.uppercased()
    }

    /// UNECE Recommendation 20 codes beside the words of invoices in six languages.
    private static let spellings: [String: String] = [
        "PCS": """
        pcs pc pce piece pieces each ea c62 h87 nr no nos unit units stk stck stuck stück st u un une pièce pièces
        piece pz pezzo pezzi ud uds unidad unidades stuk stuks item items qty
        """,
        "BOX":
            "box boxes bx xbx karton kartons ktn ctn carton cartons xct ct doos dozen caja cajas scatola boîte",
        "PAL": "pal pallet pallets palette paletten xpx pf palet bancale",
        "PACK":
            "pack packs pk pkt pck packet packung packungen paket pakete xpk paquet pak pakken confezione",
        "SET": "set sets satz sätze jeu kit kits",
        "PAIR": "pair pairs pr paar paire paires paio",
        "ROLL": "roll rolls rolle rollen rouleau rouleaux rol rollo",
        "BAG": "bag bags sack säcke sac sacs xbg zak zakken beutel",
        "BOTTLE": "bottle bottles btl flasche flaschen fl bouteille bouteilles bt fles flessen",
        "KG": "kg kgs kgm kilo kilos kilogramm kilogram kilograms",
        "G": "g gr grm gramm gram grams gramme grammes",
        "T": "t to tne ton tons tonne tonnes tonnen",
        "L": "l ltr ltrs liter litre litres litro litri",
        "ML": "ml mlt milliliter millilitre",
        "M": "m mtr meter metre metres meters lfm lfdm ml2 metro metri",
        "CM": "cm cmt zentimeter",
        "MM": "mm mmt millimeter",
        "M2": "m2 m² mtk qm sqm",
        "M3": "m3 m³ mtq cbm",
        "KWH": "kwh",
        "H": "h hr hrs hur hour hours std stunde stunden heure heures uur uren ora ore hora horas",
        "MIN": "min mins minute minutes minuten",
        "DAY": "day days d tag tage jour jours dag dagen giorno giorni dia dias",
        "MON": "mon month months monat monate mois maand maanden mese mesi mes meses",
        "YEAR": "year years ann jahr jahre an ans jaar anno año",
        "LS": "ls lumpsum psch pauschal pauschale pausch forfait forfaitaire ff vast",
    ]

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for (name, words) in spellings {
            for word in words.split(whereSeparator: \.isWhitespace) { names[String(word)] = name }
        }
        return names
    }()
}

extension OrderLine {
    /// The line with its units called by their one name.
    public var withNamedUnits: OrderLine {
        var line = self
        line.unit = UnitOfMeasure.name(of: unit)
        line.units = [:]
        for (unit, count) in units.sorted(by: { $0.key < $1.key }) {
            let name = UnitOfMeasure.name(of: unit)
            if name != line.unit, line.units[name] == nil { line.units[name] = count }
        }
        return line
    }
}
