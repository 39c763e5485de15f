import Domain
import FoundationEssentials
import GRDB
import Pipeline

/// Rows of the codes that stand in mails; part of the transaction it is called in.
enum ReplyTable {
    static let schema = """
        -- What the codes in mails stand for; the codes themselves are kept nowhere.
        CREATE TABLE reply_tokens (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            id_hash TEXT NOT NULL UNIQUE CHECK (length(id_hash) = 64),
            salt BLOB NOT NULL CHECK (length(salt) = 16),
            task_id INTEGER NOT NULL REFERENCES tasks (id),
            person TEXT NOT NULL REFERENCES people (name),
            acts TEXT NOT NULL CHECK (json_valid(acts)),
            basis TEXT NOT NULL CHECK (length(basis) = 64),
            issued_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL CHECK (expires_at > issued_at),
            ended_at INTEGER,
            redeemed_at INTEGER,
            reply TEXT CHECK (length(reply) = 64),
            CHECK ((reply IS NULL) = (redeemed_at IS NULL)), CHECK (redeemed_at IS NULL OR ended_at IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX one_living_token ON reply_tokens (task_id, person, basis) WHERE ended_at IS NULL;
        CREATE UNIQUE INDEX a_task_is_answered_once ON reply_tokens (task_id) WHERE redeemed_at IS NOT NULL;
        CREATE TRIGGER a_token_is_used_once BEFORE UPDATE ON reply_tokens
            WHEN OLD.redeemed_at IS NOT NULL OR (NEW.redeemed_at IS NOT NULL AND OLD.ended_at IS NOT NULL)
            BEGIN SELECT RAISE (ABORT, 'a code counts once, while its task waits'); END;
        CREATE TRIGGER tokens_are_not_cut BEFORE DELETE ON reply_tokens
            BEGIN SELECT RAISE (ABORT, 'codes that were given out stay on record'); END;

        ALTER TABLE vendors ADD COLUMN email TEXT CHECK (email <> '');
        """

    /// A token as it is kept.
    struct Kept {
        var row: Int64
        var idHash: String
        var token: ReplyToken
        var ended: Timestamp?
        var redeemed: (at: Timestamp, reply: String)?
    }

    static func find(_ code: ReplyCode, in db: Database) throws -> Kept? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM reply_tokens WHERE id_hash = ?"),
            arguments: [code.idHash]
        ).map(kept)
    }

    /// The token of a person that still counts, a new one where there is none.
    static func token(
        for offer: ReplyOffer, _ person: String, by key: ReplyKey, at: Timestamp, in db: Database
    ) throws -> (ReplyToken, isNew: Bool) {
        let living = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT * FROM reply_tokens
                    WHERE task_id = ? AND person = ? AND basis = ? AND ended_at IS NULL
                    """), arguments: [offer.task.rawValue, person, offer.basis]
        ).map(kept)
        if let living {
            let isGood =
                living.token.expires > at && living.token.acts == offer.acts
                && living.token.code(by: key).idHash == living.idHash
            if isGood { return (living.token, false) }
            try db.execute(
                sql: "UPDATE reply_tokens SET ended_at = ? WHERE id = ?",
                arguments: [at.milliseconds, living.row])
        }
        let token = ReplyToken(offer, to: person, at: at)
        try db.execute(
            sql: """
                INSERT INTO reply_tokens (id_hash, salt, task_id, person, acts, basis, issued_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                token.code(by: key).idHash, Data(token.salt), token.task, token.person,
                try JSONText.encode(token.acts), token.basis, token.issued.milliseconds,
                token.expires.milliseconds,
            ])
        return (token, true)
    }

    /// Codes of a task that is done, or that the case went on without, count no more.
    static func end(of task: TaskID, at: Timestamp, in db: Database) throws {
        try db.cachedStatement(
            sql: "UPDATE reply_tokens SET ended_at = ? WHERE task_id = ? AND ended_at IS NULL"
        ).execute(arguments: [at.milliseconds, task.rawValue])
    }

    /// Notes that a code was used; it must count still.
    static func redeem(_ row: Int64, by reply: Reply, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE reply_tokens SET redeemed_at = ?1, ended_at = ?1, reply = ?2
                WHERE id = ?3 AND ended_at IS NULL
                """, arguments: [reply.at.milliseconds, reply.digest, row])
        guard db.changesCount == 1 else { throw StoreFailure.busy }
    }

    private static func kept(_ row: Row) throws -> Kept {
        func time(_ column: String) -> Timestamp? {
            (row[column] as Int64?).map(Timestamp.init(milliseconds:))
        }
        let token = ReplyToken(
            salt: Array(row["salt"] as Data), task: row["task_id"], person: row["person"],
            acts: try JSONText.decode([ReplyAct].self, row["acts"]), basis: row["basis"],
            issued: Timestamp(milliseconds: row["issued_at"]),
            expires: Timestamp(milliseconds: row["expires_at"]))
        return Kept(
            row: row["id"], idHash: row["id_hash"], token: token, ended: time("ended_at"),
            redeemed: time("redeemed_at").map { ($0, row["reply"]) })
    }
}
