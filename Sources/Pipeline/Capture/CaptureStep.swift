public import Reading

/// One document's way from bytes to a state: read, interpret, keep what was made; commits nothing itself.
public struct CaptureStep: Sendable {
    /// Says what a reading of an arrival means.
    public typealias Interpret =
        @Sendable (DocumentReading, Arrival) async throws(StoreFailure) -> Interpretation

    /// Says what has come out of the outermost mail or ZIP file that an arrival was in.
    public typealias CountUnpacked = @Sendable (Arrival) async throws(StoreFailure) -> UnpackedSoFar

    private let archive: any Archive
    private let countUnpacked: CountUnpacked
    private let reader: any DocumentReader
    private let interpret: Interpret
    private let copies: RefusedCopies
    private let world: World
    private let limits: ReadingLimits
    private let keepsSearchablePDF: Bool

    /// Makes the step from what it needs; a searchable PDF of each scan is kept unless told otherwise.
    public init(
        archive: any Archive, reader: any DocumentReader, interpret: @escaping Interpret,
        countUnpacked: @escaping CountUnpacked,
        copies: RefusedCopies, world: World, limits: ReadingLimits = .standard,
        keepsSearchablePDF: Bool = true
    ) {
        self.archive = archive
        self.countUnpacked = countUnpacked
        self.reader = reader
        self.interpret = interpret
        self.copies = copies
        self.world = world
        self.limits = limits
        self.keepsSearchablePDF = keepsSearchablePDF
    }

    /// Takes the leased document as far as it goes.
    ///
    /// Whatever is wrong with the document ends in a state; it throws when the machine is at fault, and may then be
    /// repeated.
    public func run(_ lease: Lease) async throws -> FinishedStep {
        let start = world.uptime()
        let answer = try await read(lease)
        var step = FinishedStep(lease: lease, state: .received, at: world.now())
        switch answer {
        case .document(let reading):
            try await fill(&step, with: reading, since: start)
        case .container(let files) where !files.contains { $0.refusal == nil }:
            step.state = .rejected(reason: Self.reasonForNothing(in: files))
        case .container where lease.arrival.depth >= limits.containerDepth:
            step.state = .quarantined(
                reason: "it goes over a limit: \(limits.containerDepth) mails or ZIP files in one another")
        case .container(let files):
            if let limit = try await limit(brokenBy: files, of: lease) {
                step.state = .quarantined(reason: "it goes over a limit: \(limit)")
            } else {
                step.children = try await children(files, of: lease)
                step.state = .unpacked
            }
        case .refused(let refusal):
            step.state =
                switch refusal.disposition {
                case .rejected(let reason): .rejected(reason: reason)
                case .quarantined(let reason): .quarantined(reason: reason)
                }
        }
        try await copies.reflect(step.state, of: lease)
        return step
    }

    private func read(_ lease: Lease) async throws -> ReadAnswer {
        guard case .bytes(let hash, let size) = lease.arrival.content else {
            preconditionFailure("only bytes have jobs")
        }
        guard size <= limits.documentBytes else {
            return .refused(.overLimit("\(limits.documentBytes / 1_000_000) MB of a document"))
        }
        guard lease.arrival.excerpts.isEmpty else { return try await readExcerpts(of: lease.arrival) }
        var options = ReadOptions()
        options.language = lease.arrival.defaults.language
        options.wantsSearchablePDF = keepsSearchablePDF
        let bytes = try await archive.bytes(of: hash)
        return try await reader.read(
            ReadRequest(name: lease.arrival.name, bytes: bytes, options: options))
    }

    /// Reads a document that is made of pages of others, in one go.
    private func readExcerpts(of arrival: Arrival) async throws -> ReadAnswer {
        var parts: [FurtherPages] = []
        for excerpt in arrival.excerpts {
            parts.append(
                FurtherPages(
                    bytes: try await archive.bytes(of: excerpt.hash),
                    pages: excerpt.isWhole ? nil : excerpt.pages))
        }
        let size = parts.reduce(0) { $0 + $1.bytes.count }
        guard size <= limits.documentBytes else {
            return .refused(.overLimit("\(limits.documentBytes / 1_000_000) MB of a document"))
        }
        let first = parts.removeFirst()
        var options = ReadOptions()
        options.language = arrival.defaults.language
        options.pages = first.pages
        return try await reader.read(
            ReadRequest(name: arrival.name, bytes: first.bytes, options: options, further: parts))
    }

    private func fill(
        _ step: inout FinishedStep, with reading: DocumentReading, since start: Uptime
    ) async throws {
        let meaning = try await interpret(reading, step.lease.arrival)
        if let pdf = reading.searchablePDF, case .bytes(let hash, _) = step.lease.arrival.content {
            step.versions = [try await archive.keep(pdf, as: .searchablePDF, of: hash)]
        }
        step.reading = StoredReading(
            pages: reading.pages, draft: meaning.draft, engines: reading.engines, at: step.at,
            seconds: Double(world.uptime().milliseconds - start.milliseconds) / 1000)
        step.findings = meaning.findings
        step.state = meaning.needsReview ? .needsReview : .read
    }

    /// The limit of all that comes out of the outermost container which these files would break; `nil` for none.
    ///
    /// Containers of one that are opened at the same moment do not see each other, so a few more may come out.
    private func limit(brokenBy files: [ContainedFile], of lease: Lease) async throws -> String? {
        let unpacked = try await countUnpacked(lease.arrival)
        if unpacked.files + files.count > limits.partsOfAll {
            return "\(limits.partsOfAll) files out of one mail or ZIP file and all that is in it"
        }
        let bytes = files.reduce(unpacked.bytes) { $0 + Int64($1.bytes.count) }
        guard bytes > limits.unpackedBytesOfAll else { return nil }
        return "\(limits.unpackedBytesOfAll / 1_000_000) MB out of one mail or ZIP file and all that is in it"
    }

    /// Why a container gives no document, with the first part that might have been one.
    private static func reasonForNothing(in files: [ContainedFile]) -> String {
        guard let first = files.first, let reason = first.refusal else { return "there is nothing in it" }
        let others = files.count > 1 ? ", and \(files.count - 1) more" : ""
        return
            "there is no document in it that is read: \(DisplayName.safe(first.name.utf8)) (\(reason))\(others)"
    }

    /// Keeps what was in a container; each file is an arrival of its own, the same however often this is done.
    private func children(_ files: [ContainedFile], of lease: Lease) async throws -> [Arrival] {
        var children: [Arrival] = []
        for (index, file) in files.enumerated() {
            let content: Arrival.Content
            var key = "in:\(lease.document):\(index)"
            if let reason = file.refusal {
                content = .refused(reason: reason)
            } else {
                let hash = try await archive.keep(file.bytes)
                content = .bytes(hash, size: Int64(file.bytes.count))
                key += ":\(hash)"
            }
            children.append(
                Arrival(
                    key: key, content: content,
                    name: DisplayName.safe(file.name.utf8), inbox: lease.arrival.inbox,
                    defaults: lease.arrival.defaults, container: lease.document,
                    depth: lease.arrival.depth + 1, at: world.now()))
        }
        return children
    }
}
