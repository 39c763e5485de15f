import Domain

extension ReadRequest: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(name)
        writer.write(options)
        writer.write(blob: bytes)
        writer.write(further)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        let name = try reader.read(String.self)
        let options = try reader.read(ReadOptions.self)
        self.init(
            name: name, bytes: try reader.readBlob(), options: options, further: try reader.read())
    }
}

extension ReadOptions: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(isPageOnly)
        writer.write(language)
        writer.write(wantsSearchablePDF)
        writer.write(readers.rawValue)
        writer.write(picture)
        writer.write(pages: pages)
        writer.write(isAnswer)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init()
        isPageOnly = try reader.read()
        language = try reader.read()
        wantsSearchablePDF = try reader.read()
        let choice = try reader.read(String.self)
        guard let readers = ReaderChoice(rawValue: choice) else { throw .invalid("reader \(choice)") }
        self.readers = readers
        picture = try reader.read()
        pages = try reader.readPages()
        isAnswer = try reader.read()
    }
}

extension FurtherPages: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(blob: bytes)
        writer.write(pages: pages)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(bytes: try reader.readBlob(), pages: try reader.readPages())
    }
}

extension PictureOrder: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(region)
        writer.write(page)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(region: try reader.read(), on: try reader.read())
    }
}

extension ReadingProgress: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(page)
        writer.write(pageCount)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            page: try reader.read(in: WireRange.pageNumber),
            pageCount: try reader.read(in: WireRange.pageNumber))
    }
}

extension ReadingClose: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(pageCount)
        writer.write(evidence)
        writer.write(structured)
        writer.write(engines)
        writer.write(searchablePDF != nil)
        if let searchablePDF { writer.write(blob: searchablePDF) }
        writer.write(unread)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            pageCount: try reader.read(in: 0...WireRange.pageNumber.upperBound), evidence: try reader.read(),
            structured: try reader.read(), engines: try reader.read(), searchablePDF: nil)
        if try reader.read(Bool.self) { searchablePDF = try reader.readBlob() }
        unread = try reader.read()
    }
}

extension ReadingHalt: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(pageCount)
        writer.write(language)
        writer.write(engines)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            pageCount: try reader.read(in: WireRange.pageNumber), language: try reader.read(),
            engines: try reader.read())
    }
}

extension ContainedFile: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(name)
        writer.write(blob: bytes)
        writer.write(refusal)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            name: try reader.read(), bytes: try reader.readBlob(), refusal: try reader.read())
    }
}

extension ReaderStatus: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(landlockVersion)
        writer.write(filtersSystemCalls)
        writer.write(limitsResources)
        writer.write(missing)
        writer.write(engines)
        writer.write(languages)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            landlockVersion: try reader.read(in: 0...1000), filtersSystemCalls: try reader.read(),
            limitsResources: try reader.read(), missing: try reader.read(), engines: try reader.read(),
            languages: try reader.read())
    }
}

extension Refusal: WireValue {
    package func write(to writer: inout WireWriter) {
        switch self {
        case .empty: writer.write(UInt8(0))
        case .unsupported(let type): writer.write(UInt8(1), type)
        case .passwordProtected: writer.write(UInt8(2))
        case .damaged(let what): writer.write(UInt8(3), what)
        case .noPages: writer.write(UInt8(4))
        case .overLimit(let which): writer.write(UInt8(5), which)
        case .crashed(let how): writer.write(UInt8(6), how)
        case .timedOut(let seconds): writer.write(UInt8(7), seconds)
        case .badAnswer(let why): writer.write(UInt8(8), why)
        }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        switch try reader.read(UInt8.self) {
        case 0: self = .empty
        case 1: self = .unsupported(try reader.read())
        case 2: self = .passwordProtected
        case 3: self = .damaged(try reader.read())
        case 4: self = .noPages
        case 5: self = .overLimit(try reader.read())
        case 6: self = .crashed(try reader.read())
        case 7: self = .timedOut(seconds: try reader.read(in: 0...1_000_000))
        case 8: self = .badAnswer(try reader.read())
        default: throw .invalid("refusal of an unknown kind")
        }
    }
}

extension WireWriter {
    /// Writes the first and the last of some pages, or that all are meant.
    fileprivate mutating func write(pages: ClosedRange<Int>?) {
        write(pages?.lowerBound)
        write(pages?.upperBound)
    }

    /// Writes bytes as they are, with their count before them.
    mutating func write(blob: [UInt8]) {
        write(blob.count)
        append(contentsOf: blob)
    }
}

extension WireReader {
    fileprivate mutating func readPages() throws(WireError) -> ClosedRange<Int>? {
        let first = try read(Int?.self)
        let last = try read(Int?.self)
        guard let first, let last else { return nil }
        guard WireRange.pageNumber.contains(first), WireRange.pageNumber.contains(last), first <= last else {
            throw .invalid("pages that do not exist")
        }
        return first...last
    }

    /// Reads bytes that were written with their count before them.
    mutating func readBlob() throws(WireError) -> [UInt8] {
        Array(try take(try read(Int.self)))
    }
}
