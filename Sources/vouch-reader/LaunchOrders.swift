/// What the parent orders on the command line.
struct LaunchOrders {
    /// Serve even where the machine offers no sandbox.
    var allowsUnsandboxed = false
    /// Try to get out of the sandbox and report, instead of serving.
    var isProbe = false
    /// Load everything, and then make copies of this process that serve, as the parent asks for them.
    var isTemplate = false
    /// Address space of the process, in bytes.
    var memory: UInt64 = 1_500_000_000
    /// Processor time over the life of the process, in seconds.
    var processorSeconds: UInt64 = 120
    /// Folder of label lexicons and other models; `nil` for none.
    var modelsFolder: String?

    /// Folder of the neural reader's files; `nil` where they are not installed.
    var neuralFolder: String?

    /// Reads the arguments; throws on any it does not know.
    init(_ arguments: ArraySlice<String>) throws(StartFailure) {
        var rest = arguments
        while let option = rest.popFirst() {
            switch option {
            case "--allow-unsandboxed": allowsUnsandboxed = true
            case "--probe": isProbe = true
            case "--template": isTemplate = true
            case "--memory": memory = try Self.number(&rest, of: option)
            case "--processor-seconds": processorSeconds = try Self.number(&rest, of: option)
            case "--models": modelsFolder = try Self.value(&rest, of: option)
            case "--neural": neuralFolder = try Self.value(&rest, of: option)
            default:
                throw StartFailure(sentence: "vouch-reader is started by vouch; unknown option \(option)")
            }
        }
    }

    private static func value(_ rest: inout ArraySlice<String>, of option: String) throws(StartFailure)
        -> String
    {
        guard let value = rest.popFirst() else { throw StartFailure(sentence: "\(option) needs a value") }
        return value
    }

    private static func number(_ rest: inout ArraySlice<String>, of option: String) throws(StartFailure)
        -> UInt64
    {
        guard let number = UInt64(try value(&rest, of: option)) else {
            throw StartFailure(sentence: "\(option) needs a whole number")
        }
        return number
    }
}
