import CZlib

/// Undoes DEFLATE by zlib, never writing more than was announced.
enum Inflate {
    /// The bytes the stream holds; `nil` when it is broken or does not hold exactly `size` bytes.
    static func inflated(_ deflated: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        guard deflated.count <= Int(UInt32.max), size >= 0, size < Int(UInt32.max) else { return nil }
        var stream = z_stream()
        // Negative window bits: a raw stream, as ZIP stores it.
        let started = inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var isWhole = false
        // One byte more than announced, so that a longer stream shows.
        let output = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            var input = Array(deflated)
            input.withUnsafeMutableBufferPointer { bytes in
                stream.next_in = bytes.baseAddress
                stream.avail_in = UInt32(bytes.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                isWhole = CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0
                count = size + 1 - Int(stream.avail_out)
            }
        }
        guard isWhole, output.count == size else { return nil }
        return output
    }

    /// The CRC-32 of the bytes, as ZIP and PNG count it.
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count))
    }
}
