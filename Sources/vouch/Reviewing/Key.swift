import Glibc

/// A key that was pressed.
enum Key: Hashable, Sendable {
    case character(Character)
    case enter, escape, backspace, tab, up, down, left, right, delete, interrupt, clearLine
    /// The terminal is gone.
    case end
}

/// Reads keys from a terminal in raw mode.
struct KeyReader {
    /// Milliseconds after an escape within which the rest of a key's sequence comes.
    private static let escapeWait: Int32 = 50
    /// Bytes of a sequence that are read at most; longer ones are no key's.
    private static let longestSequence = 16

    let descriptor: Int32

    /// The next key; waits for it.
    func next() -> Key {
        while true {
            guard let byte = byte() else { return .end }
            if let key = key(byte) { return key }
        }
    }

    private func key(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x0D, 0x0A: .enter
        case 0x7F, 0x08: .backspace
        case 0x09: .tab
        case 0x03, 0x04: .interrupt
        case 0x15: .clearLine
        case 0x1B: escape()
        case 0x20..<0x7F: .character(Character(UnicodeScalar(byte)))
        case 0xC2..<0xF5: letter(from: byte).map(Key.character)
        default: nil
        }
    }

    /// A sequence `ESC [ A`, `ESC O A`; an escape alone where nothing follows in time.
    private func escape() -> Key? {
        guard isReady(), let second = byte() else { return .escape }
        guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else { return nil }
        var parameter: [UInt8] = []
        for _ in 0..<Self.longestSequence {
            guard isReady(), let byte = byte() else { return nil }
            guard (0x40...0x7E).contains(byte) else {
                parameter.append(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "~") where parameter == [UInt8(ascii: "3")]: return .delete
            case UInt8(ascii: "A"): return .up
            case UInt8(ascii: "B"): return .down
            case UInt8(ascii: "C"): return .right
            case UInt8(ascii: "D"): return .left
            default: return nil
            }
        }
        return nil
    }

    private func letter(from first: UInt8) -> Character? {
        var bytes = [first]
        let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        while bytes.count < count {
            guard let byte = byte() else { return nil }
            bytes.append(byte)
        }
        return String(validating: bytes, as: UTF8.self)?.first
    }

    private func isReady() -> Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, Self.escapeWait) == 1
    }

    private func byte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count == 1 { return byte }
            guard count < 0, errno == EINTR else { return nil }
        }
    }
}
