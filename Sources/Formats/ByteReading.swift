/// Little-endian numbers out of bytes, checked against what is there.
struct LittleEndian {
    let bytes: [UInt8]

    /// The two bytes at `offset`; `nil` beyond the end.
    func uint16(at offset: Int) -> Int? { number(at: offset, count: 2) }

    /// The four bytes at `offset`; `nil` beyond the end.
    func uint32(at offset: Int) -> Int? { number(at: offset, count: 4) }

    /// The bytes `offset..<offset + count`; `nil` when they reach beyond the end.
    func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
            return nil
        }
        return bytes[offset..<(offset + count)]
    }

    private func number(at offset: Int, count: Int) -> Int? {
        slice(at: offset, count: count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
