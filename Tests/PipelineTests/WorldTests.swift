import Domain
import Pipeline
import PipelineDoubles
import Testing

@Suite struct WorldTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"), (1_770_127_509_999, "2026-02-03T14:05:09Z"),
        (-1, "1969-12-31T23:59:59Z"),
    ])
    func `moments are shown in UTC`(milliseconds: Int64, shown: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == shown)
    }

    @Test(arguments: [(1, 1), (2, 4), (3, 16), (4, 60), (5, 60), (99, 60), (0, 1)])
    func `waits grow to a minute`(attempt: Int, seconds: Int) {
        #expect(JobLimits.wait(after: attempt) == .seconds(seconds))
    }

    @Test(arguments: ["", "12", "x:00", "1:\(String(repeating: "g", count: 64))", "1:0:0"])
    func `a head that is none is refused`(text: String) {
        #expect(AuditHead(text) == nil)
    }

    @Test(arguments: ["0", "-1", "#", "1a", "", " 1"])
    func `a document number that is none is refused`(text: String) {
        #expect(DocumentID(text) == nil)
    }

    @Test func `the hashed parts of an audit entry cannot run into one another`() {
        func bytes(_ action: String, _ detail: String) -> [UInt8] {
            AuditEvent.hashedBytes(
                sequence: 1, at: Sample.now, actor: "a", action: action, document: nil, detail: detail)
        }
        #expect(bytes("read", "x") != bytes("rea", "dx"))
        #expect(bytes("a,1:b", "") != bytes("a", "b,"))
    }

    @Test(.timeLimit(.minutes(1))) func `a stop signal frees all who wait, and those who come late`() async {
        let stop = StopSignal()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { await stop.wait() } }
            group.addTask { stop.stop() }
        }
        await stop.wait()
        #expect(stop.isStopped)
    }
}
