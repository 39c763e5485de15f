internal import CLeptonica
internal import Domain

extension TesseractReader {
    /// Reads bands with many letters with the English model, which tells the language and which way is up, and turns
    /// the page over where it stands on its head; `nil` where nothing speaks for any language.
    mutating func firstLook(at page: inout PreparedPage) throws(RecognitionFailure) -> String? {
        var look = FirstLook()
        for rank in 0..<PreparedPage.sampleCount {
            guard let sample = page.sample(rank: rank) else { break }
            try read(sample, language: "en", into: &look)
            if look.isTurnedOver {
                page.turnOver()
                look.turnOver()
            }
            if look.isUpright, let winner = LanguageVote(look.words).winner(atLeast: 3), has(winner) {
                return winner
            }
        }
        return nil
    }

    /// Reads bands both ways until one way is clearly up, and turns the page over where it stands on its head.
    mutating func isTurnedOver(
        _ page: inout PreparedPage, language: String
    ) throws(RecognitionFailure) -> Bool {
        var look = FirstLook()
        for rank in 0..<PreparedPage.sampleCount {
            guard let sample = page.sample(rank: rank) else { break }
            try read(sample, language: language, into: &look)
            if look.isTurnedOver {
                page.turnOver()
                return true
            }
            if look.isUpright { return false }
        }
        return false
    }

    /// Reads a band, and reads it upside down as well while it is open which way is up.
    private mutating func read(
        _ sample: borrowing PixelImage, language: String, into look: inout FirstLook
    ) throws(RecognitionFailure) {
        look.add(try block(on: sample, language: language, layout: .block, seconds: 5))
        guard !look.isUpright, let turned = sample.turned(byQuarters: 2) else { return }
        turned.resolution = sample.resolution
        look.addTurned(try block(on: turned, language: language, layout: .block, seconds: 5))
    }
}

/// What bands of a page read like, the way it lies and upside down.
private struct FirstLook {
    /// The words of the bands, the way the page lies.
    private(set) var words: [Word] = []
    private var turnedWords: [Word] = []
    private var wasTurnedOver = false

    mutating func add(_ more: [Word]) { words += more }
    mutating func addTurned(_ more: [Word]) { turnedWords += more }

    /// Whether the way the page lies is certainly up.
    var isUpright: Bool { wasTurnedOver || Legibility(words).isConvincing }

    /// Whether it certainly stands on its head.
    var isTurnedOver: Bool {
        !isUpright && Legibility(turnedWords).isClearlyMore(than: Legibility(words))
    }

    mutating func turnOver() {
        swap(&words, &turnedWords)
        wasTurnedOver = true
    }
}
