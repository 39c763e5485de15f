import Domain

/// Finds what a vendor is known by again on the documents that people confirmed.
struct SignSearch {
    let lessons: [Lesson]

    /// Domains of mail that belong to no vendor.
    private static let shared: Set<String> = [
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "aol.com",
        "gmx.de", "gmx.net", "web.de", "t-online.de", "orange.fr", "wanadoo.fr", "free.fr", "libero.it",
    ]
    /// Most numbers and domains that are kept.
    private static let most = 4

    /// Values of a field that people gave.
    func given(_ field: FieldName) -> [String] {
        unique(lessons.compactMap { $0.values[field]?.canonical })
    }

    /// The signs that are not enough alone.
    var signs: VendorSigns {
        VendorSigns(
            names: given(.sellerName).filter { name in
                lessons.contains {
                    FoldedRuns($0.layouts).place(of: LabelText.folded(name), oneWrongIn: 5) != nil
                }
            },
            numbers: Array(unique(numbers).filter { !given(.sellerVATID).contains($0) }.prefix(Self.most)),
            domains: Array(unique(domains).prefix(Self.most)), words: Array(unique(words).prefix(Self.most)),
            addresses: given(.sellerAddress), layout: layout)
    }

    /// What stands around the seller's name in its letterhead, where it is long enough to be nobody else's.
    private var words: [String] {
        lessons.flatMap { lesson -> [String] in
            guard let layout = lesson.layouts.first, let name = lesson.values[.sellerName]?.canonical else {
                return []
            }
            let folded = LabelText.folded(name)
            let heads = layout.segments.filter { LabelText.folded($0.text).starts(with: folded) }
            return layout.segments.filter { segment in
                let text = LabelText(segment.text.split(separator: " ").map(String.init))
                return text.tokens.count >= 3 && (15...60).contains(text.bytes.count)
                    && !text.bytes.contains(where: PlainBytes.isDigit) && !text.bytes.starts(with: folded)
                    && heads.contains { Self.standsWith($0.box, segment.box, layout.bodyHeight) }
            }.map(\.text)
        }
    }

    /// Whether words stand right above, below or beside a name.
    private static func standsWith(_ name: Box, _ words: Box, _ height: Double) -> Bool {
        if name.verticalOverlap(words) > words.height / 2 { return true }
        let gap = max(words.top - name.bottom, name.top - words.bottom)
        return name.horizontalOverlap(words) > 0 && gap < 4 * height
    }

    private func unique(_ texts: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return texts.filter { seen.insert(LabelText.folded($0)).inserted }
    }

    private var numbers: [String] {
        let fields: [FieldName] = [.sellerVATID, .sellerRegistration, .sellerTaxNumber, .sellerPhone]
        return fields.flatMap(given)
            + lessons.flatMap { lesson in
                lesson.evidence.candidates.filter { candidate in
                    fields.contains(candidate.field) && !candidate.label.isEmpty
                        && candidate.value.canonical.utf8.count(where: PlainBytes.isDigit) >= 6
                        && !isBuyers(candidate, lesson)
                }.map(\.value.canonical)
            }
    }

    private var domains: [String] {
        lessons.flatMap { lesson in
            lesson.evidence.candidates.filter {
                ($0.field == .sellerEmail || $0.field == .sellerWeb) && !isBuyers($0, lesson)
            }.compactMap { Self.domain(of: $0.value.canonical) }
        }
    }

    private static func domain(of address: String) -> String? {
        var rest = address.lowercased()[...]
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        for head in ["https://", "http://", "www."] where rest.hasPrefix(head) {
            rest = rest.dropFirst(head.count)
        }
        let domain = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != ":" })
        return domain.contains(".") && domain.count >= 5 && !shared.contains(domain) ? domain : nil
    }

    /// Whether a place is of the buyer's block: beside or below the buyer's name.
    private func isBuyers(_ candidate: Candidate, _ lesson: Lesson) -> Bool {
        PrintedPlaces(lesson: lesson).places(of: .buyerName).contains { place in
            let layout = lesson.layouts[place.page]
            guard layout.number == candidate.region.page else { return false }
            let name = layout.words.box(around: layout.lines[place.line].words[place.words])
            let gap = candidate.region.box.top - name.top
            return gap > -2 * layout.bodyHeight && gap < 10 * layout.bodyHeight
                && abs(candidate.region.box.left - name.left) < 12 * layout.bodyHeight
        }
    }

    /// The marks of the newest document, of several documents those that half of them have.
    private var layout: [LayoutMark] {
        guard let newest = lessons.last?.layouts.first else { return [] }
        let kept = LayoutMarks(newest).kept
        let others = lessons.dropLast().compactMap(\.layouts.first).map { Set(LayoutMarks($0).texts) }
        guard !others.isEmpty else { return kept }
        let common = kept.filter { mark in
            2 * others.count { $0.contains(LabelText.folded(mark.text)) } >= others.count
        }
        return common.count >= 6 ? common : kept
    }
}
