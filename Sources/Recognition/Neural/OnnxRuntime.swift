import Glibc

/// ONNX Runtime, loaded at run time from its shared object: no headers, no link-time dependency.
///
/// One instance belongs to one thread.
final class OnnxRuntime {
    /// Version of the shared object, such as `1.31.1`.
    let version: String
    private let table: OnnxTable
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
            let slots = unsafeBitCast(getTable, to: GetTable.self)(OnnxTable.version)
        else { throw NeuralFailure("\(path) does not offer interface \(OnnxTable.version)") }
        let table = OnnxTable(slots)
        self.table = table
        version = unsafeBitCast(getVersion, to: GetVersion.self)().map { String(cString: $0) } ?? "?"
        environment = try table.made { status in
            let create = table.function(.createEnvironment, as: CreateEnvironment.self)
            return create(Self.logErrorsOnly, "vouch", &status)
        }
        memory = try table.made { status in
            let create = table.function(.createCPUMemory, as: CreateCPUMemory.self)
            return create(Self.arenaAllocator, Self.defaultMemory, &status)
        }
    }

    deinit {
        table.function(.releaseMemory, as: Release.self)(memory)
        table.function(.releaseEnvironment, as: Release.self)(environment)
    }

    /// Opens a model held in memory, for one thread, without arenas (half the memory, same speed).
    ///
    /// `kernels` are what its nodes of our own call.
    func session(model: [UInt8], kernels: [any NeuralKernel] = []) throws(NeuralFailure) -> OnnxSession {
        let options = try table.made { table.function(.createOptions, as: CreateOptions.self)(&$0) }
        defer { table.function(.releaseOptions, as: Release.self)(options) }
        for slot in [OnnxTable.Slot.disableMemoryPattern, .disableArena] {
            try table.check(table.function(slot, as: ChangeOption.self)(options))
        }
        for slot in [OnnxTable.Slot.setThreadsWithin, .setThreadsBetween] {
            try table.check(table.function(slot, as: SetOption.self)(options, 1))
        }
        let offered = kernels.isEmpty ? nil : try OnnxKernels(kernels, table: table)
        if let offered { try offered.add(to: options) }
        let session = try table.made { status in
            model.withUnsafeBytes { bytes in
                table.function(.createSessionFromArray, as: CreateSession.self)(
                    environment, bytes.baseAddress, bytes.count, options, &status)
            }
        }
        return OnnxSession(runtime: self, handle: session, kernels: offered)
    }

    fileprivate func release(session: OpaquePointer) {
        table.function(.releaseSession, as: Release.self)(session)
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
        defer { table.function(.releaseValue, as: Release.self)(produced) }
        let sizes = try table.dimensions(of: produced)
        let count = sizes.reduce(1, *)
        return try body(UnsafeBufferPointer(start: try table.floats(of: produced), count: count), sizes)
    }

    private func output(
        of session: OpaquePointer, named name: String, for bytes: UnsafeMutableRawBufferPointer,
        shape: [Int64]
    ) throws(NeuralFailure) -> OpaquePointer {
        let tensor = try table.made { value in
            table.function(.createTensor, as: CreateTensor.self)(
                memory, bytes.baseAddress, bytes.count, shape, shape.count, Self.floatElements, &value)
        }
        defer { table.function(.releaseValue, as: Release.self)(tensor) }
        return try table.made { value in
            "x".withCString { inputName in
                name.withCString { outputName in
                    table.function(.run, as: Run.self)(
                        session, nil, [inputName], [tensor], 1, [outputName], 1, &value)
                }
            }
        }
    }

    // MARK: - Signatures

    private typealias Status = OnnxTable.Status
    private typealias Out = OnnxTable.Out
    private typealias Release = OnnxTable.Release
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

    private static let logErrorsOnly: Int32 = 3
    private static let arenaAllocator: Int32 = 1
    private static let defaultMemory: Int32 = 0
    private static let floatElements: Int32 = 1
}

/// An opened model with one input named `x`.
final class OnnxSession {
    private let runtime: OnnxRuntime
    private let handle: OpaquePointer
    /// What the model's nodes call; they live as long as the session.
    private let kernels: OnnxKernels?

    fileprivate init(runtime: OnnxRuntime, handle: OpaquePointer, kernels: OnnxKernels?) {
        self.runtime = runtime
        self.handle = handle
        self.kernels = kernels
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
