package import Domain

/// The scenarios of the matching suite: each a bill with everything before it, and what it comes to.
package enum MatchingSuite {
    /// One scenario.
    package struct Case: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// A bill with everything before it.
        package let scenario: MatchScenario
        /// What it comes to.
        package let expectation: MatchExpectation
    }

    /// The scenario of one file.
    ///
    /// - Throws: `FormatError` naming the place that is wrong.
    package static func scenario(in bytes: [UInt8]) throws(FormatError) -> Case {
        let node = JSONNode(try JSONTree(parsing: bytes))
        return Case(
            name: try node.text("name") ?? "", scenario: try MatchScenarioJSON.scenario(of: node),
            expectation: try MatchExpectation(try node.member("expect")))
    }
}
