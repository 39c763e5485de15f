package import Extraction

extension Evidence: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(language)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self.init(language: try reader.read())
    }
}
