import Testing

@Suite struct `The house stays tidy` {
    private static let ofSources = [
        Arrows.drawn, Words.pure, Words.forced, Words.emptyCatch, Words.unfinished, Words.inexactMoney,
        Sizes.files,
        Sizes.functions,
    ]

    @Test(arguments: ofSources.indices)
    func `no source breaks a rule`(_ index: Int) throws {
        let rule = Self.ofSources[index]
        let found = try Repository.sources.get().flatMap { rule.violations($0) }
        #expect(found.isEmpty, "\(rule.name):\n\(list(found))")
    }

    @Test(arguments: Arrows.ofOneFile)
    func `a C library of Formats is used in one file`(_ module: String) throws {
        let found = Arrows.oneFile(of: module, in: try Repository.sources.get())
        #expect(found.isEmpty, "\(list(found))")
    }

    @Test func `tests keep to the sizes and leave nothing unfinished`() throws {
        let found = try Repository.sources(under: "Tests").flatMap { source in
            [Words.unfinished, Sizes.files].flatMap { $0.violations(source) }
        }
        #expect(found.isEmpty, "\(list(found))")
    }

    @Test func `nothing else lies at the top of the repository`() throws {
        #expect(TopLevel.strangers(among: try Repository.names()) == [])
    }

    @Test func `the rooms are those of the picture`() throws {
        #expect(TopLevel.strangers(amongRooms: try Repository.names(in: "Sources")) == [])
    }

    @Test func `set-up installs what the package names`() throws {
        let setup = try Repository.text(of: "scripts/setup")
        let named = TopLevel.aptPackages(ofManifest: try Repository.text(of: "Package.swift"))
        #expect(named.count > 4)
        #expect(named.filter { !setup.contains($0) } == [])
    }

    private func list(_ found: [Violation]) -> String {
        found.map(\.description).joined(separator: "\n")
    }
}
