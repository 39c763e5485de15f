import Domain
import Pipeline
import Reviewing

/// Which pages begin a document of their own, and which documents hold more pages of this one.
struct PageChoice: Hashable, Sendable {
    /// A document whose pages may belong to this one.
    struct Neighbour: Hashable, Sendable {
        var id: DocumentID
        var text: String
    }

    /// The first words of each page.
    var pages: [String]
    /// What the document is made of, where it is made of pages of others.
    var origin: String?
    /// Documents whose pages may belong to this one, the likeliest first.
    var neighbours: [Neighbour]
    /// Pages at which a document of its own begins, from 2.
    var starts: Set<Int> = []
    /// Documents whose pages follow, in the order they were chosen.
    var joined: [DocumentID] = []
    /// The page pointed at, from 1.
    var page = 1

    /// Documents that are offered at most: one a letter.
    static let letters = Array("abcdefghi")

    /// What a key wants.
    enum Outcome: Hashable, Sendable {
        case stay(message: String)
        case leave
        case wish(ReviewDialog.Wish)
    }

    /// Takes a key.
    mutating func press(_ key: Key) -> Outcome {
        switch key {
        case .up: page = max(1, page - 1)
        case .down: page = min(pages.count, page + 1)
        case .character(" "): return toggle(start: page)
        case .character("z"):
            return origin == nil ? .stay(message: "Nothing was split or joined here.") : .wish(.takeBack)
        case .enter: return decision
        case .escape, .left: return .leave
        case .character(let letter):
            if let number = key.number { return toggle(start: number) }
            if let index = Self.letters.firstIndex(of: letter), neighbours.indices.contains(index) {
                toggle(joined: neighbours[index].id)
            }
        case .right, .backspace, .tab, .delete, .interrupt, .clearLine, .end: break
        }
        return .stay(message: "")
    }

    private mutating func toggle(start: Int) -> Outcome {
        guard (2...max(2, pages.count)).contains(start), pages.count > 1 else {
            return .stay(message: "A document of its own begins at page 2 or later.")
        }
        page = start
        if !starts.insert(start).inserted { starts.remove(start) }
        return .stay(message: "")
    }

    private mutating func toggle(joined id: DocumentID) {
        if joined.contains(id) { joined.removeAll { $0 == id } } else { joined.append(id) }
    }

    private var decision: Outcome {
        switch (starts.isEmpty, joined.isEmpty) {
        case (true, true): .leave
        case (false, true): .wish(.split(starts))
        case (true, false): .wish(.join(joined))
        case (false, false): .stay(message: "Split or join, one after the other.")
        }
    }
}

extension ReviewScreen {
    /// The pages with the places where documents begin, and the documents that may be joined.
    func pageLines(_ choice: PageChoice) -> [StyledText] {
        let room = max(2, height - 9 - choice.neighbours.count)
        let first = max(0, min(choice.page - 1 - room / 2, choice.pages.count - room))
        let pages = choice.pages.indices.dropFirst(first).prefix(room).map { index -> StyledText in
            let begins = choice.starts.contains(index + 1)
            return StyledText(index + 1 == choice.page ? "▸" : " ", .accent)
                + StyledText("\(index + 1) ", .accent)
                + StyledText(begins ? "new document: " : "", .strong) + StyledText(choice.pages[index])
        }
        let letters = PageChoice.letters
        let others = zip(letters, choice.neighbours).map { letter, neighbour -> StyledText in
            let place = choice.joined.firstIndex(of: neighbour.id).map { "joined as part \($0 + 2): " } ?? ""
            return StyledText(" \(letter) ", .accent) + StyledText(place, .strong)
                + StyledText(neighbour.text)
        }
        var lines = [StyledText(" Which pages belong together?", .strong)]
        if let origin = choice.origin { lines.append(StyledText("   made of \(origin)", .quiet)) }
        lines += pages
        if !others.isEmpty { lines += [StyledText(" More of this document:", .strong)] + others }
        let takeBack = choice.origin == nil ? "" : " · z put back as it was"
        return lines + [
            StyledText(" 2-9 or Space a document begins here · a-i join · Enter do it", .quiet),
            StyledText(" Esc back\(takeBack)", .quiet),
        ]
    }
}
