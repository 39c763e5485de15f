extension RecordReading {
    /// Makes a record of the rows of each key: the first row makes it, later ones are merged into it.
    ///
    /// A record with a mistake in any of its rows is left out.
    mutating func gather(
        _ rows: [RecordRow], key: String, make: (RecordRow) throws(RecordMistake) -> Record,
        merge: (inout Record, Record, RecordRow) throws(RecordMistake) -> Void
    ) {
        var places: [String: Int] = [:]
        var broken: Set<String> = []
        for row in rows {
            do throws(RecordMistake) {
                let name = try row.text(key)
                do throws(RecordMistake) {
                    let record = try make(row)
                    if let place = places[name] {
                        try merge(&records[place].record, record, row)
                    } else {
                        places[name] = records.count
                        records.append((row.line, record))
                    }
                } catch {
                    broken.insert(name)
                    throw error
                }
            } catch {
                mistakes.append(error)
            }
        }
        let gone = Set(broken.compactMap { places[$0] })
        records = records.indices.filter { !gone.contains($0) }.map { records[$0] }
    }
}
