import Foundation
import Seeds
import Testing

@testable import Workflow

/// What was damaged on the way is refused or run to some end; it never brings the program down.
@Suite struct HostileTests {
    private static let seeds: Range<UInt64> =
        0..<(ProcessInfo.processInfo.environment["VOUCH_PROCESSES"].flatMap { UInt64($0) } ?? 150)

    /// A process with something of everything, as a list of pieces to damage.
    private static let pieces: [String] = {
        typealias D = Drawing
        let text =
            D.process(
                "p", D.start(), D.gateway("parallel", "g"), D.user("a", D.many("2")), D.call("c", "p2"),
                D.gateway("eventBased", "ev"), D.catching("m", D.message), D.catching("t", D.timer("PT1H")),
                D.gateway("inclusive", "j"), D.boundary("b", on: "a", D.error()),
                D.boundary("b2", on: "sub", D.escalation(), interrupts: false),
                D.subProcess(
                    "sub", D.start("ss"), D.user("in"), D.end("se", D.escalation()), flows: "ss>in,in>se",
                    loop: D.many("n", sequential: true)),
                D.subProcess(
                    "event", event: true, D.start("es", D.signal), D.end("ee", D.error()), flows: "es>ee"),
                D.service("h", "later"), D.throwing("ring", D.signal), D.end(),
                flows: "s>g,g>a,g>c,g>ev,g>sub,ev>m,ev>t,m>j,t>j,a>j,c>j,sub>h,h>ring if x = 1,ring>j,b>j,j>e"
            )
            + D.process("p2", D.start("qs"), D.user("q"), D.end("qe", D.error()), flows: "qs>q,q>qe")
        return text.split(separator: "<").map { "<\($0)" }
    }()

    /// The process with some pieces gone, doubled, moved, or with parts of others.
    private func damaged(_ chance: inout Chance) -> String {
        var pieces = Self.pieces
        for _ in 0...chance.below(3) {
            let place = chance.below(pieces.count)
            switch chance.below(5) {
            case 0: pieces.remove(at: place)
            case 1: pieces.insert(pieces[place], at: chance.below(pieces.count))
            case 2: pieces.swapAt(place, chance.below(pieces.count))
            case 3:
                let ids = [
                    "\"s\"", "\"a\"", "\"g\"", "\"j\"", "\"e\"", "\"sub\"", "\"in\"", "\"b\"", "\"event\"",
                    "\"es\"", "\"m\"",
                ]
                pieces[place] = pieces[place].replacing(chance.one(of: ids), with: chance.one(of: ids))
            default:
                let kinds = [
                    "userTask", "subProcess", "parallelGateway", "inclusiveGateway", "eventBasedGateway",
                    "endEvent", "startEvent", "receiveTask",
                ]
                let (old, new) = (chance.one(of: kinds), chance.one(of: kinds))
                pieces = pieces.map {
                    $0.replacing("<\(old) ", with: "<\(new) ").replacing("</\(old)>", with: "</\(new)>")
                }
            }
        }
        return pieces.joined()
    }

    @Test func `a damaged process is refused, or runs without harm`() throws {
        var (refused, run) = (0, 0)
        for seed in Self.seeds {
            var chance = Chance(seed: seed)
            guard let document = try? Drawing.document(damaged(&chance)) else { continue }
            var office = Office(clock: Bench.start, expressions: .simple) { _ in nil }
            office.limits.steps = 2000
            do { try office.deploy(document) } catch {
                refused += 1
                #expect(!error.faults.isEmpty, "seed \(seed)")
                continue
            }
            run += 1
            try? office.start(process: "p", variables: ["n": .integer(2), "x": .integer(chance.below(2))])
            for _ in 0..<25 { try? poke(&office, &chance) }
            for place in office.state.cases.indices {
                let instance = office.state.cases[place].instance
                #expect(
                    instance.ending != nil || instance.mismatch(with: office.library) == nil, "seed \(seed)")
            }
        }
        #expect(run > 0 && refused > 0)
    }

    /// Something happens somewhere.
    private func poke(_ office: inout Office, _ chance: inout Chance) throws {
        guard !office.state.cases.isEmpty else { return }
        let place = chance.below(office.state.cases.count)
        let instance = office.state.cases[place].instance
        let token = instance.tokens.map(\.number).randomElement(using: &chance) ?? 0
        switch chance.below(8) {
        case 0, 1, 2: try office.take(.complete(token: token, variables: ["x": .integer(1)]), for: place)
        case 3: try office.take(.error(token: token, code: "broken", variables: [:]), for: place)
        case 4: try office.signal("alarm")
        case 5: try office.advance(by: TimeSpan(milliseconds: 3_600_000))
        case 6:
            try office.take(
                .answer(token: token, ServiceOutcome(error: chance.below(2) == 0 ? "lost" : nil)), for: place)
        default:
            if instance.incidents.isEmpty {
                try office.message("news")
            } else {
                try office.take(.retry(token: token), for: place)
            }
        }
    }

    @Test func `an instance that was damaged in keeping is refused with a reason`() throws {
        var bench = try Bench(Self.pieces.joined())
        try bench.start("p", ["n": .integer(2)])
        let saved = String(decoding: try JSONEncoder().encode(bench.instance), as: UTF8.self)
        let token = try #require(bench.office.view(0).tasks.first?.token.number)
        var refused = 0
        for seed in Self.seeds {
            var chance = Chance(seed: seed)
            var bytes = Array(saved.utf8)
            for _ in 0...chance.below(2) {
                let place = chance.below(bytes.count)
                // Digits and letters change; what is no JSON any more is refused by the decoder.
                if (48...57).contains(bytes[place]) { bytes[place] = 48 + UInt8(chance.below(10)) }
                if (97...122).contains(bytes[place]) { bytes[place] = 97 + UInt8(chance.below(26)) }
            }
            guard let damaged = try? JSONDecoder().decode(ProcessInstance.self, from: Data(bytes)) else {
                continue
            }
            bench.office.state.cases[0].instance = damaged
            do throws(EngineRefusal) {
                try bench.office.take(.complete(token: token, variables: [:]), for: 0)
            } catch { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test func `a version that is gone is a refusal`() throws {
        var bench = try Bench(Drawing.process("p", Drawing.start(), Drawing.user("a"), flows: "s>a"))
        try bench.start()
        let engine = Engine(library: ProcessLibrary(), expressions: .simple, serve: { _ in nil })
        #expect(throws: EngineRefusal.unsound("the version p:1 is not there")) {
            try engine.take(.cancel, for: bench.instance, now: Bench.start)
        }
    }
}
