#!/usr/bin/env python3
"""Checks a home of Vouch without Vouch: Python's sqlite3 and hashlib, and nothing it could share a bug with.

    scripts/check_store.py HOME [--dropped MANIFEST] [--settled]

Checks that the SQLite file is sound, the audit log's hash chain holds, every document has exactly one state and one
first arrival, every job fits its document, every step of a case is in the log once, and every byte in the archive matches its SHA-256. With --dropped, a JSON
list of {"path", "sha256", "moves"}, each dropped file must be in the store exactly once, and its source gone where it
moves. With --settled nothing may be waiting or lie in the inbox. Prints what is wrong, one line each, and a last line
"N documents, L lost, D doubled, O other"; leaves with 1 when anything is wrong.
"""
import argparse
import hashlib
import json
import os
import sqlite3
import sys

STATES = {"received", "read", "needs-review", "unpacked", "duplicate-of", "rejected", "quarantined", "failed"}


class Report:
    def __init__(self):
        self.lost, self.doubled, self.other = [], [], []

    def wrong(self):
        return self.lost + self.doubled + self.other


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def check_chain(db, report):
    """Every entry's hash covers the one before: SHA-256 over 64 hex digits and netstrings of the parts."""
    previous, expected = "0" * 64, 1
    for row in db.execute("SELECT sequence, at, actor, action, document_id, detail, hash FROM audit ORDER BY sequence"):
        sequence, at, actor, action, document, detail, stored = row
        if sequence != expected:
            report.other.append(f"audit: entry {expected} is missing")
        parts = [str(sequence), str(at), actor, action, "" if document is None else str(document), detail]
        data = b"".join(b"%d:%s," % (len(part.encode()), part.encode()) for part in parts)
        if hashlib.sha256(previous.encode() + data).hexdigest() != stored:
            report.other.append(f"audit: entry {sequence} does not hash to what it says")
        previous, expected = stored, sequence + 1


def check_documents(db, report):
    last_action = {document: action for document, action in db.execute(
        "SELECT document_id, action FROM audit WHERE document_id IS NOT NULL ORDER BY sequence") if action in STATES}
    jobs = {}
    for document, state in db.execute("SELECT document_id, state FROM jobs"):
        jobs.setdefault(document, []).append(state)
    firsts = dict(db.execute("SELECT document_id, count(*) FROM arrivals WHERE is_first = 1 GROUP BY document_id"))
    readings = {row[0] for row in db.execute("SELECT document_id FROM readings")}
    for document, state, reason in db.execute("SELECT id, state, reason FROM documents"):
        name = f"document {document} ({state})"
        if state not in STATES:
            report.other.append(f"{name} is in no state that exists")
        if firsts.get(document) != 1:
            report.doubled.append(f"{name} has {firsts.get(document, 0)} first arrivals")
        if last_action.get(document) != state:
            report.other.append(f"{name}: the audit log says {last_action.get(document)}")
        if (reason is not None) != (state in {"rejected", "quarantined", "failed"}):
            report.other.append(f"{name}: its reason does not go with its state")
        if state in {"read", "needs-review"} and document not in readings:
            report.lost.append(f"{name} has no reading")
        mine = jobs.get(document, [])
        wanted = {"received": (["waiting"], ["leased"]), "failed": (["aside"],)}.get(state, ([],))
        if mine not in wanted:
            report.lost.append(f"{name} has the jobs {mine}")


def check_duplicates(db, report):
    """A duplicate has the bytes of the document it points to, which is none itself; no other bytes are there twice."""
    for document, original in db.execute(
            "SELECT d.id, o.id FROM documents d JOIN documents o ON o.id = d.duplicate_of"
            " WHERE d.sha256 <> o.sha256 OR o.state = 'duplicate-of'"):
        report.other.append(f"document {document} points to {original}, which is another document")
    for sha, count in db.execute(
            "SELECT sha256, count(*) FROM documents WHERE state <> 'duplicate-of' GROUP BY sha256 HAVING count(*) > 1"):
        report.doubled.append(f"the bytes {sha} are {count} documents that are read")


def check_archive(db, home, report):
    for sha, size in db.execute("SELECT sha256, size FROM documents"):
        check_file(os.path.join(home, "archive", sha[:2], sha), sha, size, report)
    for sha, kind, made, size in db.execute(
            "SELECT d.sha256, v.kind, v.sha256, v.size FROM versions v JOIN documents d ON d.id = v.document_id"):
        check_file(os.path.join(home, "archive", sha[:2], f"{sha}.{kind}.{made[:16]}"), made, size, report)


def check_file(path, sha, size, report):
    if not os.path.exists(path):
        report.lost.append(f"archive: {path} is missing")
    elif os.path.getsize(path) != size or sha256_of(path) != sha:
        report.lost.append(f"archive: {path} does not hold the bytes it should")


