import Testing

@testable import vouch

@Suite struct TextTableTests {
    private var table: TextTable {
        var table = TextTable(columns: [
            .init(title: "Name", minimum: 6, isCutInMiddle: true), .init(title: "Kind", priority: 1),
            .init(title: "Total", alignment: .right, hasAlignedPoints: true),
        ])
        table.rows = [
            ["a-long-name-of-a-file.pdf", "invoice", "12.5"], ["b.pdf", "receipt", "1200"],
            ["請求書.pdf", "", "0.125"],
        ]
        return table
    }

    @Test func `points of amounts stand one above the other`() {
        expectSame(
            table.lines(width: 80).map(\.plain),
            [
                "Name                       Kind        Total",
                "a-long-name-of-a-file.pdf  invoice    12.5  ",
                "b.pdf                      receipt  1200    ",
                "請求書.pdf                             0.125",
            ])
    }

    @Test func `an elastic column gives way before another goes`() {
        let lines = table.lines(width: 32).map(\.plain)
        #expect(lines[1].hasSuffix(".pdf  invoice    12.5  "))
        #expect(lines[0].contains("Kind"))
        #expect(lines.allSatisfy { $0.displayWidth <= 32 })
    }

    @Test func `the column that matters least goes when nothing gives any more`() {
        let lines = table.lines(width: 20).map(\.plain)
        #expect(!lines[0].contains("Kind"))
        #expect(lines.allSatisfy { $0.displayWidth <= 20 })
    }

    @Test func `a column without heading and cells takes no room`() {
        var table = TextTable(columns: [.init(title: ""), .init(title: "Name")])
        table.rows = [["", "x"]]
        expectSame(table.lines(width: 20).map(\.plain), ["Name", "x"])
    }

    @Test(arguments: 1...60) func `no width makes it fail`(width: Int) {
        #expect(table.lines(width: width).count == 4)
    }
}
