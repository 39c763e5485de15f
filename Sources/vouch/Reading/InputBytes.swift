import Glibc
import Pipeline

/// Reads what is small enough to be held as a whole.
enum InputBytes {
    /// The bytes of a file, or of standard input for `-`.
    static func all(of name: String, limit: Int, files: any FileOps) throws -> [UInt8] {
        let bytes =
            name == "-"
            ? try standardInput(limit: limit + 1, files: files)
            : try files.contents(of: FilePath(name), limit: limit + 1)
        guard bytes.count <= limit else {
            throw Failure.usage("\(SafeText(name).text) is larger than \(limit >> 20) MB.")
        }
        return bytes
    }

    private static func standardInput(limit: Int, files: any FileOps) throws(FileFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let more = try files.read(
                OpenFile(descriptor: STDIN_FILENO), upTo: min(1 << 16, limit - bytes.count))
            if more.isEmpty { break }
            bytes += more
        }
        return bytes
    }
}
