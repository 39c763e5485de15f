public import Domain
import Extraction
import Foundation
import Yams

/// A template in the format of invoice2data, taken over as a vendor template as far as it can be expressed.
public struct Invoice2DataTemplate: Sendable {
    /// The template's name, made of the issuer's: letters, digits and dashes.
    public let name: String
    /// The vendor template as YAML, for `models/vendors`.
    public let yaml: String
    /// Fields that are read by it.
    public let fields: [FieldName]
    /// What could not be carried over, for people.
    public let lost: [String]

    /// Takes over the text of a template, YAML or JSON; `fallback` names one without an issuer.
    ///
    /// - Throws: `ModelsFailure.invalid` where the text is no such template or nothing of it can be used.
    public init(_ text: String, fallback: String) throws(ModelsFailure) {
        var taken = TemplateImport()
        let file: VendorFile
        do {
            guard let root = try Yams.compose(yaml: text)?.mapping else {
                throw ModelsFailure.invalid(fallback, "it is no mapping of names to values")
            }
            file = try taken.read(root, fallback: fallback)
            _ = try file.template()
            yaml = try Self.head(taken.lost) + YAMLEncoder().encode(file)
        } catch let failure as ModelsFailure {
            throw failure
        } catch let mistake as VendorFile.Mistake {
            throw .invalid(fallback, mistake.text)
        } catch {
            throw .invalid(fallback, "\(error)")
        }
        name = file.name
        fields = FieldName.allCases.filter { file.fields[$0.rawValue] != nil }
        lost = taken.lost
    }

    private static func head(_ lost: [String]) -> String {
        let lines = lost.map { "#   \($0.split(whereSeparator: \.isNewline).joined(separator: " "))\n" }
        return "# Taken over from a template of invoice2data.\n"
            + (lines.isEmpty ? "" : "# Not carried over:\n" + lines.joined())
    }
}

/// Reads the parts of a template and notes what cannot be carried over.
private struct TemplateImport {
    private(set) var lost: [String] = []
    private var rules: [String: [VendorFile.Rule]] = [:]

    /// Names of fields there and here; those of the commonest templates.
    private static let names: [String: FieldName] = [
        "amount": .grandTotal, "amount_total": .grandTotal, "total": .grandTotal, "amount_untaxed": .netTotal,
        "amount_net": .netTotal, "amount_tax": .taxTotal, "tax": .taxTotal, "vat_amount": .taxTotal,
        "date": .issueDate, "invoice_date": .issueDate, "date_invoice": .issueDate, "date_due": .dueDate,
        "due_date": .dueDate, "invoice_number": .invoiceNumber, "number": .invoiceNumber, "vat": .sellerVATID,
        "partner_vat": .sellerVATID, "vat_number": .sellerVATID, "iban": .sellerIBAN, "bic": .sellerBIC,
        "currency": .currency, "partner_name": .sellerName, "partner_coc": .sellerRegistration,
        "siren": .sellerRegistration, "siret": .sellerRegistration, "telephone": .sellerPhone,
        "partner_phone": .sellerPhone, "partner_website": .sellerWeb, "partner_email": .sellerEmail,
        "purchase_order": .purchaseOrder, "po_number": .purchaseOrder, "order_number": .purchaseOrder,
        "customer_number": .customerNumber, "client_number": .customerNumber, "note": .paymentTerms,
        "payment_reference": .paymentReference, "mandate_id": .contract, "amount_due": .amountDue,
        "date_start": .servicePeriodStart, "date_end": .servicePeriodEnd, "delivery_date": .deliveryDate,
    ]

    mutating func read(_ root: Node.Mapping, fallback: String) throws -> VendorFile {
        let issuer = root["issuer"]?.string
        for (key, value) in root["fields"]?.mapping ?? [:] { field(key.string ?? "", value) }
        if rules[FieldName.sellerName.rawValue] == nil, let issuer {
            add(.sellerName, VendorFile.Rule(fixed: issuer))
        }
        tables(root["tables"])
        if root["lines"] != nil { lost.append("lines: Vouch reads tables of lines by their columns") }
        var known = VendorFile.KnownBy()
        known.patterns = patterns(root["keywords"], "keywords")
        known.unless = patterns(root["exclude_keywords"], "exclude_keywords")
        guard known.patterns?.isEmpty == false, !rules.isEmpty else {
            throw ModelsFailure.invalid(fallback, "it has no keywords, or no field that Vouch can read")
        }
        if root["required_fields"] != nil {
            lost.append("required_fields: whatever is not found is said so on the document")
        }
        if root["priority"] != nil { lost.append("priority: every template that fits is tried") }
        let reading = options(root["options"]?.mapping ?? [:])
        return VendorFile(
            name: Self.plainName(issuer ?? fallback), known_by: known, fields: rules, reading: reading)
    }

