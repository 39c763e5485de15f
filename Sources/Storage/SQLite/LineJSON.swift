import Domain

/// A line of a draft as the store keeps it.
struct LineJSON: Codable {
    var position: String?
    var articleNumber: String?
    var description: String
    var quantity: DecimalJSON?
    var unit: String?
    var unitPrice: DecimalJSON?
    var priceBase: DecimalJSON?
    var discountPercent: DecimalJSON?
    var taxRate: DecimalJSON?
    var lineTotal: DecimalJSON?
    var confidence: Double
    var source: SourceJSON

    init(_ line: DraftLine) {
        position = line.position
        articleNumber = line.articleNumber
        description = line.description
        quantity = line.quantity.map(DecimalJSON.init)
        unit = line.unit
        unitPrice = line.unitPrice.map(DecimalJSON.init)
        priceBase = line.priceBase.map(DecimalJSON.init)
        discountPercent = line.discountPercent.map(DecimalJSON.init)
        taxRate = line.taxRate.map(DecimalJSON.init)
        lineTotal = line.lineTotal.map(DecimalJSON.init)
        confidence = line.confidence
        source = SourceJSON(line.source)
    }

    var line: DraftLine? {
        source.source.map { source in
            DraftLine(
                position: position, articleNumber: articleNumber, description: description,
                quantity: quantity?.decimal, unit: unit, unitPrice: unitPrice?.decimal,
                priceBase: priceBase?.decimal, discountPercent: discountPercent?.decimal,
                taxRate: taxRate?.decimal, lineTotal: lineTotal?.decimal, confidence: confidence,
                source: source)
        }
    }
}

/// An entry of the tax breakdown as the store keeps it.
struct TaxJSON: Codable {
    var rate: DecimalJSON?
    var base: DecimalJSON?
    var taxAmount: DecimalJSON?
    var source: SourceJSON

    enum CodingKeys: String, CodingKey {
        case rate, base, source
        case taxAmount = "tax"
    }

    init(_ entry: DraftTax) {
        rate = entry.rate.map(DecimalJSON.init)
        base = entry.base.map(DecimalJSON.init)
        taxAmount = entry.tax.map(DecimalJSON.init)
        source = SourceJSON(entry.source)
    }

    var tax: DraftTax? {
        source.source.map { source in
            DraftTax(rate: rate?.decimal, base: base?.decimal, tax: taxAmount?.decimal, source: source)
        }
    }
}

/// A decimal as its canonical text; a text that is none is an error of decoding.
struct DecimalJSON: Codable {
    var decimal: FixedDecimal

    init(_ decimal: FixedDecimal) {
        self.decimal = decimal
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let decimal = FixedDecimal(canonical: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no decimal")
        }
        self.decimal = decimal
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(decimal.description)
    }
}
