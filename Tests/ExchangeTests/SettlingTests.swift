import Pipeline
import Testing

@testable import Exchange

@Suite struct SettlingTests {
    private let delay = Duration.seconds(5)

    @Test func `a file is taken once it stayed as it is for the delay`() {
        var settling = Settling()
        #expect(settling.observe([file(size: 1)], closed: [], delay: delay, now: 0) == [])
        #expect(settling.observe([file(size: 1)], closed: [], delay: delay, now: 4_999) == [])
        #expect(settling.observe([file(size: 1)], closed: [], delay: delay, now: 5_000) == [file(size: 1)])
    }

    @Test func `every change starts the delay anew`() {
        var settling = Settling()
        for (now, size) in [(0, 1), (4_000, 2), (8_000, 3)] {
            #expect(
                settling.observe([file(size: Int64(size))], closed: [], delay: delay, now: Int64(now)) == [])
        }
        #expect(settling.observe([file(size: 3, inode: 2)], closed: [], delay: delay, now: 13_000) == [])
        #expect(settling.observe([file(size: 3, inode: 2)], closed: [], delay: delay, now: 18_000).count == 1)
    }

    @Test func `a file that its writer closed is taken at once`() {
        var settling = Settling()
        #expect(settling.observe([file(size: 1)], closed: ["/in/a"], delay: delay, now: 0).count == 1)
        #expect(settling.observe([file(size: 1)], closed: ["/in/b"], delay: delay, now: 1).isEmpty)
    }

    @Test func `what was dealt with is offered again only when it changes`() {
        var settling = Settling()
        _ = settling.observe([file(size: 1)], closed: [], delay: .zero, now: 0)
        settling.leave(file(size: 1))
        #expect(settling.pending(at: 0) == 0)
        #expect(settling.observe([file(size: 1)], closed: ["/in/a"], delay: .zero, now: 9_000_000).isEmpty)
        #expect(settling.observe([file(size: 2)], closed: [], delay: .zero, now: 9_000_001).count == 1)
    }

    @Test func `what cannot be read now is offered again later`() {
        var settling = Settling()
        _ = settling.observe([file(size: 1)], closed: [], delay: .zero, now: 0)
        settling.leave(file(size: 1), until: 10_000)
        #expect(settling.observe([file(size: 1)], closed: [], delay: .zero, now: 9_999).isEmpty)
        #expect(settling.observe([file(size: 1)], closed: [], delay: .zero, now: 10_000).count == 1)
        #expect(settling.observe([], closed: [], delay: .zero, now: 10_001).isEmpty)
        #expect(settling.pending(at: 10_001) == 0)
    }

    @Test(arguments: [
        "a.pdf.part", "a.tmp", "A.TMP", "a.crdownload", "a.pdf~", "a.filepart", ".a.pdf", ".", "~$a.xml",
        "Thumbs.db",
        "desktop.ini", "",
    ])
    func `unfinished and hidden names are passed over`(name: String) {
        #expect(PassedOver.contains(Array(name.utf8)))
    }

    @Test(arguments: ["a.pdf", "part", "tmp", "part.pdf", "a~b.pdf", "\u{202E}fdp.exe", "a\nb.pdf", "a"])
    func `other names are not`(name: String) {
        #expect(!PassedOver.contains(Array(name.utf8)))
    }

    private func file(size: Int64, inode: UInt64 = 1) -> SourceFile {
        SourceFile(
            path: "/in/a",
            status: FileStatus(kind: .file, size: size, inode: inode, modified: size, changed: size))
    }
}
