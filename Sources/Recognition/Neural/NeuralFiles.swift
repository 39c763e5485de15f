import Crypto
import Glibc

/// The files of the neural reader, checked against their SHA-256 and held open, so that a locked-down process can
/// still load them with its first page image.
struct NeuralFiles {
    /// Names of the files in their folder.
    private enum Name {
        static let runtime = "libonnxruntime.so"
        static let detector = "PP-OCRv6_det_small.onnx"
        static let recogniser = "PP-OCRv6_rec_small.onnx"
    }

    private let runtime: OnnxRuntime
    private let detector: OpenFile
    private let recogniser: OpenFile

    /// Opens the files in `directory` and loads the runtime.
    ///
    /// `sums` are lines of `sha256sum`: digest, two spaces, file name. Throws with the reason when a file is missing,
    /// is another one, or cannot be loaded.
    init(directory: String, sums: String) throws(NeuralFailure) {
        var digests: [String: String] = [:]
        for line in sums.split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2 { digests[String(parts[1])] = String(parts[0]) }
        }
        let library = try OpenFile(Name.runtime, in: directory, digests: digests)
        _ = try library.checkedBytes()
        detector = try OpenFile(Name.detector, in: directory, digests: digests)
        recogniser = try OpenFile(Name.recogniser, in: directory, digests: digests)
        runtime = try OnnxRuntime(path: directory + "/" + Name.runtime)
    }

    /// Checks that bytes have the SHA-256 that was agreed.
    static func check(_ bytes: [UInt8], of name: String, digest: String) throws(NeuralFailure) {
        let found = SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        guard found == digest else {
            throw NeuralFailure("\(name) is not the file that was agreed: wrong SHA-256")
        }
    }

    /// Reads and checks the models and opens them.
    func reader() throws(NeuralFailure) -> NeuralReader {
        try NeuralReader(
            runtime: runtime, detector: try detector.checkedBytes(), recogniser: try recogniser.checkedBytes()
        )
    }
}

/// A file that was opened early, with the digest its bytes must have.
private final class OpenFile {
    private let name: String
    private let descriptor: Int32
    private let digest: String

    init(_ name: String, in directory: String, digests: [String: String]) throws(NeuralFailure) {
        guard let digest = digests[name] else { throw NeuralFailure("no SHA-256 is known for \(name)") }
        descriptor = open(directory + "/" + name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw NeuralFailure("\(name) is not in \(directory)") }
        self.name = name
        self.digest = digest
    }

    deinit { close(descriptor) }

    /// The file's bytes; throws when they are not those that were agreed.
    func checkedBytes() throws(NeuralFailure) -> [UInt8] {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size > 0 else { throw NeuralFailure("\(name) is empty") }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let read = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, count)
                guard read > 0 else { break }
                count += read
            }
        }
        try NeuralFiles.check(bytes, of: name, digest: digest)
        return bytes
    }
}
