import CustomDump
import Testing

/// Records an issue that shows line by line how two values differ.
///
/// `expectNoDifference` reaches Swift Testing only through a further package; `diff` itself needs none.
func expectSame<Value>(_ found: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation) {
    guard let difference = diff(expected, found) else { return }
    Issue.record("not as expected:\n\(difference)", sourceLocation: sourceLocation)
}
