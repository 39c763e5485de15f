internal import CPoppler
internal import CTesseract
internal import Glibc

extension Recogniser {
    /// Names and versions of the libraries that read here, such as `poppler 22.12.0`.
    public static var engines: [String] {
        [
            "poppler \(String(cString: poppler_get_version()))",
            "tesseract \(String(cString: TessVersion()))",
        ]
    }
}

extension LanguageStore {
    /// The languages whose data are there, as Tesseract names them, such as `deu`; sorted.
    public var languages: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        let suffix = ".traineddata"
        var languages: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(suffix) { languages.append(String(name.dropLast(suffix.count))) }
        }
        // `osd` tells orientation and scripts and reads nothing.
        return languages.filter { $0 != "osd" }.sorted()
    }
}
