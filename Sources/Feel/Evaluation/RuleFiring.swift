/// Which rules of a decision table fired, for those who ask why a decision went as it did.
package struct RuleFiring: Hashable, Sendable {
    /// The decision or function the table belongs to.
    package let table: String
    /// The rules that matched, from 1.
    package let rules: [Int]

    /// Makes a note.
    package init(table: String, rules: [Int]) {
        self.table = table
        self.rules = rules
    }
}
