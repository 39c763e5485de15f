package import Domain

extension Point: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(x)
        writer.write(y)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(x: try reader.read(in: WireRange.points), y: try reader.read(in: WireRange.points))
    }
}

extension Box: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(left)
        writer.write(top)
        writer.write(right)
        writer.write(bottom)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            left: try reader.read(in: WireRange.points), top: try reader.read(in: WireRange.points),
            right: try reader.read(in: WireRange.points), bottom: try reader.read(in: WireRange.points))
        guard left <= right, top <= bottom else { throw .invalid("box inside out") }
    }
}

extension Quad: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(topLeft)
        writer.write(topRight)
        writer.write(bottomRight)
        writer.write(bottomLeft)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            topLeft: try reader.read(), topRight: try reader.read(), bottomRight: try reader.read(),
            bottomLeft: try reader.read())
    }
}

extension Ruling: WireValue {
    package func write(to writer: inout WireWriter) { writer.write(box) }
    package init(from reader: inout WireReader) throws(WireError) { self.init(box: try reader.read()) }
}

extension Region: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(page)
        writer.write(box)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(page: try reader.read(in: WireRange.pageNumber), box: try reader.read())
    }
}

extension CharacterReading: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(text)
        writer.write(score)
        writer.write(alternatives)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            text: try reader.read(), score: try reader.read(in: WireRange.fraction),
            alternatives: try reader.read())
    }
}

extension CharacterReading.Alternative: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(text)
        writer.write(score)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(text: try reader.read(), score: try reader.read(in: WireRange.fraction))
    }
}

extension OtherReading: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(self.reader.rawValue)
        writer.write(manner.rawValue)
        writer.write(text)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(reader: try reader.readTag(), manner: try reader.readTag(), text: try reader.read())
        guard !text.isEmpty else { throw .invalid("reading without text") }
    }
}

extension Agreement: WireValue {
    package func write(to writer: inout WireWriter) {
        switch self {
        case .single: writer.write(UInt8(0))
        case .agreed(let reader): writer.write(UInt8(1), reader.rawValue)
        case .disputed(let other): writer.write(UInt8(2), other)
        case .settled(let other): writer.write(UInt8(3), other)
        }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        switch try reader.read(UInt8.self) {
        case 0: self = .single
        case 1: self = .agreed(try reader.readTag())
        case 2: self = .disputed(try reader.read())
        case 3: self = .settled(try reader.read())
        default: throw .invalid("agreement of an unknown kind")
        }
    }
}

extension Word: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(text)
        writer.write(box)
        writer.write(confidence)
        writer.write(fontSize)
        writer.write(isBold)
        writer.write(self.reader.rawValue)
        writer.write(quad)
        writer.write(characters)
        writer.write(otherReadings)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            text: try reader.read(), box: try reader.read(),
            confidence: try reader.read(in: WireRange.fraction),
            fontSize: try reader.read(in: WireRange.points), isBold: try reader.read(),
            reader: try reader.readTag(), quad: try reader.read(), characters: try reader.read(),
            otherReadings: try reader.read())
        guard !text.isEmpty else { throw .invalid("word without text") }
    }
}

extension Page: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(number)
        writer.write(width)
        writer.write(height)
        writer.write(rotation)
        writer.write(skew)
        writer.write(sheet)
        writer.write(fold)
        writer.write(origin.rawValue)
        writer.write(originReason)
        writer.write(resolution)
        writer.write(words)
        writer.write(rulings)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(
            number: try reader.read(in: WireRange.pageNumber),
            width: try reader.read(in: 0...WireRange.points.upperBound),
            height: try reader.read(in: 0...WireRange.points.upperBound),
            rotation: try reader.read(in: 0...270), skew: try reader.read(in: -360...360),
            sheet: try reader.read(), fold: try reader.read(), origin: try reader.readTag(),
            originReason: try reader.read(),
            resolution: try reader.read(in: WireRange.resolution), words: try reader.read(),
            rulings: try reader.read())
        guard rotation.isMultiple(of: 90) else { throw .invalid("page turned by \(rotation) degrees") }
        guard fold.map(WireRange.fraction.contains) ?? true else {
            throw .invalid("page folded outside itself")
        }
    }
}
