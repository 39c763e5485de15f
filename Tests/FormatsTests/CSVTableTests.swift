import Testing

@testable import Formats

@Suite struct CSVTableTests {
    private func table(_ text: String) throws -> CSVTable { try CSVTable(parsing: Array(text.utf8)) }

    @Test(arguments: [
        "a,b\n1,2\n", "a;b\r\n1;2\r\n", "a\tb\n1\t2",
        "\u{FEFF}a,b\n\n 1 , 2 \n;\n".replacing(";\n", with: ""),
    ])
    func `separators, line ends and a byte order mark are found out`(_ text: String) throws {
        let table = try table(text)
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["1", "2"]])
    }

    @Test func `quoted cells hold separators, quotes and lines, and rows know where they begin`() throws {
        let table = try table("a,b\n\"x, \"\"y\"\"\nz\",1\n\n\"\",2\n")
        #expect(
            table.rows == [.init(line: 2, cells: ["x, \"y\"\nz", "1"]), .init(line: 5, cells: ["", "2"])])
    }

    @Test(arguments: ["", "a,b\n\"x,1\n", "a,b\n1,2,3\n", "a,b\n\"x\"y,1\n", "\n\n"])
    func `what is no table is refused`(_ text: String) {
        #expect(throws: FormatError.self) { try table(text) }
    }

    @Test func `another encoding is refused, not guessed`() {
        #expect(throws: FormatError.self) { try CSVTable(parsing: [0x61, 0x0A, 0xE9, 0x0A]) }
    }
}
