import Glibc

/// Where a mail server listens.
public struct SMTPServer: Hashable, Sendable {
    /// Its name or address; it must be this machine.
    public var host: String
    /// Its port.
    public var port: UInt16

    /// Names a server.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }
}

/// Why a talk with a mail server came to nothing.
struct SMTPTrouble: Error, Hashable {
    var sentence: String
}

/// What a mail server answers: a number of three digits, and text.
struct SMTPReply: Hashable {
    var code: Int
    var text: String

    var isDone: Bool { (200..<300).contains(code) }
    var isFinal: Bool { (500..<600).contains(code) }
}

/// A connection to a mail server on this machine, over which lines go both ways.
final class SMTPConnection {
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant
    private var buffer: [UInt8] = []

    /// Bytes of a reply, and lines of one.
    private static let mostBytes = 64 << 10
    private static let mostLines = 100

    /// Connects; the whole talk must end within a time, and no single wait is longer than a part of it.
    init(to server: SMTPServer, within total: Duration, wait: Duration) throws(SMTPTrouble) {
        descriptor = try Self.connected(to: server, wait: wait)
        deadline = .now + total
    }

    deinit { close(descriptor) }

    private static func connected(to server: SMTPServer, wait: Duration) throws(SMTPTrouble) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(server.host, String(server.port), &hints, &list) == 0, let list else {
            throw SMTPTrouble(sentence: "there is no machine called \(server.host)")
        }
        defer { freeaddrinfo(list) }
        var last =
            "\(server.host) is not this machine; Vouch hands mails to a relay beside it, which speaks TLS"
        var next: UnsafeMutablePointer<addrinfo>? = list
        while let entry = next {
            next = entry.pointee.ai_next
            guard isLoopback(entry.pointee) else { continue }
            let socket = Glibc.socket(
                entry.pointee.ai_family, entry.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard socket >= 0 else { continue }
            limit(socket, to: wait)
            if connect(socket, entry.pointee.ai_addr, entry.pointee.ai_addrlen) == 0 { return socket }
            last = "nothing listens at \(server.host), port \(server.port)"
            close(socket)
        }
        throw SMTPTrouble(sentence: last)
    }

    private static func isLoopback(_ entry: addrinfo) -> Bool {
        guard let address = entry.ai_addr else { return false }
        switch entry.ai_family {
        case AF_INET:
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 24 == 127
            }
        case AF_INET6:
            return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { inner in
                withUnsafeBytes(of: inner.pointee.sin6_addr) {
                    $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1
                }
            }
        default: return false
        }
    }

    private static func limit(_ socket: Int32, to wait: Duration) {
        let (seconds, rest) = wait.components
        var time = timeval(tv_sec: Int(seconds), tv_usec: Int(rest / 1_000_000_000_000))
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    /// Sends bytes.
    func write(_ bytes: [UInt8]) throws(SMTPTrouble) {
        var sent = 0
        while sent < bytes.count {
            guard ContinuousClock.now < deadline else { throw SMTPTrouble(sentence: "it took too long") }
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SMTPTrouble(sentence: "the server stopped listening") }
            sent += count
        }
    }

    /// The next reply, all of its lines.
    func reply() throws(SMTPTrouble) -> SMTPReply {
        var texts: [String] = []
        while texts.count < Self.mostLines {
            let line = try line()
            guard line.count >= 3, let code = Int(String(decoding: line.prefix(3), as: UTF8.self)),
                (200..<600).contains(code)
            else { throw SMTPTrouble(sentence: "the server does not speak SMTP") }
            texts.append(String(decoding: line.dropFirst(4), as: UTF8.self))
            if line.count == 3 || line[3] != UInt8(ascii: "-") {
                return SMTPReply(code: code, text: texts.joined(separator: " "))
            }
        }
        throw SMTPTrouble(sentence: "the server answers without end")
    }

    private func line() throws(SMTPTrouble) -> [UInt8] {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                var line = Array(buffer[..<end])
                buffer.removeFirst(end + 1)
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return line
            }
            guard buffer.count < Self.mostBytes else {
                throw SMTPTrouble(sentence: "the server answers without end")
            }
            guard ContinuousClock.now < deadline else { throw SMTPTrouble(sentence: "it took too long") }
            var part = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &part, part.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count != 0 else { throw SMTPTrouble(sentence: "the server closed the connection") }
            guard count > 0 else { throw SMTPTrouble(sentence: "the server did not answer in time") }
            buffer += part.prefix(count)
        }
    }
}
