/// How a table's columns are called and written; without one columns are called as the fields are.
package struct ColumnMapping: Hashable, Sendable {
    /// The mark before the decimals, `.` or `,`.
    package var decimalMark: Character
    /// What stands between cells; `nil` finds it out.
    package var separator: UInt8?
    /// The column of a field that is called otherwise.
    package var columns: [String: String]
    /// What a field is where its column is absent or empty.
    package var defaults: [String: String]

    /// Makes a mapping.
    package init(
        decimalMark: Character = ".", separator: UInt8? = nil, columns: [String: String] = [:],
        defaults: [String: String] = [:]
    ) {
        self.decimalMark = decimalMark
        self.separator = separator
        self.columns = columns
        self.defaults = defaults
    }
}
