/// The table of function pointers that ONNX Runtime offers.
///
/// It only ever grows at its end, so a slot's number is its name (onnxruntime_c_api.h, `OrtApi`, version 17).
struct OnnxTable {
    /// The version of the table that is asked for.
    static let version: UInt32 = 17

    private let slots: UnsafePointer<UnsafeRawPointer?>

    init(_ slots: UnsafePointer<UnsafeRawPointer?>) {
        self.slots = slots
    }

    typealias Status = OpaquePointer?
    typealias Out = UnsafeMutablePointer<OpaquePointer?>
    typealias Release = @convention(c) (OpaquePointer?) -> Void
    typealias TensorData =
        @convention(c) (OpaquePointer, UnsafeMutablePointer<UnsafeMutableRawPointer?>) -> Status
    private typealias TensorInfo = @convention(c) (OpaquePointer, Out) -> Status
    private typealias DimensionCount = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> Status
    private typealias Dimensions = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int64>, Int) -> Status
    private typealias ErrorMessage = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?

    /// Slots of the table that are used here.
    enum Slot: Int {
        case makeStatus = 0
        case errorMessage = 2
        case createEnvironment = 3
        case createSessionFromArray = 8
        case run = 9
        case createOptions = 10
        case disableMemoryPattern = 17
        case disableArena = 19
        case setThreadsWithin = 24
        case setThreadsBetween = 25
        case createDomain = 26
        case addOperator = 27
        case addDomain = 28
        case createTensor = 49
        case tensorData = 51
        case dimensionCount = 61
        case dimensions = 62
        case tensorInfo = 65
        case createCPUMemory = 69
        case integerAttribute = 86
        case kernelInputCount = 88
        case kernelInput = 90
        case kernelOutput = 91
        case releaseEnvironment = 92
        case releaseStatus = 93
        case releaseMemory = 94
        case releaseSession = 95
        case releaseValue = 96
        case releaseTensorInfo = 99
        case releaseOptions = 100
        case releaseDomain = 101
    }

    /// The function in a slot.
    func function<Signature>(_ slot: Slot, as signature: Signature.Type) -> Signature {
        guard let pointer = slots[slot.rawValue] else {
            preconditionFailure("ONNX Runtime fills slot \(slot)")
        }
        return unsafeBitCast(pointer, to: signature)
    }

    /// What a call makes; throws with what the runtime says.
    func made(_ call: (inout OpaquePointer?) -> Status) throws(NeuralFailure) -> OpaquePointer {
        var handle: OpaquePointer?
        try check(call(&handle))
        guard let handle else { throw NeuralFailure("ONNX Runtime made nothing") }
        return handle
    }

    /// Throws with what the runtime says of a call that failed.
    func check(_ status: Status) throws(NeuralFailure) {
        guard let status else { return }
        defer { function(.releaseStatus, as: Release.self)(status) }
        let message = function(.errorMessage, as: ErrorMessage.self)(status)
        throw NeuralFailure(message.map { String(cString: $0) } ?? "ONNX Runtime failed without a word")
    }

    /// The shape of a tensor.
    func dimensions(of value: OpaquePointer) throws(NeuralFailure) -> [Int] {
        let info = try made { function(.tensorInfo, as: TensorInfo.self)(value, &$0) }
        defer { function(.releaseTensorInfo, as: Release.self)(info) }
        var rank = 0
        try check(function(.dimensionCount, as: DimensionCount.self)(info, &rank))
        var dimensions = [Int64](repeating: 0, count: rank)
        try check(function(.dimensions, as: Dimensions.self)(info, &dimensions, rank))
        return dimensions.map(Int.init)
    }

    /// The numbers of a tensor of floats.
    func floats(of value: OpaquePointer) throws(NeuralFailure) -> UnsafeMutablePointer<Float> {
        var data: UnsafeMutableRawPointer?
        try check(function(.tensorData, as: TensorData.self)(value, &data))
        guard let data else { throw NeuralFailure("the model gave an empty answer") }
        return data.assumingMemoryBound(to: Float.self)
    }
}
