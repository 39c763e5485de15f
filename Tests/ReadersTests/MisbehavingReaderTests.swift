import Pipeline
import Readers
import Reading
import Testing

@Suite struct `A reader process that misbehaves` {
    private func refusal(
        _ script: String, answer: [UInt8] = [], adjust: (inout ReaderSettings) -> Void = { _ in }
    ) async throws -> ReadAnswer {
        let reader = try StandInReader(script: script, answer: answer, adjust: adjust)
        let pool = ReaderPool(reader.settings)
        let answer = try await pool.read(StandInReader.request)
        await pool.close()
        return answer
    }

    @Test func `a crash becomes a refusal that names the signal`() async throws {
        let answer = try await refusal(StandInReader.takingOrder(then: "kill -SEGV $$"))
        #expect(answer == .refused(.crashed("signal 11 (Segmentation fault)")))
    }

    @Test func `the last words before an end are kept, without control characters`() async throws {
        let script = StandInReader.takingOrder(then: "printf 'first\\nsorry\\033[1m\\n' >&2; exit 7")
        #expect(try await refusal(script) == .refused(.crashed("exit code 7: sorry[1m")))
    }

    @Test func `an end for want of memory becomes a limit`() async throws {
        let script = StandInReader.takingOrder(then: "echo 'std::bad_alloc' >&2; kill -ABRT $$")
        #expect(try await refusal(script) == .refused(.overLimit("1500 MB of memory")))
    }

    @Test func `a process that says nothing is killed when a page's time is over`() async throws {
        let script = StandInReader.takingOrder(then: "sleep 100")
        #expect(try await refusal(script) == .refused(.timedOut(seconds: 0.3)))
    }

    @Test func `a process that turns pages for ever is killed when the document's time is over`() async throws
    {
        let script = StandInReader.takingOrder(then: "while :; do cat \"$HERE/answer\"; sleep 0.05; done")
        let answer = ReaderMessage.progress(ReadingProgress(page: 1, pageCount: 2)).frame
        #expect(try await refusal(script, answer: answer) == .refused(.timedOut(seconds: 0.5)))
    }

    @Test func `an endless answer is cut off at its limit`() async throws {
        let script = StandInReader.takingOrder(then: "while :; do cat \"$HERE/answer\"; done")
        let progress = ReaderMessage.progress(ReadingProgress(page: 1, pageCount: 2)).frame
        let answer = try await refusal(script, answer: (0..<20).flatMap { _ in progress }) { settings in
            settings.limits.answerBytes = 1000
            Self.patiently(&settings)
        }
        guard case .refused(.badAnswer) = answer else {
            Issue.record("\(answer)")
            return
        }
    }

    @Test(arguments: [
        Array("Syntax Error: Couldn't read xref table".utf8),
        FrameHead(kind: .page, length: 2_000_000_000).bytes,
        FrameHead(kind: .page, length: 4).bytes + [9, 9, 9, 9],
        ReaderMessage.unpacked(7).frame,
        FrameHead(kind: .request, length: 0).bytes,
    ])
    func `what is no answer becomes a refusal`(bytes: [UInt8]) async throws {
        let script = StandInReader.takingOrder(then: "cat \"$HERE/answer\"; sleep 100")
        let answer = try await refusal(script, answer: bytes, adjust: Self.patiently)
        guard case .refused(.badAnswer) = answer else {
            Issue.record("\(answer)")
            return
        }
    }

    @Test func `a refusal to start is the machine's fault and says why`() async throws {
        let script = "cat \"$HERE/answer\"; exit 3"
        let reader = try StandInReader(script: script, answer: ReaderMessage.unready("no Landlock").frame)
        let pool = ReaderPool(reader.settings)
        await #expect(throws: ReaderUnavailable(reason: "no Landlock", isTransient: false)) {
            _ = try await pool.read(StandInReader.request)
        }
        await pool.close()
    }

    @Test func `a program that is not there is the machine's fault`() async throws {
        let pool = ReaderPool(ReaderSettings(executable: "/nowhere/vouch-reader", width: 1))
        await #expect(throws: ReaderUnavailable.self) { _ = try await pool.read(StandInReader.request) }
        await pool.close()
    }

    @Test func `a closed pool reads no more`() async throws {
        let pool = ReaderPool(ReaderSettings(executable: "/nowhere/vouch-reader", width: 1))
        await pool.close()
        await #expect(throws: ReaderUnavailable.self) { _ = try await pool.read(StandInReader.request) }
    }

    @Test func `a kill from outside is not laid to the document, a second one is`() async throws {
        let refused = ReaderMessage.refused(.noPages).frame
        let once = "if mkdir \"$HERE/was\" 2>/dev/null; then kill -KILL $$; fi; cat \"$HERE/answer\""
        let script = StandInReader.takingOrder(then: once)
        #expect(try await refusal(script, answer: refused, adjust: Self.patiently) == .refused(.noPages))
        let always = StandInReader.takingOrder(then: "kill -KILL $$")
        #expect(
            try await refusal(always, adjust: Self.patiently)
                == .refused(.crashed("signal 9 (Killed)")))
    }

    @Test func `two hundred kills leave no descriptor and no process behind`() async throws {
        let reader = try StandInReader(script: StandInReader.takingOrder(then: "kill -KILL $$"), width: 2)
        let pool = ReaderPool(reader.settings)
        let warm = try await pool.read(StandInReader.request)
        #expect(warm == .refused(.crashed("signal 9 (Killed)")))
        let before = OwnProcess.descriptors(ofKind: "pipe")
        for _ in 0..<200 { _ = try await pool.read(StandInReader.request) }
        #expect(OwnProcess.descriptors(ofKind: "pipe") <= before + Self.openElsewhere)
        await pool.close()
        #expect(OwnProcess.children(running: reader.settings.executable) == 0)
    }

    /// Leaves time enough for what is written to come, whatever else the machine does.
    private static func patiently(_ settings: inout ReaderSettings) {
        settings.limits.secondsPerPage = 60
        settings.limits.secondsPerDocument = 60
    }

    /// Descriptors that tests at the same time may hold; a leak of one a kill would show as 200 and more.
    private static let openElsewhere = 60

    @Test func `processes that end while idle are replaced without a word`() async throws {
        let refused = ReaderMessage.refused(.noPages).frame
        let script = StandInReader.takingOrder(then: "cat \"$HERE/answer\"; exit 0")
        let reader = try StandInReader(script: script, answer: refused)
        let pool = ReaderPool(reader.settings)
        for _ in 0..<3 {
            #expect(try await pool.read(StandInReader.request) == .refused(.noPages))
            try await Task.sleep(for: .milliseconds(100))
        }
        await pool.close()
    }
}
