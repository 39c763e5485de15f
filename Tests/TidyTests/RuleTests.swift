import Testing

@Suite struct `Each rule speaks when it is broken` {
    private func lines(_ rule: TidyRule, _ path: String, _ text: String) -> [Int] {
        rule.violations(SourceText(path: path, text: text)).map(\.line)
    }

    @Test(arguments: [
        ("Sources/Domain/A.swift", "import Foundation\n"),
        ("Sources/Controls/A.swift", "public import Extraction\n"),
        ("Sources/Storage/A.swift", "internal import Exchange\n"),
        ("Sources/vouch/A.swift", "import Recognition\n"),
        ("Sources/vouch/A.swift", "private import CPoppler\n"),
        ("Sources/Readers/A.swift", "import struct Storage.Row\n"),
        ("Sources/Attic/A.swift", "let a = 1\n"),
    ])
    func `an arrow that is not drawn`(_ path: String, _ text: String) {
        #expect(lines(Arrows.drawn, path, text) == [1])
    }

    @Test(arguments: [
        ("Sources/Domain/A.swift", "import FoundationEssentials\n"),
        ("Sources/Storage/A.swift", "internal import GRDB\npublic import Pipeline\nimport Foundation\n"),
        ("Sources/Domain/A.swift", "// import Foundation\nlet text = \"import Foundation\"\n"),
    ])
    func `drawn arrows and mentions of others pass`(_ path: String, _ text: String) {
        #expect(lines(Arrows.drawn, path, text) == [])
    }

    @Test func `a second file that reads libxml2`() {
        let one = SourceText(path: "Sources/Formats/A.swift", text: "import CLibXML2\n")
        let two = SourceText(path: "Sources/Formats/B.swift", text: "import CLibXML2\n")
        #expect(Arrows.oneFile(of: "CLibXML2", in: [one, two]).count == 2)
        #expect(Arrows.oneFile(of: "CLibXML2", in: [one]) == [])
    }

    @Test(arguments: [
        "let now = Date()", "let id = UUID()", "let n = Int.random(in: 0..<3)", "print(1)",
        "func f() async {}",
        "let f = FileManager.default",
    ])
    func `a pure room that looks outside`(_ text: String) {
        #expect(lines(Words.pure, "Sources/Controls/A.swift", "\n" + text) == [2])
        #expect(lines(Words.pure, "Sources/Exchange/A.swift", "\n" + text) == [])
    }

    @Test(arguments: [
        "let due = CalendarDate()", "blueprint(1)", "// print(1)", "let s = \"Date()\"",
        "let asynchronous = 1",
    ])
    func `names that only look like it pass`(_ text: String) {
        #expect(lines(Words.pure, "Sources/Controls/A.swift", text) == [])
    }

    @Test(arguments: ["let a = try! f()", "let b = c as! D"])
    func `a forced try or cast`(_ text: String) {
        #expect(lines(Words.forced, "Sources/vouch/A.swift", text) == [1])
    }

    @Test(arguments: [
        "do { try f() } catch {}", "do { try f() } catch {\n  // nothing\n}",
        "do { try f() } catch let e as E { }",
    ])
    func `an empty catch`(_ text: String) {
        #expect(lines(Words.emptyCatch, "Sources/vouch/A.swift", text) == [1])
    }

    @Test func `a catch that does something passes`() {
        #expect(
            lines(Words.emptyCatch, "Sources/vouch/A.swift", "do { try f() } catch {\n  report(error)\n}")
                == [])
    }

    @Test func `unfinished work, in code and in comments`() {
        let note = "// TO" + "DO: later"
        #expect(lines(Words.unfinished, "Sources/vouch/A.swift", "let a = 1\n\(note)\n") == [2])
        #expect(lines(Words.unfinished, "Sources/vouch/A.swift", "// to do what is right\n") == [])
    }

    @Test(arguments: [
        "let unitPrice: Double", "var total: Double?", "func f(amount: Double)", "let taxRate: Float",
        "let net: Decimal",
    ])
    func `money in binary fractions`(_ text: String) {
        #expect(lines(Words.inexactMoney, "Sources/Domain/A.swift", text) == [1])
    }

    @Test(arguments: [
        "let confidence: Double", "let totalScore: Double", "let amount: FixedDecimal",
        "let tax: DecimalJSON",
        "let priceWeight: Double",
    ])
    func `scores may be binary fractions`(_ text: String) {
        #expect(lines(Words.inexactMoney, "Sources/Domain/A.swift", text) == [])
    }

    @Test func `a file over the ceiling`() {
        let long = String(repeating: "let a = 1\n", count: Sizes.linesOfFile + 1)
        #expect(lines(Sizes.files, "Sources/Domain/A.swift", long) == [Sizes.linesOfFile])
        #expect(lines(Sizes.files, "Sources/Domain/A.swift", "let a = 1\n") == [])
    }

    @Test(arguments: [
        "func f(\n  _ a: Int = 1\n) -> Int", "init?(a: Int)", "func g<T>(_ t: T) throws\n    where T: P",
    ])
    func `a function over the ceiling`(_ signature: String) {
        let body = String(repeating: "  call()\n", count: Sizes.linesOfFunction)
        let text = "struct S {\n\(signature) {\n\(body)}\n}\n"
        #expect(lines(Sizes.functions, "Sources/Domain/A.swift", text) == [2])
    }

    @Test func `short functions beside each other and requirements without a body pass`() {
        let one = "func f() {\n" + String(repeating: "  call()\n", count: 40) + "}\n"
        let text = "protocol P {\n  func r()\n  init()\n}\n" + one + one
        #expect(lines(Sizes.functions, "Sources/Domain/A.swift", text) == [])
        #expect(FunctionScanner(SourceText(path: "", text: one).code).functions.map(\.lines) == [42])
    }

    @Test func `braces in strings and comments do not count`() {
        let text = "func f() {\n  let a = \"{\"\n  // {\n  let b = #\"{\"\"#\n  /* { */\n}\nfunc g() {}\n"
        let found = FunctionScanner(SourceText(path: "", text: text).code).functions
        #expect(found == [.init(name: "f", line: 1, lines: 6), .init(name: "g", line: 7, lines: 1)])
    }

    @Test func `packages a manifest names`() {
        let manifest =
            "targets: [.systemLibrary(providers: [.apt([\"liba-dev\", \"libb-dev\"])]), .apt([\"c\"])"
        #expect(TopLevel.aptPackages(ofManifest: manifest) == ["liba-dev", "libb-dev", "c"])
        #expect(TopLevel.aptPackages(ofManifest: "let package = 1") == [])
    }

    @Test func `strangers at the top and rooms out of the picture`() {
        #expect(TopLevel.strangers(among: ["Package.swift", "notes.txt", ".ci", "Sources"]) == ["notes.txt"])
        let rooms = Array(Arrows.allowed.keys) + Array(Arrows.cTargets)
        #expect(TopLevel.strangers(amongRooms: rooms + ["Attic"]) == ["Attic"])
        #expect(TopLevel.strangers(amongRooms: rooms.filter { $0 != "Domain" }) == ["Domain"])
    }
}