    private static func plainName(_ text: String) -> String {
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "imported" : words.joined(separator: "-")
    }

    private mutating func add(_ field: FieldName, _ rule: VendorFile.Rule) {
        rules[field.rawValue, default: []].append(rule)
    }

    // MARK: Fields

    private mutating func field(_ written: String, _ value: Node) {
        var key = written
        let isStatic = key.hasPrefix("static_")
        if isStatic { key = String(key.dropFirst(7)) }
        guard let field = Self.names[key] ?? FieldName(rawValue: key) else {
            lost.append("field \(written): Vouch has no such field")
            return
        }
        if isStatic {
            if let text = value.scalar?.string { add(field, VendorFile.Rule(fixed: text)) }
            return
        }
        guard let settings = value.mapping else {
            for text in texts(value) { pattern(text, field, written) }
            return
        }
        parsed(settings, field, written)
    }

    /// A field with a parser of its own.
    private mutating func parsed(_ settings: Node.Mapping, _ field: FieldName, _ written: String) {
        switch settings["parser"]?.string ?? "regex" {
        case "static":
            if let text = settings["value"]?.scalar?.string { add(field, VendorFile.Rule(fixed: text)) }
        case "regex":
            if settings["group"] != nil {
                lost.append("field \(written): group, the first value found is taken")
            }
            if settings["area"] != nil { lost.append("field \(written): area, the whole text is searched") }
            for text in texts(settings["regex"]) { pattern(text, field, written) }
        case let other: lost.append("field \(written): the parser \(other)")
        }
    }

    private mutating func pattern(_ text: String, _ field: FieldName, _ written: String) {
        if understood(text, "field \(written)") != nil { add(field, VendorFile.Rule(pattern: text)) }
    }

    /// A pattern that can be matched; what is wrong with others is noted.
    private mutating func understood(_ text: String, _ place: String) -> Pattern? {
        do throws(PatternMistake) {
            return try Pattern(text)
        } catch {
            lost.append("\(place): \(error.text) in \(text)")
            return nil
        }
    }

    private mutating func patterns(_ node: Node?, _ place: String) -> [String]? {
        let found = texts(node).filter { understood($0, place) != nil }
        return found.isEmpty ? nil : found
    }

    private func texts(_ node: Node?) -> [String] {
        if let text = node?.scalar?.string { return [text] }
        return node?.sequence?.compactMap { $0.scalar?.string } ?? []
    }

    /// A table whose body has named groups for fields: a pattern for each.
    private mutating func tables(_ node: Node?) {
        for table in node?.sequence ?? [] {
            guard let body = table.mapping?["body"]?.string, let start = table.mapping?["start"]?.string
            else {
                lost.append("tables: one without start and body")
                continue
            }
            let text = "\(start)[\\s\\S]*?\(body)"
            guard let pattern = understood(text, "tables") else { continue }
            for name in pattern.names.keys.sorted() {
                guard let field = Self.names[name] ?? FieldName(rawValue: name) else {
                    lost.append("tables: \(name), Vouch has no such field")
                    continue
                }
                add(field, VendorFile.Rule(pattern: text, group: name))
            }
        }
    }

    // MARK: Options

    private mutating func options(_ options: Node.Mapping) -> VendorFile.Reading? {
        var reading = VendorFile.Reading()
        for (key, value) in options {
            switch key.string ?? "" {
            case "currency":
                if let text = value.string { add(.currency, VendorFile.Rule(fixed: text)) }
            case "decimal_separator":
                reading.decimal = value.string == "," ? "comma" : "point"
            case "date_formats": reading.dates = order(texts(value))
            case "remove_whitespace": reading.compact = value.bool
            case "languages": continue
            case let other: lost.append("option \(other)")
            }
        }
        let isUsual = reading.decimal == nil && reading.dates == nil && reading.compact == nil
        return isUsual ? nil : reading
    }

    /// The order of day and month that all formats agree on.
    private mutating func order(_ formats: [String]) -> String? {
        let orders = Set(
            formats.compactMap { format -> String? in
                guard let day = format.range(of: "%d"), let month = format.range(of: "%m") else { return nil }
                return day.lowerBound < month.lowerBound ? "day_first" : "month_first"
            })
        if orders.count > 1 {
            lost.append("option date_formats: they disagree on the order of day and month")
        }
        return orders.count == 1 ? orders.first : nil
    }
}
