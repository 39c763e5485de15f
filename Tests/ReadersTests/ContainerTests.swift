import Readers
import Reading
import Testing

@Suite struct `Mails and ZIP files in a reader process` {
    private func read(_ bytes: [UInt8]) async throws -> ReadAnswer {
        let pool = ReaderPool(ReaderSettings(width: 1))
        let answer = try await pool.read(ReadRequest(name: "x", bytes: bytes, options: ReadOptions()))
        await pool.close()
        return answer
    }

    @Test func `a mail gives its documents and names what stays in it`() async throws {
        let mail = """
            From: a@b.example
            Subject: Rechnung
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: application/pdf; name="Rechnung 7.pdf"

            %PDF-1.4
            --b
            Content-Type: application/ms-tnef; name=winmail.dat

            x
            --b--
            """
        #expect(
            try await read(Array(mail.utf8))
                == .container([
                    ContainedFile(name: "Rechnung 7.pdf", bytes: Array("%PDF-1.4".utf8)),
                    ContainedFile(
                        name: "winmail.dat", bytes: [], refusal: "winmail.dat (TNEF) is not unpacked"),
                ]))
    }

    @Test func `of an answer to a mail come its parts, no documents`() async throws {
        let pool = ReaderPool(ReaderSettings(width: 1))
        var options = ReadOptions()
        options.isAnswer = true
        let mail = "From: Ada <a@b.example>\nSubject: Re: [vouch 1-A-B]\n\nREJECT too dear\n"
        let answer = try await pool.read(ReadRequest(name: "x", bytes: Array(mail.utf8), options: options))
        guard case .container(let files) = answer else { throw WireError.invalid("no container") }
        let parts = files.map { "\($0.name)=\(String(decoding: $0.bytes, as: UTF8.self))" }
        #expect(parts == ["from=a@b.example", "code=1-A-B", "subject=Re: [vouch 1-A-B]", "reject=too dear"])
        let pdf = ReadRequest(name: "x", bytes: Array("%PDF-1.4".utf8), options: options)
        guard case .refused(.damaged) = try await pool.read(pdf) else {
            throw WireError.invalid("a PDF answered")
        }
        await pool.close()
    }

    @Test func `a mail without documents is an empty container`() async throws {
        let mail = "From: a@b.example\nSubject: Hallo\n\nnur Text"
        #expect(try await read(Array(mail.utf8)) == .container([]))
    }

    @Test func `an empty ZIP file is an empty container, a cut-off one is damaged`() async throws {
        let empty = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)
        #expect(try await read(empty) == .container([]))
        #expect(
            try await read(empty.dropLast())
                == .refused(.damaged("The file is damaged: the ZIP file is cut off.")))
    }
}
