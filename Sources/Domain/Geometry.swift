/// A point of a page, in points (1/72 inch) from the top left, after the page was set upright.
public struct Point: Hashable, Sendable {
    /// Distance from the left edge.
    public var x: Double
    /// Distance from the top edge.
    public var y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// An upright rectangle of a page, in points from the top left.
public struct Box: Hashable, Sendable {
    /// Left edge.
    public var left: Double
    /// Top edge.
    public var top: Double
    /// Right edge, not less than `left`.
    public var right: Double
    /// Bottom edge, not less than `top`.
    public var bottom: Double

    /// Makes a rectangle from its edges.
    public init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// Right minus left.
    public var width: Double { right - left }
    /// Bottom minus top.
    public var height: Double { bottom - top }
    /// Horizontal middle.
    public var midX: Double { (left + right) / 2 }
    /// Vertical middle.
    public var midY: Double { (top + bottom) / 2 }

    /// The smallest rectangle around both.
    public func union(_ other: Box) -> Box {
        Box(
            left: min(left, other.left), top: min(top, other.top),
            right: max(right, other.right), bottom: max(bottom, other.bottom))
    }

    /// Whether the middle of another rectangle lies in this one.
    public func holdsMiddle(of other: Box) -> Bool {
        left <= other.midX && other.midX <= right && top <= other.midY && other.midY <= bottom
    }

    /// How many points both share from left to right; 0 when apart.
    public func horizontalOverlap(_ other: Box) -> Double {
        max(0, min(right, other.right) - max(left, other.left))
    }

    /// How many points both share from top to bottom; 0 when apart.
    public func verticalOverlap(_ other: Box) -> Double {
        max(0, min(bottom, other.bottom) - max(top, other.top))
    }
}

/// Four corners of a word as it stands on the page, clockwise from the top left of the text.
public struct Quad: Hashable, Sendable {
    /// Top left, top right, bottom right, bottom left in reading direction.
    public var topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point

    /// Makes a quadrilateral from its corners.
    public init(topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    /// Makes the four corners of an upright rectangle.
    public init(_ box: Box) {
        self.init(
            topLeft: Point(x: box.left, y: box.top), topRight: Point(x: box.right, y: box.top),
            bottomRight: Point(x: box.right, y: box.bottom), bottomLeft: Point(x: box.left, y: box.bottom))
    }
}

/// A straight printed line of a page: a border or ruling of a table.
public struct Ruling: Hashable, Sendable {
    /// The rectangle the line covers; one side is close to zero.
    public var box: Box

    /// Makes a ruling line.
    public init(box: Box) {
        self.box = box
    }

    /// Whether the line runs from left to right.
    public var isHorizontal: Bool { box.width >= box.height }
}
