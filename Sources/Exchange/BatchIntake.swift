public import Pipeline

/// Takes files in from where they are, and leaves them there; files taken before are passed over.
public struct BatchIntake: Sendable {
    /// What became of all files.
    public struct Tally: Hashable, Sendable {
        /// New documents.
        public var new = 0
        /// Bytes that were in the store before, from another place.
        public var duplicates = 0
        /// Files that an earlier run took from the same place.
        public var known = 0
        /// What was no file or could not be read.
        public var troubled = 0

        /// Makes an empty tally.
        public init() {}
    }

    private let intake: Intake

    /// Makes a batch over an intake.
    public init(_ intake: Intake) {
        self.intake = intake
    }

    /// Takes all files in, in their order; ends early when told to stop.
    ///
    /// - Parameters:
    ///   - paths: The files; a name that is none is refused.
    ///   - inbox: What is said of all of them.
    ///   - stop: Ends the run between two transactions.
    ///   - onProgress: Told how many files were looked at since the last call.
    /// - Returns: What became of them.
    /// - Throws: What is wrong with the machine: `FileFailure` or `StoreFailure`.
    public func run(
        _ paths: [FilePath], as inbox: Inbox? = nil, stop: StopSignal,
        onProgress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Tally {
        var tally = Tally()
        var rest = paths[...]
        while !rest.isEmpty, !stop.isStopped {
            let part = Array(rest.prefix(Intake.batch))
            rest = rest.dropFirst(part.count)
            let sources = try await unknown(part, &tally)
            for outcome in try await taken(sources, as: inbox) { tally.count(outcome) }
            onProgress(part.count)
        }
        return tally
    }

    /// The files among `paths` that were not taken from their place as they are now.
    private func unknown(_ paths: [FilePath], _ tally: inout Tally) async throws -> [SourceFile] {
        let files = intake.files
        let statuses = await intake.threads.run {
            paths.map { path in
                Result { () throws(FileFailure) in try files.status(of: path) }
            }
        }
        var sources: [SourceFile] = []
        for (path, status) in zip(paths, statuses) {
            guard case .success(let status?) = status else {
                tally.troubled += 1
                if case .failure(let failure) = status { intake.report(.trouble("\(failure)")) }
                continue
            }
            let source = SourceFile(path: path, status: status)
            if status.kind == .file, try await intake.store.document(takenFrom: source) != nil {
                tally.known += 1
            } else {
                sources.append(source)
            }
        }
        return sources
    }

    /// Takes files; one that changed while it was copied is looked at once more.
    private func taken(_ sources: [SourceFile], as inbox: Inbox?) async throws -> [Intake.Outcome] {
        var outcomes: [Intake.Outcome] = []
        for (source, outcome) in zip(sources, try await intake.take(sources, of: inbox, .copies)) {
            if outcome == .changed, let status = try intake.files.status(of: source.path) {
                let again = SourceFile(path: source.path, status: status)
                outcomes += try await intake.take([again], of: inbox, .copies)
            } else {
                outcomes.append(outcome)
            }
            if case .unreadable(let failure)? = outcomes.last { intake.report(.trouble("\(failure)")) }
        }
        return outcomes
    }
}

extension BatchIntake.Tally {
    /// Counts what became of one file.
    fileprivate mutating func count(_ outcome: Intake.Outcome) {
        switch outcome {
        case .taken(.new), .leftBehind(.new, _): new += 1
        case .taken(.duplicate), .leftBehind(.duplicate, _): duplicates += 1
        case .taken(.known), .leftBehind(.known, _): known += 1
        case .taken(.refused), .leftBehind(.refused, _), .refused, .changed, .unreadable: troubled += 1
        }
    }
}
