import Domain

/// What a vendor is known by besides tax ids and accounts; no one of these alone is enough.
public struct VendorSigns: Hashable, Sendable {
    /// Names as printed.
    public var names: [String] = []
    /// Numbers of registers, tax offices and telephones.
    public var numbers: [String] = []
    /// Domains of its web and mail addresses: `acme.example`.
    public var domains: [String] = []
    /// Words that stand with its name, as it calls itself: `Innovation drives progress`.
    public var words: [String] = []
    /// Its addresses as printed.
    public var addresses: [String] = []
    /// Words that always stand at the same place of the first page.
    public var layout: [LayoutMark] = []

    /// Makes signs; none unless told otherwise.
    public init(
        names: [String] = [], numbers: [String] = [], domains: [String] = [], words: [String] = [],
        addresses: [String] = [], layout: [LayoutMark] = []
    ) {
        self.names = names
        self.numbers = numbers
        self.domains = domains
        self.words = words
        self.addresses = addresses
        self.layout = layout
    }

    /// Whether there are none.
    public var isEmpty: Bool {
        [names, numbers, domains, words, addresses].allSatisfy(\.isEmpty) && layout.isEmpty
    }
}

/// Words that stand at a place of the first page.
public struct LayoutMark: Hashable, Sendable {
    /// The words.
    public var text: String
    /// Left edge, in fractions of the page's width.
    public var x: Double
    /// Middle, in fractions of the page's height.
    public var y: Double

    /// Makes a mark.
    public init(text: String, x: Double, y: Double) {
        self.text = text
        self.x = x
        self.y = y
    }
}

/// The marks of a page: the segments without digits that a layout is known by.
struct LayoutMarks {
    /// Most marks that are kept.
    private static let most = 30
    /// How far a mark may stand from its place, once the page as a whole is moved, in fractions of the page.
    private static let tolerance = 0.035

    private let marks: [(bytes: [UInt8], mark: LayoutMark)]
    private let isRecognised: Bool

    init(_ layout: PageLayout) {
        isRecognised = layout.isRecognised
        marks = layout.segments.compactMap { segment in
            let bytes = LabelText.folded(segment.text)
            guard (4...40).contains(bytes.count), !bytes.contains(where: PlainBytes.isDigit) else {
                return nil
            }
            let mark = LayoutMark(
                text: segment.text, x: Self.rounded(segment.box.left / max(1, layout.width)),
                y: Self.rounded(segment.box.midY / max(1, layout.height)))
            return (bytes, mark)
        }
    }

    private static func rounded(_ share: Double) -> Double { (share * 1000).rounded() / 1000 }

    /// What is kept of the page.
    var kept: [LayoutMark] { Array(marks.prefix(Self.most).map(\.mark)) }

    /// The words of all marks, folded.
    var texts: [[UInt8]] { marks.map(\.bytes) }

    /// The share of marks that stand on this page, all moved alike.
    func share(of wanted: [LayoutMark]) -> Double {
        guard wanted.count >= 4 else { return 0 }
        let moves = wanted.compactMap(move)
        guard moves.count >= 3 else { return 0 }
        let across = moves.map(\.0).sorted()[moves.count / 2]
        // What stands below a table moves down with it: columns tell, not lines.
        let inPlace = moves.count { abs($0.0 - across) < Self.tolerance }
        return Double(inPlace) / Double(wanted.count)
    }

    /// How far the nearest segment of the same words stands from a mark.
    private func move(_ wanted: LayoutMark) -> (Double, Double)? {
        let bytes = LabelText.folded(wanted.text)
        let search = isRecognised && bytes.count >= 6 ? ApproximateSearch(bytes) : nil
        var best: (Double, Double)?
        for (folded, mark) in marks {
            let isSame =
                folded == bytes
                || abs(folded.count - bytes.count) <= 1 && search?.best(in: folded, limit: 1) != nil
            guard isSame else { continue }
            let move = (mark.x - wanted.x, mark.y - wanted.y)
            if best.map({ abs(move.0) + abs(move.1) < abs($0.0) + abs($0.1) }) ?? true { best = move }
        }
        return best
    }
}
