import Domain
package import Extraction

extension Evidence: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(language)
        writer.write(kinds)
        writer.write(decimalMark.map(\.rawValue))
        writer.write(candidates)
        writer.write(terms)
        writer.write(amounts)
        writer.write(table)
        writer.write(taxBreakdown)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            language: try reader.read(), kinds: try reader.read(), decimalMark: try reader.readMark(),
            candidates: try reader.read(), terms: try reader.read(), amounts: try reader.read(),
            table: try reader.read(), taxBreakdown: try reader.read())
    }
}

extension WireReader {
    fileprivate mutating func readMark() throws(WireError) -> DecimalMark? {
        guard let raw = try read(UInt8?.self) else { return nil }
        guard let mark = DecimalMark(rawValue: raw) else {
            throw .invalid("decimal mark that does not exist")
        }
        return mark
    }
}

extension Candidate: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(field)
        writer.write(value)
        writer.write(otherReadings)
        writer.write(raw)
        writer.write(region)
        writer.write(features)
        writer.write(label)
        writer.write(agreement)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            field: try reader.read(), value: try reader.read(), otherReadings: try reader.read(),
            raw: try reader.read(), region: try reader.read(), features: try reader.read(),
            label: try reader.read(), agreement: try reader.read())
    }
}

extension Feature: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(name)
        writer.write(value)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(try reader.read(), try reader.read(in: WireRange.weight))
    }
}

extension KindScore: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(kind)
        writer.write(score)
        writer.write(title)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            kind: try reader.read(), score: try reader.read(in: WireRange.weight), title: try reader.read())
    }
}

extension PrintedTerms: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(netDays)
        writer.write(discountDays)
        writer.write(discountPercent)
        writer.write(isMonthEnd)
        writer.write(raw)
        writer.write(region)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            netDays: try reader.readDays(), discountDays: try reader.readDays(),
            discountPercent: try reader.read(), isMonthEnd: try reader.read(), raw: try reader.read(),
            region: try reader.read())
    }
}

extension WireReader {
    fileprivate mutating func readDays() throws(WireError) -> Int? {
        guard let days = try read(Int?.self) else { return nil }
        guard (0...1000).contains(days) else { throw .invalid("days out of their range") }
        return days
    }
}

extension PrintedAmount: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(value)
        writer.write(region)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(value: try reader.read(), region: try reader.read())
    }
}

extension LineTable: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(lines)
        writer.write(sum)
        writer.write(isSumPrinted)
        writer.write(regions)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init()
        lines = try reader.read()
        sum = try reader.read()
        isSumPrinted = try reader.read()
        regions = try reader.read()
    }
}
