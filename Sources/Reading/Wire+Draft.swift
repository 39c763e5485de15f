package import Domain

extension FixedDecimal: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(units)
        writer.write(scale)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        // The lowest number has no magnitude.
        let units = try reader.read(in: -Int64.max...Int64.max)
        self.init(units: units, scale: try reader.read(in: 0...Self.maximumScale))
    }
}

extension CalendarDate: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(year)
        writer.write(month)
        writer.write(day)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        guard
            let date = CalendarDate(
                year: try reader.read(), month: try reader.read(), day: try reader.read())
        else { throw .invalid("day that does not exist") }
        self = date
    }
}

extension Currency: WireValue {
    package func write(to writer: inout WireWriter) { writer.write(rawValue) }
    package init(from reader: inout WireReader) throws(WireError) { self = try reader.readTag() }
}

extension DocumentKind: WireValue {
    package func write(to writer: inout WireWriter) { writer.write(rawValue) }
    package init(from reader: inout WireReader) throws(WireError) { self = try reader.readTag() }
}

extension FieldName: WireValue {
    package func write(to writer: inout WireWriter) { writer.write(rawValue) }
    package init(from reader: inout WireReader) throws(WireError) { self = try reader.readTag() }
}

extension FieldValue: WireValue {
    package func write(to writer: inout WireWriter) {
        switch self {
        case .text(let text): writer.write(UInt8(0), text)
        case .date(let date): writer.write(UInt8(1), date)
        case .amount(let amount): writer.write(UInt8(2), amount)
        case .currency(let currency): writer.write(UInt8(3), currency)
        }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        switch try reader.read(UInt8.self) {
        case 0: self = .text(try reader.read())
        case 1: self = .date(try reader.read())
        case 2: self = .amount(try reader.read())
        case 3: self = .currency(try reader.read())
        default: throw .invalid("value of an unknown kind")
        }
    }
}

extension Source: WireValue {
    package func write(to writer: inout WireWriter) {
        switch self {
        case .page(let region): writer.write(UInt8(0), region)
        case .xml(let path): writer.write(UInt8(1), path)
        case .derived(let rule): writer.write(UInt8(2), rule)
        case .template(let name, let region):
            writer.write(UInt8(3), name)
            writer.write(region)
        case .masterData(let what): writer.write(UInt8(4), what)
        case .person: writer.write(UInt8(5))
        }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        switch try reader.read(UInt8.self) {
        case 0: self = .page(try reader.read())
        case 1: self = .xml(path: try reader.read())
        case 2: self = .derived(rule: try reader.read())
        case 3: self = .template(name: try reader.read(), try reader.read())
        case 4: self = .masterData(try reader.read())
        // A person is never in a reader process: only `vouch` may say so.
        default: throw .invalid("source of an unknown kind")
        }
    }
}

extension Reason: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(text)
        writer.write(weight)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(text: try reader.read(), weight: try reader.read(in: WireRange.weight))
    }
}

extension Field: WireValue where Value: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(value)
        writer.write(raw)
        writer.write(confidence)
        writer.write(isAccepted)
        writer.write(source)
        writer.write(alternatives)
        writer.write(reasons)
        writer.write(sureness)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            value: try reader.read(), raw: try reader.read(),
            confidence: try reader.read(in: WireRange.fraction), isAccepted: try reader.read(),
            source: try reader.read(), alternatives: try reader.read(), reasons: try reader.read(),
            sureness: try reader.read())
    }
}

extension Field.Alternative: WireValue where Value: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(value)
        writer.write(confidence)
        writer.write(region)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            value: try reader.read(), confidence: try reader.read(in: WireRange.fraction),
            region: try reader.read())
    }
}

extension DraftLine: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(position)
        writer.write(articleNumber)
        writer.write(description)
        writer.write(quantity)
        writer.write(unit)
        writer.write(unitPrice)
        writer.write(priceBase)
        writer.write(discountPercent)
        writer.write(taxRate)
        writer.write(lineTotal)
        writer.write(confidence)
        writer.write(source)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            position: try reader.read(), articleNumber: try reader.read(), description: try reader.read(),
            quantity: try reader.read(), unit: try reader.read(), unitPrice: try reader.read(),
            priceBase: try reader.read(), discountPercent: try reader.read(), taxRate: try reader.read(),
            lineTotal: try reader.read(), confidence: try reader.read(in: WireRange.fraction),
            source: try reader.read())
    }
}

extension DraftTax: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(rate)
        writer.write(base)
        writer.write(tax)
        writer.write(source)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            rate: try reader.read(), base: try reader.read(), tax: try reader.read(),
            source: try reader.read())
    }
}

extension InvoiceDraft: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(kind)
        writer.write(language)
        writer.write(fields.count)
        for name in FieldName.allCases {
            guard let field = fields[name] else { continue }
            writer.write(name)
            writer.write(field)
        }
        writer.write(lines)
        writer.write(taxBreakdown)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(kind: try reader.read(), language: try reader.read())
        let count = try reader.read(in: 0...FieldName.allCases.count)
        for _ in 0..<count {
            let name = try reader.read(FieldName.self)
            guard fields[name] == nil else { throw .invalid("field \(name.rawValue) twice") }
            fields[name] = try reader.read(Field<FieldValue>.self)
        }
        lines = try reader.read()
        taxBreakdown = try reader.read()
    }
}
