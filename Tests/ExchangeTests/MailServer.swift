import Foundation
import Glibc
import Synchronization

/// A mail server on this machine for tests: it answers by a script, and keeps what it was given.
final class MailServer: Sendable {
    /// How a server behaves.
    enum Manner: Sendable {
        case polite
        /// Answers a command that begins so with these words instead.
        case answers(String, String)
        /// Closes the connection when a command that begins so comes.
        case closes(String)
        /// Closes in the middle of a mail, after some bytes.
        case closesInMail
        /// Has all of the mail and closes without a word.
        case swallows
        /// Says nothing at all.
        case hangs
        /// Greets with something that is no SMTP.
        case babbles
        /// Sends one byte now and then and never ends.
        case drips
        /// Answers a line without end.
        case floods
    }

    let port: UInt16
    private let listener: Int32
    private let manner: Manner
    private let taken = Mutex<[String]>([])
    private let said = Mutex<[String]>([])

    /// The mails that came in, as they came over the wire.
    var mails: [String] { taken.withLock { $0 } }
    /// The commands that came in.
    var commands: [String] { said.withLock { $0 } }

    init(_ manner: Manner = .polite) throws {
        self.manner = manner
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in serve() }
    }

    /// Stops listening; the thread that accepts closes the socket, so that its number is not another's meanwhile.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else {
                close(listener)
                return
            }
            talk(with: client)
            close(client)
        }
    }

    private func put(_ text: String, _ client: Int32) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    private func talk(with client: Int32) {
        var time = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        switch manner {
        case .hangs:
            var byte: UInt8 = 0
            _ = recv(client, &byte, 1, 0)
            return
        case .babbles: return put("HTTP/1.1 400 Bad Request\r\n\r\n", client)
        case .drips:
            for _ in 0..<200 {
                put("2", client)
                usleep(20_000)
            }
            return
        case .floods:
            for _ in 0..<200 { put(String(repeating: "2", count: 4096), client) }
            return
        default: put("220 test ESMTP\r\n", client)
        }
        var buffer = ""
        var isMail = false
        var part = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(client, &part, part.count, 0)
            guard count > 0 else { return }
            buffer += String(decoding: part.prefix(count), as: UTF8.self)
            while true {
                if isMail {
                    if case .closesInMail = manner { return }
                    guard let end = buffer.range(of: "\r\n.\r\n") else { break }
                    taken.withLock { $0.append(String(buffer[..<end.upperBound])) }
                    buffer = String(buffer[end.upperBound...])
                    isMail = false
                    if case .swallows = manner { return }
                    if case .answers(".", let words) = manner {
                        put("\(words)\r\n", client)
                    } else {
                        put("250 queued\r\n", client)
                    }
                    continue
                }
                guard let end = buffer.range(of: "\r\n") else { break }
                let line = String(buffer[..<end.lowerBound])
                buffer = String(buffer[end.upperBound...])
                said.withLock { $0.append(line) }
                if case .closes(let command) = manner, line.hasPrefix(command) { return }
                if case .answers(let command, let words) = manner, line.hasPrefix(command) {
                    put("\(words)\r\n", client)
                } else if line == "DATA" {
                    put("354 go on\r\n", client)
                    isMail = true
                } else if line.hasPrefix("EHLO") {
                    put("250-test\r\n250-SIZE 1000000\r\n250 8BITMIME\r\n", client)
                } else if line == "QUIT" {
                    return put("221 bye\r\n", client)
                } else {
                    put("250 ok\r\n", client)
                }
            }
        }
    }
}
