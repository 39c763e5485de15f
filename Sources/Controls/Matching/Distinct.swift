extension Sequence where Element: Hashable {
    /// Every element once, in the order of their first appearance.
    func distinct() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