def check_dropped(db, manifest, report):
    """Every dropped file has exactly one arrival with its path and bytes; its source is gone where it moves."""
    arrivals = {}
    for path, sha in db.execute(
            "SELECT a.path, d.sha256 FROM arrivals a LEFT JOIN documents d ON d.id = a.document_id"
            " WHERE a.path IS NOT NULL"):
        key = (bytes(path), sha)
        arrivals[key] = arrivals.get(key, 0) + 1
    for entry in manifest:
        path, sha = os.fsencode(entry["path"]), entry["sha256"]
        count, is_there = arrivals.get((path, sha), 0), os.path.lexists(path)
        if count > 1:
            report.doubled.append(f"{entry['path']} arrived {count} times")
        if count == 0 and (not is_there or sha is not None and sha256_of(path) != sha):
            report.lost.append(f"{entry['path']} is neither in the store nor in its folder")
        if not entry["moves"] and not is_there:
            report.lost.append(f"{entry['path']} was to stay where it is")
        entry["taken"] = count > 0


def check_cases(db, report):
    """Every step of a case is in the log once, and a case that has ended waits for nothing."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'cases'").fetchone():
        return
    steps, done, completed = {}, set(), set()
    for action, detail in db.execute("SELECT action, detail FROM audit WHERE detail LIKE '{%' ORDER BY sequence"):
        try:
            entry = json.loads(detail)
        except ValueError:
            continue
        if "case" not in entry:
            continue
        case, event = entry["case"], entry.get("event") or {}
        if event or action in ("case-started", "case-migrated"):
            steps.setdefault(case, []).append(entry["revision"])
        if "complete" in event:
            if (case, entry.get("task")) in completed:
                report.doubled.append(f"case {case}: task {entry.get('task')} was completed twice")
            completed.add((case, entry.get("task")))
        if "answer" in event:
            if (case, event["answer"]["token"], entry["revision"]) in done:
                report.doubled.append(f"case {case}: {entry.get('element')} was done twice")
            done.add((case, event["answer"]["token"], entry["revision"]))
    for case, document, revision, state in db.execute("SELECT id, document_id, revision, state FROM cases"):
        if steps.get(case, []) != list(range(1, revision + 1)):
            report.other.append(f"case {case}: it came to revision {revision}, and the log says {steps.get(case, [])}")
        if state in ("completed", "cancelled"):
            for table, condition in (("tasks", "AND state = 'open'"), ("timers", ""), ("awaited", ""), ("errands", "")):
                if db.execute(f"SELECT count(*) FROM {table} WHERE case_id = ? {condition}", (case,)).fetchone()[0]:
                    report.other.append(f"case {case} has ended and still has {table}")


def check_replies(db, report):
    """A code of a mail was used for a task that its own person completed, then and by that alone."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'reply_tokens'").fetchone():
        return
    used = db.execute(
        "SELECT task_id, person, redeemed_at, state, closed_by, closed_at FROM reply_tokens"
        " JOIN tasks ON tasks.id = task_id WHERE redeemed_at IS NOT NULL ORDER BY task_id"
    ).fetchall()
    for task, person, redeemed, state, closer, closed in used:
        if (state, closer, closed) != ("completed", person, redeemed):
            report.other.append(f"task {task}: a code of {person} was used, and it is {state} by {closer}")
    for task, in db.execute(
        "SELECT DISTINCT task_id FROM reply_tokens JOIN tasks ON tasks.id = task_id"
        " WHERE ended_at IS NULL AND state <> 'open'"
    ):
        report.other.append(f"task {task} is done and still has codes that count")


def check_settled(db, manifest, report):
    waiting = db.execute("SELECT count(*) FROM documents WHERE state = 'received'").fetchone()[0]
    if waiting:
        report.other.append(f"{waiting} documents still wait")
    for entry in manifest:
        if not entry["taken"]:
            report.other.append(f"{entry['path']} was not taken")
        elif entry["moves"] and os.path.lexists(os.fsencode(entry["path"])):
            report.other.append(f"{entry['path']} was taken and is still there")


def check_home(home, report):
    """Everything that holds of a home at any moment; answers its store."""
    db = sqlite3.connect(f"file:{os.path.join(home, 'vouch.sqlite')}?mode=ro", uri=True)
    for (line,) in db.execute("PRAGMA integrity_check"):
        if line != "ok":
            report.other.append(f"sqlite: {line}")
    for row in db.execute("PRAGMA foreign_key_check"):
        report.other.append(f"sqlite: a row of {row[0]} points nowhere")
    check_chain(db, report)
    check_documents(db, report)
    check_duplicates(db, report)
    check_cases(db, report)
    check_replies(db, report)
    check_archive(db, home, report)
    return db


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("home")
    parser.add_argument("--dropped")
    parser.add_argument("--settled", action="store_true")
    arguments = parser.parse_args()
    report, manifest = Report(), []
    db = check_home(arguments.home, report)
    if arguments.dropped:
        with open(arguments.dropped, encoding="utf-8") as file:
            manifest = json.load(file)
        check_dropped(db, manifest, report)
    if arguments.settled:
        check_settled(db, manifest, report)
    documents = db.execute("SELECT count(*) FROM documents").fetchone()[0]
    for line in report.wrong():
        print(line)
    print(f"{documents} documents, {len(report.lost)} lost, {len(report.doubled)} doubled, {len(report.other)} other")
    return 1 if report.wrong() else 0


if __name__ == "__main__":
    sys.exit(main())
