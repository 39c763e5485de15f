import Domain
import Glibc
import Pipeline
import Reviewing
import Storage

/// A review on a terminal: a screen a document, a key an answer.
struct TerminalReview {
    let seat: ReviewSeat
    let premises: Premises
    let screen: Screen
    /// How pictures are shown; found out before the terminal is taken over.
    let graphics: Graphics

    /// What is counted between two answers.
    private struct Effort {
        var keystrokes = 0
        var since = ContinuousClock.now

        var seconds: Double { (ContinuousClock.now - since).inSeconds }
    }

    /// Waits for keys, so that no thread of the pool does.
    private let waiting = BlockingThreads(count: 1, label: "vouch.keys")

    /// Takes a review up.
    init(seat: ReviewSeat, premises: Premises, screen: Screen, graphics: Graphics) {
        self.seat = seat
        self.premises = premises
        self.screen = screen
        self.graphics = graphics
    }

    /// Goes through documents until they are done or the person stops.
    func run(_ documents: [DocumentID]) async throws -> ReviewSeat.Round {
        guard let terminal = RawTerminal.take(STDIN_FILENO) else {
            throw Failure.environment("Standard input is no terminal. Use --no-tty or --plain.")
        }
        defer { terminal.giveBack() }
        return try await seat.go(through: documents) { hand, left in
            try await review(&hand, left: left, on: terminal)
        }
    }

    private func review(
        _ hand: inout ReviewDesk.Case, left: Int, on terminal: RawTerminal
    ) async throws -> ReviewSeat.Ending {
        var dialog = ReviewDialog(of: hand.review)
        var warned: ReviewDialog.Warning?
        var isNew = true
        var effort = Effort()
        var pictures = PictureShelf(premises: premises, graphics: graphics)
        let keys = KeyReader(descriptor: STDIN_FILENO)
        while true {
            try await draw(&dialog, hand, left, terminal.rows, &pictures)
            if isNew || dialog.warning != nil && dialog.warning != warned { terminal.dropTypedAhead() }
            (isNew, warned) = (false, dialog.warning)
            let key = await waiting.run { keys.next() }
            effort.keystrokes += 1
            guard let wish = dialog.press(key, in: hand.review) else { continue }
            switch wish {
            case .quit: return .quit
            case .leave: return .next
            case .openPage: dialog.message = try await openPage(of: hand)
            case .createVendor: dialog.message = try await seat.takeVendor(of: hand).sentence
            case .choosePages: dialog.mode = .pages(try await seat.pageChoice(of: hand))
            case .split, .join, .takeBack:
                switch try await move(wish, hand) {
                case .to(let documents):
                    screen.put(
                        Array("\u{1B}[H\u{1B}[J Reading \(documents.count.counted("document"))…\r\n".utf8))
                    return .moved(documents)
                case .not(let sentence): dialog.message = sentence
                }
            case .answer(let answer, let isSure):
                if try await take(answer, isSure, on: &hand, &dialog, &effort) { return .next }
            }
        }
    }

    private func move(
        _ wish: ReviewDialog.Wish, _ hand: ReviewDesk.Case
    ) async throws -> ReviewSeat.Moved {
        switch wish {
        case .split(let starts): try await seat.split(hand, before: starts)
        case .join(let others): try await seat.join(hand, with: others)
        case .takeBack: try await seat.takeBack(hand)
        case .answer, .leave, .createVendor, .openPage, .choosePages, .quit: .not("")
        }
    }

    /// Takes an answer; `true` when it was kept and decides of the document.
    private func take(
        _ answer: Answer, _ isSure: Bool, on hand: inout ReviewDesk.Case, _ dialog: inout ReviewDialog,
        _ effort: inout Effort
    ) async throws -> Bool {
        let response = hand.review.response(to: answer, isSure: isSure)
        guard case .edit(let edit) = response else {
            dialog.take(response, to: answer, in: hand.review)
            return false
        }
        let kept = try await seat.desk.keep(
            edit, on: &hand, seconds: effort.seconds, keystrokes: effort.keystrokes)
        guard kept == .kept else {
            dialog.miss(answer, in: hand.review)
            dialog.message = kept.words.sentence ?? ""
            return false
        }
        effort = Effort()
        dialog.take(response, to: answer, in: hand.review)
        return edit.isVerdict
    }

    private func draw(
        _ dialog: inout ReviewDialog, _ hand: ReviewDesk.Case, _ left: Int, _ rows: Int,
        _ pictures: inout PictureShelf
    ) async throws {
        let width = screen.output.columns
        let canvas = ReviewScreen(width: width, height: rows)
        let lines = canvas.lines(dialog, on: hand, left: left)
        dialog.shown = canvas.rows(dialog, hand.review, left).shown
        let clear = graphics == .kitty ? "\u{1B}_Ga=d\u{1B}\\" : ""
        let text = lines.map { $0.rendered(screen.output.colours) + "\u{1B}[K\r\n" }.joined()
        screen.put(Array("\(clear)\u{1B}[H\(text)\u{1B}[J".utf8))
        guard case .question(let subject) = dialog.mode,
            let region = hand.review.question(about: subject)?.region
        else { return }
        try await pictures.show(region, of: hand, on: screen, room: rows - lines.count - 2)
    }

    /// Hands the original to the desktop's viewer; returns a sentence for the person.
    private func openPage(of hand: ReviewDesk.Case) async throws -> String {
        let folder = premises.home.root.appending("opened")
        try premises.files.makeDirectoryDurably(folder)
        let copy = folder.appending("\(hand.id)-\(DisplayName.filename(hand.record.summary.name))")
        let excerpt = hand.record.arrivals.first?.excerpts.first
        if try premises.files.status(of: copy) == nil {
            try await premises.archive.export(excerpt?.hash ?? hand.record.summary.hash, to: copy)
        }
        let pages = excerpt.map { " It is \($0.sentence)." } ?? ""
        return Viewer.open(copy)
            ? "Opened \(copy).\(pages)" : "There is no viewer here; the original is at \(copy).\(pages)"
    }
}

/// Pictures of places of one document, each drawn once by a reader process.
struct PictureShelf {
    let premises: Premises
    let graphics: Graphics
    private var drawn: [Region: Picture] = [:]

    init(premises: Premises, graphics: Graphics) {
        self.premises = premises
        self.graphics = graphics
    }

    /// Shows the place of a value below what is on the screen, as picture and where that is coarse as text.
    mutating func show(_ region: Region, of hand: ReviewDesk.Case, on screen: Screen, room: Int) async throws
    {
        guard room > 1, let page = hand.record.reading?.pages.first(where: { $0.number == region.page })
        else {
            return
        }
        func place(_ extent: Surroundings.Extent) -> Surroundings {
            Surroundings(of: region, pageWidth: page.width, pageHeight: page.height, extent: extent)
        }
        let text = place(.wide).text(on: page).prefix(graphics == .blocks ? max(1, room / 3) : room)
        if graphics == .none || graphics == .blocks {
            screen.put(text.map { StyledText("   " + $0).truncated(to: screen.output.columns) })
        }
        guard graphics != .none, room - (graphics == .blocks ? text.count : 0) > 2 else { return }
        let shown = place(graphics == .blocks ? .narrow : .wide)
        if drawn[region] == nil {
            drawn[region] = try await Composition.picture(
                of: shown, on: page, of: hand.record, from: premises)
        }
        guard let picture = drawn[region] else { return }
        screen.put(picture, as: graphics, rows: room - (graphics == .blocks ? text.count : 0))
    }
}
