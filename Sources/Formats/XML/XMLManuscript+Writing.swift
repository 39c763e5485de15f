extension XMLManuscript {
    /// The document as XML in UTF-8.
    package var bytes: [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        for content in before {
            content.write(to: &text)
            text += "\n"
        }
        root.write(to: &text)
        for content in after {
            text += "\n"
            content.write(to: &text)
        }
        return Array((text + "\n").utf8)
    }
}

extension XMLManuscript.Name {
    /// The name as it is written.
    package var written: String { prefix.isEmpty ? local : "\(prefix):\(local)" }
}

extension XMLManuscript.Element {
    fileprivate func write(to text: inout String) {
        text += "<\(name.written)"
        for declaration in declarations {
            let name = declaration.prefix.isEmpty ? "xmlns" : "xmlns:\(declaration.prefix)"
            text += " \(name)=\"\(declaration.namespace.escapedForXML(inAttribute: true))\""
        }
        for attribute in attributes {
            text += " \(attribute.name.written)=\"\(attribute.value.escapedForXML(inAttribute: true))\""
        }
        guard !content.isEmpty else {
            text += "/>"
            return
        }
        text += ">"
        for content in content { content.write(to: &text) }
        text += "</\(name.written)>"
    }
}

extension XMLManuscript.Content {
    fileprivate func write(to text: inout String) {
        switch self {
        case .element(let element): element.write(to: &text)
        case .text(let characters): text += characters.escapedForXML(inAttribute: false)
        case .characterData(let characters):
            // A section cannot hold its own end: it is cut in two there.
            text += "<![CDATA["
            text += characters.split(separator: "]]>", omittingEmptySubsequences: false)
                .joined(separator: "]]]]><![CDATA[>")
            text += "]]>"
        case .comment(let comment): text += "<!--\(comment)-->"
        case .instruction(let target, let data):
            text += data.isEmpty ? "<?\(target)?>" : "<?\(target) \(data)?>"
        }
    }
}

extension String {
    /// The text with the characters that mean something to XML, or that it would change, as references.
    fileprivate func escapedForXML(inAttribute: Bool) -> String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\r": text += "&#13;"
            case "\"" where inAttribute: text += "&quot;"
            case "\n" where inAttribute: text += "&#10;"
            case "\t" where inAttribute: text += "&#9;"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
