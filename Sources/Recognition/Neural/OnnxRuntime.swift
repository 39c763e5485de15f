import Glibc

/// ONNX Runtime, loaded at run time from its shared object: no headers, no link-time dependency.
///
/// The C interface is a table of function pointers that only ever grows at its end, so a slot's number is its name
/// (onnxruntime_c_api.h, `OrtApi`, version 17 and later). One instance belongs to one thread.
final class OnnxRuntime {
    /// Version of the shared object, such as `1.31.1`.
    let version: String
    private let table: UnsafePointer<UnsafeRawPointer?>
    private let environment: OpaquePointer
    private let memory: OpaquePointer

    /// Loads the shared object at `path`; throws with the reason when it cannot be used.
    init(path: String) throws(NeuralFailure) {
        // Else it keeps a database of its use in the home, with an id of the machine, and tries to send it out.
        setenv("ORT_DISABLE_TELEMETRY", "1", 1)
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw NeuralFailure(
                "cannot load \(path): \(dlerror().map { String(cString: $0) } ?? "unknown reason")")
        }
        guard let symbol = dlsym(library, "OrtGetApiBase") else {
            throw NeuralFailure("\(path) is not ONNX Runtime")
        }
        typealias GetBase = @convention(c) () -> UnsafePointer<UnsafeRawPointer?>?
        typealias GetTable = @convention(c) (UInt32) -> UnsafePointer<UnsafeRawPointer?>?
        typealias GetVersion = @convention(c) () -> UnsafePointer<CChar>?
        guard let base = unsafeBitCast(symbol, to: GetBase.self)(), let getTable = base[0],
            let getVersion = base[1],
            let table = unsafeBitCast(getTable, to: GetTable.self)(Self.interfaceVersion)
        else { throw NeuralFailure("\(path) does not offer interface \(Self.interfaceVersion)") }
        self.table = table
        version = unsafeBitCast(getVersion, to: GetVersion.self)().map { String(cString: $0) } ?? "?"
        environment = try Self.made(by: table) { status in
            let create = Self.function(table, .createEnvironment, as: CreateEnvironment.self)
            return create(Self.logErrorsOnly, "vouch", &status)
        }
        memory = try Self.made(by: table) { status in
            let create = Self.function(table, .createCPUMemory, as: CreateCPUMemory.self)
            return create(Self.arenaAllocator, Self.defaultMemory, &status)
        }
    }

    deinit {
        Self.function(table, .releaseMemory, as: Release.self)(memory)
        Self.function(table, .releaseEnvironment, as: Release.self)(environment)
    }

    /// Opens a model held in memory, for one thread, without arenas (half the memory, same speed).
    func session(model: [UInt8]) throws(NeuralFailure) -> OnnxSession {
        let options = try made { function(.createOptions, as: CreateOptions.self)(&$0) }
        defer { function(.releaseOptions, as: Release.self)(options) }
        for slot in [Slot.disableMemoryPattern, .disableArena] {
            try check(function(slot, as: ChangeOption.self)(options))
        }
        for slot in [Slot.setThreadsWithin, .setThreadsBetween] {
            try check(function(slot, as: SetOption.self)(options, 1))
        }
        let session = try made { status in
            model.withUnsafeBytes { bytes in
                function(.createSessionFromArray, as: CreateSession.self)(
                    environment, bytes.baseAddress, bytes.count, options, &status)
            }
        }
        return OnnxSession(runtime: self, handle: session)
    }

    fileprivate func release(session: OpaquePointer) {
        function(.releaseSession, as: Release.self)(session)
    }

    /// Runs a model with one input `x` and gives its one output to `body` with its shape.
    fileprivate func run<Answer>(
        _ session: OpaquePointer, input: inout [Float], shape: [Int64], output name: String,
        body: (UnsafeBufferPointer<Float>, [Int]) throws(NeuralFailure) -> Answer
    ) throws(NeuralFailure) -> Answer {
        precondition(input.count == shape.reduce(1) { $0 * Int($1) }, "the input fills its shape")
        let answer = input.withUnsafeMutableBytes { bytes in
            Result { () throws(NeuralFailure) in
                try output(of: session, named: name, for: bytes, shape: shape)
            }
        }
        let produced = try answer.get()
        defer { function(.releaseValue, as: Release.self)(produced) }
        let sizes = try dimensions(of: produced)
        var data: UnsafeMutableRawPointer?
        try check(function(.tensorData, as: TensorData.self)(produced, &data))
        guard let data else { throw NeuralFailure("the model gave an empty answer") }
        let count = sizes.reduce(1, *)
        return try body(
            UnsafeBufferPointer(start: data.assumingMemoryBound(to: Float.self), count: count), sizes)
    }

    private func output(
        of session: OpaquePointer, named name: String, for bytes: UnsafeMutableRawBufferPointer,
        shape: [Int64]
    ) throws(NeuralFailure) -> OpaquePointer {
        let tensor = try made { value in
            function(.createTensor, as: CreateTensor.self)(
                memory, bytes.baseAddress, bytes.count, shape, shape.count, Self.floatElements, &value)
        }
        defer { function(.releaseValue, as: Release.self)(tensor) }
        return try made { value in
            "x".withCString { inputName in
                name.withCString { outputName in
                    function(.run, as: Run.self)(
                        session, nil, [inputName], [tensor], 1, [outputName], 1, &value)
                }
            }
        }
    }

    private func dimensions(of value: OpaquePointer) throws(NeuralFailure) -> [Int] {
        let info = try made { function(.tensorInfo, as: TensorInfo.self)(value, &$0) }
        defer { function(.releaseTensorInfo, as: Release.self)(info) }
        var rank = 0
        try check(function(.dimensionCount, as: DimensionCount.self)(info, &rank))
        var dimensions = [Int64](repeating: 0, count: rank)
        try check(function(.dimensions, as: Dimensions.self)(info, &dimensions, rank))
        return dimensions.map(Int.init)
    }

    // MARK: - The function table

    /// Slots of the table that are used here.
    private enum Slot: Int {
        case errorMessage = 2
        case createEnvironment = 3
        case createSessionFromArray = 8
        case run = 9
        case createOptions = 10
        case disableMemoryPattern = 17
        case disableArena = 19
        case setThreadsWithin = 24
        case setThreadsBetween = 25
        case createTensor = 49
        case tensorData = 51
        case dimensionCount = 61
        case dimensions = 62
        case tensorInfo = 65
        case createCPUMemory = 69
        case releaseEnvironment = 92
        case releaseStatus = 93
        case releaseMemory = 94
        case releaseSession = 95
        case releaseValue = 96
        case releaseTensorInfo = 99
        case releaseOptions = 100
    }

    private typealias Status = OpaquePointer?
    private typealias Out = UnsafeMutablePointer<OpaquePointer?>
    private typealias Release = @convention(c) (OpaquePointer?) -> Void
    private typealias CreateEnvironment = @convention(c) (Int32, UnsafePointer<CChar>, Out) -> Status
    private typealias CreateCPUMemory = @convention(c) (Int32, Int32, Out) -> Status
    private typealias CreateOptions = @convention(c) (Out) -> Status
    private typealias ChangeOption = @convention(c) (OpaquePointer) -> Status
    private typealias SetOption = @convention(c) (OpaquePointer, Int32) -> Status
    private typealias CreateSession =
        @convention(c) (OpaquePointer, UnsafeRawPointer?, Int, OpaquePointer, Out) -> Status
    private typealias CreateTensor =
        @convention(c) (
            OpaquePointer, UnsafeMutableRawPointer?, Int, UnsafePointer<Int64>, Int, Int32, Out
        ) -> Status
    private typealias Run =
        @convention(c) (
            OpaquePointer, OpaquePointer?, UnsafePointer<UnsafePointer<CChar>?>,
            UnsafePointer<OpaquePointer?>, Int,
            UnsafePointer<UnsafePointer<CChar>?>, Int, Out
        ) -> Status
    private typealias TensorData =
        @convention(c) (OpaquePointer, UnsafeMutablePointer<UnsafeMutableRawPointer?>) -> Status
    private typealias TensorInfo = @convention(c) (OpaquePointer, Out) -> Status
    private typealias DimensionCount = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> Status
    private typealias Dimensions = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int64>, Int) -> Status
    private typealias ErrorMessage = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?

    private static let interfaceVersion: UInt32 = 17
    private static let logErrorsOnly: Int32 = 3
    private static let arenaAllocator: Int32 = 1
    private static let defaultMemory: Int32 = 0
    private static let floatElements: Int32 = 1

    private static func function<Signature>(
        _ table: UnsafePointer<UnsafeRawPointer?>, _ slot: Slot, as signature: Signature.Type
    ) -> Signature {
        guard let pointer = table[slot.rawValue] else {
            preconditionFailure("ONNX Runtime fills slot \(slot)")
        }
        return unsafeBitCast(pointer, to: signature)
    }

    private static func made(
        by table: UnsafePointer<UnsafeRawPointer?>, _ call: (inout OpaquePointer?) -> Status
    ) throws(NeuralFailure) -> OpaquePointer {
        var handle: OpaquePointer?
        if let status = call(&handle) {
            defer { function(table, .releaseStatus, as: Release.self)(status) }
            let message = function(table, .errorMessage, as: ErrorMessage.self)(status)
            throw NeuralFailure(message.map { String(cString: $0) } ?? "ONNX Runtime failed without a word")
        }
        guard let handle else { throw NeuralFailure("ONNX Runtime made nothing") }
        return handle
    }

    private func function<Signature>(_ slot: Slot, as signature: Signature.Type) -> Signature {
        Self.function(table, slot, as: signature)
    }

    private func made(_ call: (inout OpaquePointer?) -> Status) throws(NeuralFailure) -> OpaquePointer {
        try Self.made(by: table, call)
    }

    private func check(_ status: Status) throws(NeuralFailure) {
        guard let status else { return }
        defer { function(.releaseStatus, as: Release.self)(status) }
        let message = function(.errorMessage, as: ErrorMessage.self)(status)
        throw NeuralFailure(message.map { String(cString: $0) } ?? "ONNX Runtime failed without a word")
    }
}

/// An opened model with one input named `x`.
final class OnnxSession {
    private let runtime: OnnxRuntime
    private let handle: OpaquePointer

    fileprivate init(runtime: OnnxRuntime, handle: OpaquePointer) {
        self.runtime = runtime
        self.handle = handle
    }

    deinit { runtime.release(session: handle) }

    /// Runs the model on `input` of `shape` and gives the output and its shape to `body`.
    func run<Answer>(
        _ input: inout [Float], shape: [Int],
        body: (UnsafeBufferPointer<Float>, [Int]) throws(NeuralFailure) -> Answer
    ) throws(NeuralFailure) -> Answer {
        try runtime.run(
            handle, input: &input, shape: shape.map(Int64.init), output: Self.outputName, body: body)
    }

    /// PaddlePaddle's exporter names the one output so.
    private static let outputName = "fetch_name_0"
}

/// Why the neural reader cannot be used, in a sentence.
struct NeuralFailure: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
