import Crypto
public import Pipeline

extension ContentHash {
    /// The hash of bytes.
    public init(of bytes: [UInt8]) {
        self.init(bytes: Array(SHA256.hash(data: bytes)))
    }
}
