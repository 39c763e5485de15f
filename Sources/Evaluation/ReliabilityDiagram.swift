import Foundation

/// What was said and what came, drawn: on the diagonal, probabilities hold.
public struct ReliabilityDiagram: Hashable, Sendable {
    /// Ranges of probability.
    public let bins: [Calibration.Bin]

    private static let size = 320.0
    private static let margin = 36.0

    /// Draws a calibration.
    public init(_ calibration: Calibration) {
        bins = calibration.bins()
    }

    /// The drawing as SVG, complete in itself.
    public var svg: String {
        let whole = Self.size + 2 * Self.margin
        let all = max(1, bins.reduce(0) { $0 + $1.count })
        var shapes = [
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(whole) \#(whole)" width="\#(whole)" role="img" aria-label="Reliability diagram" font-family="sans-serif" font-size="11">"#,
            #"<rect x="\#(Self.margin)" y="\#(Self.margin)" width="\#(Self.size)" height="\#(Self.size)" fill="none" stroke="gray"/>"#,
            #"<path d="M\#(x(0)) \#(y(0))L\#(x(1)) \#(y(1))" stroke="gray" stroke-dasharray="4 4"/>"#,
        ]
        for bin in bins {
            let bar = Self.size * Double(bin.count) / Double(all) * 0.3
            shapes.append(
                #"<rect x="\#(x(bin.start))" y="\#(y(0) - bar)" width="\#(Self.size / 10)" height="\#(bar)" fill="lightsteelblue"/>"#
            )
        }
        let points = bins.map { "\(x($0.said)) \(y($0.came))" }.joined(separator: "L")
        if !points.isEmpty {
            shapes.append(#"<path d="M\#(points)" fill="none" stroke="steelblue" stroke-width="1.5"/>"#)
        }
        for bin in bins {
            let radius = 2.5 + 5 * (Double(bin.count) / Double(all)).squareRoot()
            shapes.append(
                #"<circle cx="\#(x(bin.said))" cy="\#(y(bin.came))" r="\#(radius)" fill="steelblue"><title>said \#(percent(bin.said)), came \#(percent(bin.came)), \#(bin.count) values</title></circle>"#
            )
        }
        shapes += [
            #"<text x="\#(x(0.5))" y="\#(whole - 8)" text-anchor="middle">probability that was said</text>"#,
            #"<text x="12" y="\#(y(0.5))" text-anchor="middle" transform="rotate(-90 12 \#(y(0.5)))">share that was right</text>"#,
            #"<text x="\#(x(0))" y="\#(y(0) + 14)">0</text><text x="\#(x(1))" y="\#(y(0) + 14)" text-anchor="end">1</text>"#,
            "</svg>",
        ]
        return shapes.joined(separator: "\n")
    }

    private func x(_ share: Double) -> Double { rounded(Self.margin + Self.size * share) }
    private func y(_ share: Double) -> Double { rounded(Self.margin + Self.size * (1 - share)) }
    private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
