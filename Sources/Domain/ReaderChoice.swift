/// Who reads the images of pages.
public enum ReaderChoice: String, Hashable, Sendable, CaseIterable {
    /// The neural reader where it is installed, with a second look by Tesseract at what matters; else Tesseract.
    case best
    /// Tesseract alone.
    case tesseract
    /// The neural reader alone; a document whose pages need it is not read where it is not installed.
    case neural
    /// Both readers read every image page as a whole, and their words are compared place by place.
    case both
}
