/// The names an expression sees while it is evaluated, the innermost first.
package final class Scope: Sendable {
    private enum Frame: Sendable {
        case one(String, FeelValue)
        case many(FeelContext)
        /// An element under a filter: its entries, and `item` for itself.
        case element(FeelValue)
    }

    private let frame: Frame
    private let parent: Scope?

    private init(_ frame: Frame, parent: Scope?) {
        self.frame = frame
        self.parent = parent
    }

    /// A scope of named values, in front of another one.
    package convenience init(_ values: FeelContext, in parent: Scope? = nil) {
        self.init(.many(values), parent: parent)
    }

    /// This scope with one more name in front.
    package func adding(_ name: String, _ value: FeelValue) -> Scope {
        Scope(.one(name, value), parent: self)
    }

    /// This scope with an element's entries in front.
    package func adding(element: FeelValue) -> Scope { Scope(.element(element), parent: self) }

    /// The value of a name; `nil` for a name nobody gave.
    package func value(of name: String) -> FeelValue? {
        var next: Scope? = self
        while let scope = next {
            switch scope.frame {
            case .one(name, let value): return value
            case .one: break
            case .many(let values):
                if let value = values[name] { return value }
            case .element(let element):
                if let value = element.context?[name] { return value }
                if name == "item" { return element }
            }
            next = scope.parent
        }
        return nil
    }
}
