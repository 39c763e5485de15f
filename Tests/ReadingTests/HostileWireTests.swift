import Reading
import Seeds
import Testing

@Suite struct `Hostile bytes from a reader process` {
    @Test func `flipped and cut messages are understood or refused, never a trap`() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var numbers = Chance(seed: seed)
        var refused = 0
        for round in 0..<6000 {
            let original = SampleReading.messages[round % SampleReading.messages.count].frame
            let bytes = Self.damaged(original, by: &numbers)
            if !Self.isUnderstood(bytes) { refused += 1 }
        }
        #expect(refused > 1000, "seed \(seed)")
    }

    @Test func `noise is refused`() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var numbers = Chance(seed: seed)
        for kind in FrameKind.allCases {
            for _ in 0..<300 {
                let noise = (0..<Int.random(in: 0...200, using: &numbers)).map { _ in
                    UInt8.random(in: 0...255, using: &numbers)
                }
                // What noise says may be a short valid message; it must come back the same when sent again.
                guard let message = try? ReaderMessage(kind: kind, payload: noise) else { continue }
                let payload = Array(message.frame.dropFirst(FrameHead.byteCount))
                #expect((try? ReaderMessage(kind: kind, payload: payload)) == message, "seed \(seed)")
            }
        }
    }

    private static let version = FrameHead.version

    @Test(arguments: [
        [], Array("VR".utf8), Array("XR".utf8) + [version, 2, 0, 0, 0, 0],
        Array("VR".utf8) + [version + 1, 2, 0, 0, 0, 0], Array("VR".utf8) + [version, 99, 0, 0, 0, 0],
        Array("VR".utf8) + [version, 2, 255, 255, 255, 255],
    ])
    func `a head that is none, or announces too much, is refused`(bytes: [UInt8]) {
        #expect(throws: WireError.self) { try FrameHead(bytes, mostBytes: 256_000_000) }
    }

    @Test func `bytes after a message are refused`() {
        let payload = Array(ReaderMessage.unpacked(1).frame.dropFirst(FrameHead.byteCount)) + [0]
        #expect(throws: WireError.invalid("bytes after the message")) {
            try ReaderMessage(kind: .unpacked, payload: payload)
        }
    }

    private static func damaged(_ bytes: [UInt8], by numbers: inout Chance) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &numbers) {
            let place = Int.random(in: FrameHead.byteCount..<bytes.count, using: &numbers)
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
            case 2: bytes[place] = 0xFF
            default: bytes.removeLast(min(bytes.count - FrameHead.byteCount - 1, bytes.count - place))
            }
        }
        return bytes
    }

    private static func isUnderstood(_ bytes: [UInt8]) -> Bool {
        guard let kind = FrameKind(rawValue: bytes[3]) else { return false }
        return (try? ReaderMessage(kind: kind, payload: Array(bytes.dropFirst(FrameHead.byteCount)))) != nil
    }
}
