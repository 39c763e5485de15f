/// The signs of BPMN as pieces of SVG.
enum VectorShapes {
    /// A coordinate with at most one decimal.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        guard tenths % 10 != 0 else { return String(tenths / 10) }
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// Text as it may stand in an element or an attribute; control characters are left out.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default:
                if scalar.value >= 32, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }

    // MARK: Text

    /// Lines of text around a point; with a halo they can be read where a line runs behind them.
    static func text(
        _ lines: [String], around middle: ProcessDiagram.Point, isBold: Bool = false, hasHalo: Bool = false
    ) -> String {
        let top = middle.y - Double(lines.count - 1) * 6.5 + 4
        let spans = lines.enumerated().map { index, line in
            "<tspan x=\"\(number(middle.x))\" y=\"\(number(top + Double(index) * 13))\">\(escaped(line))</tspan>"
        }
        let halo =
            hasHalo
            ? " stroke=\"white\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : ""
        let weight = isBold ? " font-weight=\"bold\"" : ""
        return "<text text-anchor=\"middle\" fill=\"#222\"\(weight)\(halo)>\(spans.joined())</text>"
    }

    /// A line of text from below to above.
    static func upright(_ text: String, at middle: ProcessDiagram.Point) -> String {
        let (x, y) = (number(middle.x), number(middle.y))
        return
            "<text text-anchor=\"middle\" fill=\"#222\" transform=\"translate(\(x) \(y)) rotate(-90)\">\(escaped(text))</text>"
    }

    // MARK: Shapes

    static func box(
        _ shape: ProcessDiagram.Shape, radius: Double, fill: String, _ line: String, width: Double = 1.3,
        isDotted: Bool = false
    ) -> String {
        "<rect x=\"\(number(shape.origin.x))\" y=\"\(number(shape.origin.y))\" width=\"\(number(shape.width))\" "
            + "height=\"\(number(shape.height))\" rx=\"\(number(radius))\" fill=\"\(fill)\" stroke=\"\(line)\" "
            + "stroke-width=\"\(number(width))\"\(isDotted ? " stroke-dasharray=\"2 3\"" : "")/>"
    }

    private static func circle(
        _ middle: ProcessDiagram.Point, _ radius: Double, fill: String, _ line: String, width: Double,
        isDashed: Bool = false
    ) -> String {
        "<circle cx=\"\(number(middle.x))\" cy=\"\(number(middle.y))\" r=\"\(number(radius))\" fill=\"\(fill)\" "
            + "stroke=\"\(line)\" stroke-width=\"\(number(width))\"\(isDashed ? " stroke-dasharray=\"4 3\"" : "")/>"
    }

    private static func path(_ steps: String, fill: String = "none", _ line: String, width: Double = 1.3)
        -> String
    {
        "<path d=\"\(steps)\" fill=\"\(fill)\" stroke=\"\(line)\" stroke-width=\"\(number(width))\"/>"
    }

    static func event(
        _ shape: ProcessDiagram.Shape, _ element: DrawingSheet.Element?, _ line: String, _ fill: String
    ) -> [String] {
        let (middle, radius) = (shape.middle, min(shape.width, shape.height) / 2)
        let kind = element?.kind ?? ""
        let isDashed = !(element?.interrupts ?? true)
        var parts = [
            circle(middle, radius, fill: fill, line, width: kind == "endEvent" ? 3 : 1.3, isDashed: isDashed)
        ]
        if kind.hasPrefix("intermediate") || kind == "boundaryEvent" {
            parts.append(circle(middle, radius - 3, fill: "none", line, width: 1.3, isDashed: isDashed))
        }
        let isThrown = kind == "endEvent" || kind == "intermediateThrowEvent"
        return parts + sign(element?.event, middle, radius * 0.5, line, isFilled: isThrown)
    }

    /// The sign in an event.
    private static func sign(
        _ event: String?, _ at: ProcessDiagram.Point, _ size: Double, _ line: String, isFilled: Bool
    ) -> [String] {
        func p(_ x: Double, _ y: Double) -> String { "\(number(at.x + x * size)) \(number(at.y + y * size))" }
        let fill = isFilled ? line : "none"
        switch event {
        case "message": return envelope(at, size, line, isFilled: isFilled)
        case "timer":
            return [
                circle(at, size, fill: "white", line, width: 1),
                path("M\(p(0, -0.7)) L\(p(0, 0)) L\(p(0.5, 0.3))", line, width: 1),
            ]
        case "error":
            return [
                path(
                    "M\(p(-0.9, 0.8)) L\(p(-0.3, -0.7)) L\(p(0.3, 0.3)) L\(p(0.9, -0.8)) L\(p(0.3, 0.8)) L\(p(-0.3, -0.1)) Z",
                    fill: fill, line, width: 1)
            ]
        case "escalation":
            return [
                path(
                    "M\(p(0, -1)) L\(p(0.8, 0.9)) L\(p(0, 0.2)) L\(p(-0.8, 0.9)) Z", fill: fill, line,
                    width: 1)
            ]
        case "signal":
            return [path("M\(p(0, -1)) L\(p(0.95, 0.7)) L\(p(-0.95, 0.7)) Z", fill: fill, line, width: 1)]
        case "terminate": return [circle(at, size * 1.1, fill: line, line, width: 1)]
        default: return []
        }
    }

    private static func envelope(
        _ at: ProcessDiagram.Point, _ size: Double, _ line: String, isFilled: Bool
    ) -> [String] {
        func p(_ x: Double, _ y: Double) -> String { "\(number(at.x + x * size)) \(number(at.y + y * size))" }
        return [
            path(
                "M\(p(-1, -0.7)) L\(p(1, -0.7)) L\(p(1, 0.7)) L\(p(-1, 0.7)) Z",
                fill: isFilled ? line : "white", line, width: 1),
            path("M\(p(-1, -0.7)) L\(p(0, 0.15)) L\(p(1, -0.7))", isFilled ? "white" : line, width: 1),
        ]
    }

    static func gateway(
        _ shape: ProcessDiagram.Shape, _ kind: String, _ line: String, _ fill: String
    ) -> [String] {
        let (middle, half) = (shape.middle, min(shape.width, shape.height) / 2)
        func p(_ x: Double, _ y: Double) -> String {
            "\(number(middle.x + x * half)) \(number(middle.y + y * half))"
        }
        let frame = path("M\(p(0, -1)) L\(p(1, 0)) L\(p(0, 1)) L\(p(-1, 0)) Z", fill: fill, line)
        switch kind {
        case "exclusiveGateway":
            return [
                frame,
                path(
                    "M\(p(-0.3, -0.35)) L\(p(0.3, 0.35)) M\(p(0.3, -0.35)) L\(p(-0.3, 0.35))", line, width: 3),
            ]
        case "parallelGateway":
            return [frame, path("M\(p(0, -0.5)) L\(p(0, 0.5)) M\(p(-0.5, 0)) L\(p(0.5, 0))", line, width: 3)]
        case "inclusiveGateway": return [frame, circle(middle, half * 0.45, fill: "none", line, width: 2.5)]
        default:
            return [
                frame, circle(middle, half * 0.55, fill: "none", line, width: 1),
                path(
                    "M\(p(0, -0.35)) L\(p(0.35, -0.08)) L\(p(0.2, 0.32)) L\(p(-0.2, 0.32)) L\(p(-0.35, -0.08)) Z",
                    line, width: 1),
            ]
        }
    }

    static func activity(
        _ shape: ProcessDiagram.Shape, _ element: DrawingSheet.Element?, _ line: String, _ fill: String
    ) -> [String] {
        let kind = element?.kind ?? ""
        var parts = [box(shape, radius: 10, fill: fill, line, width: kind == "callActivity" ? 3 : 1.3)]
        let corner = ProcessDiagram.Point(x: shape.origin.x + 13, y: shape.origin.y + 13)
        func p(_ x: Double, _ y: Double) -> String { "\(number(corner.x + x)) \(number(corner.y + y))" }
        switch kind {
        case "userTask":
            parts.append(circle(.init(x: corner.x, y: corner.y - 3), 3, fill: "none", line, width: 1))
            parts.append(path("M\(p(-6, 6)) C\(p(-6, -1)) \(p(6, -1)) \(p(6, 6)) Z", line, width: 1))
        case "serviceTask":
            parts.append(
                "<circle cx=\"\(number(corner.x))\" cy=\"\(number(corner.y))\" r=\"5\" fill=\"none\" stroke=\"\(line)\" stroke-width=\"3\" stroke-dasharray=\"2 1.9\"/>"
            )
            parts.append(circle(corner, 3.6, fill: "none", line, width: 1))
        case "sendTask": parts += envelope(corner, 7, line, isFilled: true)
        case "receiveTask": parts += envelope(corner, 7, line, isFilled: false)
        case "scriptTask":
            parts.append(
                path(
                    "M\(p(-5, -5)) L\(p(5, -5)) M\(p(-5, -1.5)) L\(p(3, -1.5)) M\(p(-5, 2)) L\(p(5, 2)) M\(p(-5, 5.5)) L\(p(2, 5.5))",
                    line, width: 1))
        case "businessRuleTask":
            parts.append(
                path(
                    "M\(p(-6, -5)) L\(p(7, -5)) L\(p(7, 5)) L\(p(-6, 5)) Z M\(p(-6, -2)) L\(p(7, -2)) M\(p(-2, -2)) L\(p(-2, 5)) M\(p(-6, 1.5)) L\(p(7, 1.5))",
                    line, width: 1))
        default: break
        }
        let foot = ProcessDiagram.Point(x: shape.middle.x, y: shape.origin.y + shape.height - 10)
        func f(_ x: Double, _ y: Double) -> String { "\(number(foot.x + x)) \(number(foot.y + y))" }
        if kind == "subProcess" {
            parts.append(
                path(
                    "M\(f(-6, -6)) L\(f(6, -6)) L\(f(6, 6)) L\(f(-6, 6)) Z M\(f(-4, 0)) L\(f(4, 0)) M\(f(0, -4)) L\(f(0, 4))",
                    line, width: 1))
        } else if element?.isRepeated == true {
            parts.append(
                path(
                    "M\(f(-4, -5)) L\(f(-4, 5)) M\(f(0, -5)) L\(f(0, 5)) M\(f(4, -5)) L\(f(4, 5))", line,
                    width: 2))
        }
        return parts
    }

    static func note(_ shape: ProcessDiagram.Shape) -> String {
        let (x, y) = (shape.origin.x, shape.origin.y)
        return path(
            "M\(number(x + 10)) \(number(y)) L\(number(x)) \(number(y)) L\(number(x)) \(number(y + shape.height)) L\(number(x + 10)) \(number(y + shape.height))",
            "#444", width: 1)
    }

    // MARK: Lines and marks

    static func line(_ points: [ProcessDiagram.Point], isDashed: Bool, hasHead: Bool) -> String {
        let places = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
        return "<polyline points=\"\(places)\" fill=\"none\" stroke=\"#444\" stroke-width=\"1.2\""
            + (isDashed ? " stroke-dasharray=\"5 4\"" : "")
            + (hasHead ? " marker-end=\"url(#head)\"/>" : "/>")
    }

    /// The stroke across the beginning of a default flow.
    static func slash(_ from: ProcessDiagram.Point, _ to: ProcessDiagram.Point) -> String {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1)
        let at = ProcessDiagram.Point(x: from.x + dx / length * 9, y: from.y + dy / length * 9)
        return path(
            "M\(number(at.x - 4)) \(number(at.y - 5)) L\(number(at.x + 4)) \(number(at.y + 5))", "#444",
            width: 1.2)
    }

    static func token(_ at: ProcessDiagram.Point, _ sign: String, _ colour: String) -> [String] {
        [circle(at, 9, fill: colour, "white", width: 2)]
            + (sign.isEmpty
                ? []
                : [
                    "<text x=\"\(number(at.x))\" y=\"\(number(at.y + 4))\" text-anchor=\"middle\" fill=\"white\" font-weight=\"bold\">\(escaped(sign))</text>"
                ])
    }

    static func badge(_ text: String, at corner: ProcessDiagram.Point) -> [String] {
        let width = Double(text.count) * 6.4 + 10
        let left = corner.x - width / 2
        return [
            "<rect x=\"\(number(left))\" y=\"\(number(corner.y - 9))\" width=\"\(number(width))\" height=\"16\" rx=\"8\" fill=\"#175cd3\"/>",
            "<text x=\"\(number(corner.x))\" y=\"\(number(corner.y + 3))\" text-anchor=\"middle\" fill=\"white\">\(escaped(text))</text>",
        ]
    }
}
