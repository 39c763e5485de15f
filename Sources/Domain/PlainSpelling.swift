/// Identifiers and accounts as they are compared, whatever stands between their characters.
package enum PlainSpelling {
    /// Capitals and digits alone, small letters as capitals.
    package static func bytes(of text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case 48...57, 65...90: byte
            case 97...122: byte - 32
            default: nil
            }
        }
    }
}
