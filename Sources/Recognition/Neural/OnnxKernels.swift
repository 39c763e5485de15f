internal import CKernels

/// Offers kernels of ours to a session of ONNX Runtime as one operator, whose nodes say by number which they mean.
final class OnnxKernels {
    /// The operator's name and the name space it lies in.
    static let name: StaticString = "Kernel"
    static let domain = "vouch"
    /// The name where it stays for good: the runtime keeps the pointer.
    private static var fixedName: UnsafePointer<CChar> {
        UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    private let kernels: [any NeuralKernel]
    fileprivate let table: OnnxTable
    private let space: OpaquePointer
    private let operation: UnsafeMutablePointer<vouch_onnx_operator>

    /// Makes the operator; it must live as long as the sessions it was added to.
    init(_ kernels: [any NeuralKernel], table: OnnxTable) throws(NeuralFailure) {
        self.kernels = kernels
        self.table = table
        space = try table.made { table.function(.createDomain, as: CreateDomain.self)(Self.domain, &$0) }
        operation = .allocate(capacity: 1)
        operation.initialize(to: Self.blank)
        operation.pointee.owner = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        try table.check(table.function(.addOperator, as: Join.self)(space, OpaquePointer(operation)))
    }

    deinit {
        table.function(.releaseDomain, as: OnnxTable.Release.self)(space)
        operation.deallocate()
    }

    /// Has sessions opened with these options know the operator.
    func add(to options: OpaquePointer) throws(NeuralFailure) {
        try table.check(table.function(.addDomain, as: Join.self)(options, space))
    }

    /// Makes the call of a node, which says by an attribute which kernel it means.
    fileprivate func makeCall(_ information: OpaquePointer) throws(NeuralFailure) -> OnnxKernelCall {
        var index: Int64 = -1
        try table.check(
            table.function(.integerAttribute, as: IntegerAttribute.self)(information, "index", &index))
        guard kernels.indices.contains(Int(index)) else { throw NeuralFailure("no kernel \(index)") }
        return OnnxKernelCall(kernel: kernels[Int(index)], table: table)
    }

    private typealias CreateDomain = @convention(c) (UnsafePointer<CChar>, OnnxTable.Out) -> OnnxTable.Status
    private typealias Join = @convention(c) (OpaquePointer, OpaquePointer) -> OnnxTable.Status
    private typealias IntegerAttribute =
        @convention(c) (OpaquePointer, UnsafePointer<CChar>, UnsafeMutablePointer<Int64>) -> OnnxTable.Status

    private static var blank: vouch_onnx_operator {
        vouch_onnx_operator(
            version: OnnxTable.version, create_kernel: nil,
            name: { _ in OnnxKernels.fixedName }, provider: { _ in nil },
            input_type: { _, _ in 1 }, input_count: { _ in 1 }, output_type: { _, _ in 1 },
            output_count: { _ in 1 },
            compute: nil,
            destroy_kernel: { kernel in
                if let kernel { Unmanaged<OnnxKernelCall>.fromOpaque(kernel).release() }
            },
            // The one input stands for one or more.
            input_characteristic: { _, _ in 2 }, output_characteristic: { _, _ in 0 },
            input_memory: { _, _ in 0 },
            least_inputs: { _ in 1 }, same_inputs: { _ in 1 }, least_outputs: { _ in 1 },
            same_outputs: { _ in 1 },
            create_kernel_or_status: { operation, _, information, place in
                guard let owner = operation?.pointee.owner, let information else { return nil }
                let kernels = Unmanaged<OnnxKernels>.fromOpaque(owner).takeUnretainedValue()
                do throws(NeuralFailure) {
                    let call = try kernels.makeCall(OpaquePointer(information))
                    place?.pointee = Unmanaged.passRetained(call).toOpaque()
                    return nil
                } catch {
                    return OnnxKernelCall.status(error, table: kernels.table)
                }
            },
            compute_or_status: { call, context in
                guard let call, let context else { return nil }
                return Unmanaged<OnnxKernelCall>.fromOpaque(call).takeUnretainedValue().run(
                    OpaquePointer(context))
            },
            infer_shape: nil, start_version: nil, end_version: nil, owner: nil)
    }
}

/// A node's call of one kernel.
private final class OnnxKernelCall {
    private let kernel: any NeuralKernel
    private let table: OnnxTable

    init(kernel: any NeuralKernel, table: OnnxTable) {
        self.kernel = kernel
        self.table = table
    }

    /// Computes; returns the failure as the runtime takes it, or nothing.
    func run(_ context: OpaquePointer) -> UnsafeMutableRawPointer? {
        do throws(NeuralFailure) {
            try compute(context)
            return nil
        } catch {
            return Self.status(error, table: table)
        }
    }

    private func compute(_ context: OpaquePointer) throws(NeuralFailure) {
        var count = 0
        try table.check(table.function(.kernelInputCount, as: InputCount.self)(context, &count))
        var shapes: [[Int]] = []
        var inputs: [UnsafePointer<Float>] = []
        for index in 0..<count {
            let input = try table.made { table.function(.kernelInput, as: Input.self)(context, index, &$0) }
            shapes.append(try table.dimensions(of: input))
            inputs.append(UnsafePointer(try table.floats(of: input)))
        }
        guard let wanted = kernel.shape(for: shapes) else {
            throw NeuralFailure("a layer's input has another shape")
        }
        let sizes = wanted.map(Int64.init)
        let output = try table.made {
            table.function(.kernelOutput, as: Output.self)(context, 0, sizes, sizes.count, &$0)
        }
        guard shapes.joined().allSatisfy({ $0 > 0 }) else { return }
        guard kernel.run(inputs, shapes: shapes, into: try table.floats(of: output)) else {
            throw NeuralFailure("too little memory for a layer")
        }
    }

    /// A failure as the runtime takes it.
    static func status(_ failure: NeuralFailure, table: OnnxTable) -> UnsafeMutableRawPointer? {
        typealias MakeStatus = @convention(c) (Int32, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?
        return table.function(.makeStatus, as: MakeStatus.self)(1, failure.reason)
    }

    private typealias InputCount =
        @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> OnnxTable.Status
    private typealias Input = @convention(c) (OpaquePointer, Int, OnnxTable.Out) -> OnnxTable.Status
    private typealias Output =
        @convention(c) (OpaquePointer, Int, UnsafePointer<Int64>, Int, OnnxTable.Out) -> OnnxTable.Status
}
