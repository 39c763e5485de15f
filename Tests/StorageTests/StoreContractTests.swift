import Domain
import Pipeline
import PipelineDoubles
import Testing

/// What every store promises about documents coming in and being asked for.
@Suite struct StoreContractTests {
    @Test(arguments: StoreUnderTest.allCases)
    func `new bytes become a document that waits to be read`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let receipts = try await store.receive([Sample.arrival(1), Sample.arrival(2)])
            let first = DocumentID(rawValue: 1)
            #expect(receipts == [.new(first), .new(DocumentID(rawValue: 2))])
            let record = try #require(try await store.record(of: first))
            #expect(record.summary.state == .received)
            #expect(record.summary.name == "1.pdf")
            #expect(record.arrivals == [Sample.arrival(1)])
            #expect(record.history.map(\.action) == ["received"])
            #expect(try await store.openJobs() == 2)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `the same bytes again are another arrival of one document`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            let again = Sample.arrival(1, key: "other", name: "copy.pdf")
            let id = DocumentID(rawValue: 1)
            #expect(try await store.receive([again]) == [.duplicate(of: id)])
            let record = try #require(try await store.record(of: id))
            #expect(record.arrivals.map(\.name) == ["1.pdf", "copy.pdf"])
            #expect(record.summary.name == "1.pdf")
            #expect(record.history.map(\.action) == ["received", "arrived-again"])
            #expect(record.duplicates == [DocumentID(rawValue: 2)])
            #expect(try await store.openJobs() == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a duplicate is a document of its own that shows what the first one was read as`(
        kind: StoreUnderTest
    ) async throws {
        try await kind.run { store throws in
            let first = try await read(1, into: store)
            let again = Sample.arrival(1, key: "other", name: "copy.pdf")
            _ = try await store.receive([again, again])
            let listed = try await store.summaries(DocumentQuery(states: ["duplicate-of"]))
            #expect(listed.map(\.state) == [.duplicateOf(first)])
            #expect(listed.map(\.name) == ["copy.pdf"])
            #expect(listed.map { $0.values[.grandTotal] } == ["119.00"])
            let id = try #require(listed.first?.id)
            let record = try #require(try await store.record(of: id))
            #expect(record.arrivals == [again])
            #expect(record.history.map(\.action) == ["duplicate-of"])
            #expect(record.reading == nil && record.duplicates == [])
            #expect(try await store.countByState() == ["needs-review": 1, "duplicate-of": 1])
            #expect(try await store.irregularities(since: nil) == [])
            #expect(try await store.archived(after: DocumentID(rawValue: 0), limit: 9).map(\.id) == [first])
            #expect(try await store.rerun(id, by: "anna", at: Sample.now) == false)
            #expect(try await store.lease(limit: 9, terms: Sample.terms(at: 0), at: Sample.now) == [])
        }
    }

    @Test(arguments: StoreUnderTest.allCases, ["r 17", "R-0017", "R-I7", "R-17"])
    func `a number is found however it is spelt`(kind: StoreUnderTest, spelling: String) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            #expect(try await store.documents(with: spelling, in: .invoiceNumber) == [id])
            #expect(try await store.documents(with: spelling, in: .sellerName) == [])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `an arrival that is reported twice counts once`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = DocumentID(rawValue: 1)
            _ = try await store.receive([Sample.arrival(1)])
            #expect(
                try await store.receive([Sample.arrival(1), Sample.arrival(1)]) == [.known(id), .known(id)])
            #expect(try await store.record(of: id)?.arrivals.count == 1)
            #expect(try await store.auditHead()?.sequence == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what is no file is kept as a refusal and makes no document`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            var pipe = Sample.arrival(1)
            pipe.content = .refused(reason: "it is a named pipe")
            #expect(try await store.receive([pipe, pipe]) == [.refused, .refused])
            #expect(try await store.summaries(DocumentQuery()).isEmpty)
            #expect(try await store.auditHead()?.sequence == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a source is known by its path and marks alone`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let status = FileStatus(kind: .file, size: 5, inode: .max, modified: 77, changed: 88)
            let source = SourceFile(path: FilePath(bytes: [47, 0xFF, 0x0A]), status: status)
            var arrival = Sample.arrival(1)
            arrival.source = source
            _ = try await store.receive([arrival])
            #expect(try await store.document(takenFrom: source) == DocumentID(rawValue: 1))
            #expect(try await store.record(of: DocumentID(rawValue: 1))?.arrivals == [arrival])
            var other = source
            other.status.modified += 1
            #expect(try await store.document(takenFrom: other) == nil)
            other = source
            other.path = "/elsewhere"
            #expect(try await store.document(takenFrom: other) == nil)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what was read is given back whole`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let record = try #require(try await store.record(of: id))
            #expect(record.reading == Sample.reading())
            #expect(record.findings == [Sample.finding])
            #expect(record.versions.map(\.hash) == [Sample.hash(9)])
            #expect(record.summary.state == .needsReview)
            #expect(record.summary.kind == .invoice)
            #expect(record.summary.values[.grandTotal] == "119.00")
            #expect(try await store.draft(of: id) == Sample.draft)
            #expect(try await store.documents(with: "R-17", in: .invoiceNumber) == [id])
            #expect(try await store.documents(with: "R-18", in: .invoiceNumber).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a document read again holds the new reading alone`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            #expect(try await store.rerun(id, by: "anna", at: Sample.now))
            #expect(try await store.record(of: id)?.summary.state == .received)
            let lease = try #require(
                try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
            let empty = InvoiceDraft(kind: .receipt, language: "en")
            let step = FinishedStep(
                lease: lease, state: .read, reading: Sample.reading("Kassenbon", draft: empty), at: Sample.now
            )
            _ = try await store.commit(step)
            let record = try #require(try await store.record(of: id))
            #expect(record.reading?.draft == empty)
            #expect(record.findings.isEmpty)
            #expect(try await store.documents(with: "R-17", in: .invoiceNumber).isEmpty)
            #expect(try await store.search("Rechnung", limit: 9).isEmpty)
            #expect(try await store.search("kassenbon", limit: 9).map(\.summary.id) == [id])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a list is filtered by state, newest first, and paged`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await read(1, into: store)
            _ = try await store.receive([Sample.arrival(2), Sample.arrival(3)])
            let all = try await store.summaries(DocumentQuery())
            #expect(all.map(\.id.rawValue) == [3, 2, 1])
            let received = try await store.summaries(DocumentQuery(states: ["received", "failed"]))
            #expect(received.map(\.id.rawValue) == [3, 2])
            let page = try await store.summaries(DocumentQuery(before: DocumentID(rawValue: 3), limit: 1))
            #expect(page.map(\.id.rawValue) == [2])
            #expect(try await store.countByState() == ["received": 2, "needs-review": 1])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `files in a container point to it, and known ones stay one document`(kind: StoreUnderTest)
        async throws
    {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            _ = try await store.receive([Sample.arrival(2, name: "mail.eml")])
            let mail = DocumentID(rawValue: 2)
            let lease = try #require(
                try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
            let children = [
                Sample.arrival(1, key: "in:2:0", container: mail),
                Sample.arrival(3, key: "in:2:1", container: mail),
            ]
            let step = FinishedStep(lease: lease, state: .unpacked, children: children, at: Sample.now)
            #expect(try await store.commit(step) == [.duplicate(of: id), .new(DocumentID(rawValue: 4))])
            let record = try #require(try await store.record(of: mail))
            #expect(record.summary.state == .unpacked)
            #expect(record.children.map(\.rawValue) == [3, 4])
            #expect(try await store.record(of: DocumentID(rawValue: 3))?.summary.state == .duplicateOf(id))
            #expect(try await store.record(of: DocumentID(rawValue: 4))?.summary.container == mail)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what comes out of a container is counted down to the last container in it`(kind: StoreUnderTest)
        async throws
    {
        try await kind.run { store throws in
            func unpack(_ children: (DocumentID) -> [Arrival]) async throws {
                let lease = try #require(
                    try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
                _ = try await store.commit(
                    FinishedStep(
                        lease: lease, state: .unpacked, children: children(lease.document), at: Sample.now))
            }
            let mail = Sample.arrival(1, name: "m.eml")
            _ = try await store.receive([mail])
            #expect(try await store.unpacked(beside: mail) == UnpackedSoFar())
            let zip = Sample.arrival(2, key: "zip", container: DocumentID(rawValue: 1))
            try await unpack { _ in [zip] }
            #expect(try await store.unpacked(beside: zip).files == 1)
            let inner = (3...5).map {
                Sample.arrival(UInt8($0), key: "in \($0)", container: DocumentID(rawValue: 2))
            }
            try await unpack { _ in inner }
            let all = try await store.unpacked(beside: try #require(inner.first))
            #expect(all.files == 4)
            #expect(try await store.unpacked(beside: zip) == all)
            let sizes = try await store.summaries(DocumentQuery()).filter { $0.container != nil }.map(\.size)
            #expect(all.bytes == sizes.reduce(0, +))
        }
    }

    @Test(
        arguments: StoreUnderTest.allCases, ["", "  ", "\"", "* OR", "NEAR(", "a\"b", "-", "'; DROP TABLE x"])
    func `a search takes any words as words`(kind: StoreUnderTest, words: String) async throws {
        try await kind.run { store throws in
            _ = try await read(1, into: store)
            #expect(try await store.search(words, limit: 5).isEmpty)
        }
    }

    /// Takes a document in and has it read.
    private func read(_ number: UInt8, into store: any Store) async throws -> DocumentID {
        _ = try await store.receive([Sample.arrival(number)])
        let lease = try #require(
            try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
        let version = ArchivedVersion(kind: .searchablePDF, hash: Sample.hash(9), size: 99)
        _ = try await store.commit(
            FinishedStep(
                lease: lease, state: .needsReview, reading: Sample.reading(), findings: [Sample.finding],
                versions: [version], at: Sample.now))
        return lease.document
    }
}
