import Reading

/// What is not even copied.
public enum IntakeLimits {
    /// The largest file that is taken in, in bytes; larger ones could fill the medium before anybody looks at them.
    public static let documentBytes = Int64(ReadingLimits.standard.documentBytes)
}
