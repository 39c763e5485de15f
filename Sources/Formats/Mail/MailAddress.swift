/// Reads bare addresses out of a header field that names people (RFC 5322, section 3.4).
enum MailAddress {
    /// Addresses beyond these are passed over.
    private static let maximumAddresses = 20

    /// The addresses in small letters, in order; what stands in quotes or comments names nobody.
    static func all(in field: String) -> [String] {
        var found: [String] = []
        for mailbox in mailboxes(field) where found.count < maximumAddresses {
            let text = bracketed(mailbox) ?? mailbox
            let address = text.filter { !$0.isWhitespace }.lowercased()
            if isAddress(address) { found.append(address) }
        }
        return found
    }

    /// The field cut at commas, semicolons and the colons of groups, without quoted text and comments.
    private static func mailboxes(_ field: String) -> [String] {
        var mailboxes = [""]
        var (isQuoted, isEscaped, depth) = (false, false, 0)
        for character in field {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"", depth == 0 {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if character == "(" {
                depth += 1
            } else if character == ")", depth > 0 {
                depth -= 1
            } else if depth > 0 {
                continue
            } else if character == "," || character == ";" || character == ":" {
                mailboxes.append("")
            } else {
                mailboxes[mailboxes.count - 1].append(character)
            }
        }
        return mailboxes
    }

    /// What stands between the last angle brackets; `nil` without any.
    private static func bracketed(_ text: String) -> String? {
        guard let open = text.lastIndex(of: "<") else { return nil }
        let rest = text[text.index(after: open)...]
        return rest.firstIndex(of: ">").map { String(rest[..<$0]) } ?? ""
    }

    private static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !text.contains("<")
            && !text.contains(">")
    }
}
