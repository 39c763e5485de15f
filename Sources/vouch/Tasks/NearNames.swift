import Domain

/// People whose name is nearly one that nobody has.
struct NearNames {
    private let people: [Person]

    /// Letters a name may differ by.
    private static let most = 2

    init(of name: String, among directory: Directory) {
        let key = Person.key(of: name)
        people = directory.people.filter { person in
            person.isActive
                && [person.name, Person.key(of: person.fullName), person.email ?? ""].contains { known in
                    let words = [known] + known.split { " @".contains($0) }.map(String.init)
                    return words.contains {
                        !$0.isEmpty && Self.distance(key, $0) <= min(Self.most, key.count / 3)
                    }
                }
        }
    }

    /// ` Did you mean ada (Ada Lind)?`; empty where nobody comes near.
    var sentence: String {
        let names = people.prefix(3).map { "\($0.name) (\($0.fullName))" }
        return names.isEmpty ? "" : " Did you mean \(names.joined(separator: " or "))?"
    }

    /// Whoever acts must be somebody of the directory, where there is one.
    static func check(_ name: String, among directory: Directory) throws(Failure) {
        guard !directory.people.isEmpty, directory.person(called: name) == nil else { return }
        throw .usage(
            "There is nobody called \(SafeText(name).text) in the directory."
                + NearNames(of: name, among: directory).sentence
                + " Say who you are with --user or $VOUCH_USER; see who there is with: vouch people")
    }

    /// Letters to put in, take out or change to make one of the other.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.prefix(64)), Array(right.prefix(64)))
        var row = Array(0...right.count)
        for (place, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for (column, other) in right.enumerated() {
                let changed = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
