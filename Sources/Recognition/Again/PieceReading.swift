internal import Domain

/// What a reader saw on a piece of a line, word by word of the piece.
struct PieceReading {
    /// For each word of the piece what stands in its place; `nil` where nothing was seen.
    let texts: [String?]

    /// Gives each word read to the word of the piece it overlaps most; `scale` and `margin` lead from points along
    /// the piece to pixels along the picture.
    init(_ found: [Word], of piece: LinePiece, scale: Double, margin: Double) {
        var parts = [[Word]](repeating: [], count: piece.spans.count)
        for word in found.sorted(by: { $0.box.left < $1.box.left }) {
            let reach = ((word.box.left - margin) / scale)...((word.box.right - margin) / scale)
            let overlaps = piece.spans.map { span in
                min(span.upperBound, reach.upperBound) - max(span.lowerBound, reach.lowerBound)
            }
            guard let most = overlaps.indices.max(by: { overlaps[$0] < overlaps[$1] }),
                overlaps[most] > Self.leastOverlap * (reach.upperBound - reach.lowerBound)
            else { continue }
            parts[most].append(word)
        }
        texts = parts.map { words in words.isEmpty ? nil : words.map(\.text).joined() }
    }

    /// A word read must overlap one of the piece by this share of its length, else it belongs to a neighbour.
    private static let leastOverlap = 0.3
}
