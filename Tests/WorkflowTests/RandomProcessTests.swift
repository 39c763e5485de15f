import Foundation
import Seeds
import Testing

@testable import Workflow

@Suite struct RandomProcessTests {
    /// How many processes: `VOUCH_PROCESSES`, else few.
    private static let seeds: Range<UInt64> =
        0..<(ProcessInfo.processInfo.environment["VOUCH_PROCESSES"].flatMap { UInt64($0) } ?? 200)

    /// Completes whatever is open, in an order by chance, until nothing is.
    private func end(of process: RandomProcess, order: UInt64) throws -> Bench {
        var chance = Chance(seed: order)
        var bench = try Bench(process.text)
        try bench.start("p", process.variables)
        var steps = 0
        while !bench.tasks.isEmpty {
            steps += 1
            try #require(steps < 5000, "the process does not end")
            let tasks = bench.office.view(0).tasks
            let task = tasks[chance.below(tasks.count)]
            try bench.take(.complete(token: task.token.number, variables: [:]))
        }
        return bench
    }

    @Test func `every process ends, loses no token, and ends the same in any order`() throws {
        for seed in Self.seeds {
            let process = RandomProcess(seed: seed)
            let first = try end(of: process, order: seed)
            let second = try end(of: process, order: seed &+ 1_000_003)
            try #require(first.status == .completed, "seed \(seed): \(first.status)")
            try #require(
                first.instance.tokens.count == 0 && first.instance.subscriptions.count == 0, "seed \(seed)")
            try #require(first.instance.scopes.count == 1, "seed \(seed)")
            try #require(first.instance.visits == second.instance.visits, "seed \(seed)")
            try #require(first.variables == second.variables, "seed \(seed)")
            try #require(second.status == .completed, "seed \(seed): \(second.status)")
        }
        print("\(Self.seeds.count) processes by chance, seeds \(Self.seeds)")
    }

    @Test func `cancelling at any point leaves nothing open`() throws {
        for seed in Self.seeds.prefix(60) {
            let process = RandomProcess(seed: seed)
            var chance = Chance(seed: seed)
            var bench = try Bench(process.text)
            try bench.start("p", process.variables)
            for _ in 0..<chance.below(6) where !bench.tasks.isEmpty {
                let tasks = bench.office.view(0).tasks
                try bench.take(
                    .complete(token: tasks[chance.below(tasks.count)].token.number, variables: [:]))
            }
            guard bench.instance.ending == nil else { continue }
            try bench.take(.cancel)
            #expect(bench.status == .cancelled, "seed \(seed)")
            #expect(bench.instance.tokens.count == 0 && bench.instance.scopes.count == 1, "seed \(seed)")
            #expect(bench.office.timers.isEmpty, "seed \(seed)")
        }
    }

    @Test func `a process by chance says the same after it was written`() throws {
        for seed in Self.seeds.prefix(60) {
            let document = try Drawing.document(RandomProcess(seed: seed).text)
            let again = try BPMNDocument(parsing: document.bytes, file: "file.bpmn")
            let read = try ProcessReading.definitions(in: document, expressions: .simple)
            #expect(
                try ProcessReading.definitions(in: again, expressions: .simple).map(\.flows)
                    == read.map(\.flows))
            #expect(Outline(of: again) == Outline(of: document), "seed \(seed)")
        }
    }
}
