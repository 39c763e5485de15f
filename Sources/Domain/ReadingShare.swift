/// Which part of a document a reader process reads, where several read one together.
public enum ReadingShare: Hashable, Sendable {
    /// All of it.
    case whole
    /// All of it; but the first page alone where that is an image and others can be read at the same time.
    case start
    /// These pages, from 1, in the language that the first page was read in (ISO 639-1).
    case pages(ClosedRange<Int>, language: String)
    /// What follows from these pages, which were read before and are all there are.
    case close([Page])

    /// Documents of fewer pages are read by one process alone.
    public static let fewestPages = 3
}
