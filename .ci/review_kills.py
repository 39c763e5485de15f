"""Kills `vouch review --no-tty` at random points: every answer that was acknowledged is there, none twice.

    review_kills.py VOUCH FIXTURES… [--kills N] [--seed S]

Drives a review of the project's own documents by JSON lines and kills the process with SIGKILL after a random time.
What was not acknowledged is said again with the same id after the restart, as a front end would. A kill counts when
the process died of it with an answer on its way. At the end Python's sqlite3 looks: every acknowledged id is there,
none that was kept was refused when said again, each document's history (versions and entries of the audit log) has one
step for each id that was said of it and none besides, and `vouch audit verify` finds nothing, which folds the drafts
anew from their histories. Documents are split, joined and put back in between: at the end every page of every original
is in exactly one document that is looked at.
"""

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ANSWERS = [
    {"accept": True}, {"pick": 1}, {"skip": True}, {"clear": True}, {"undo": 1},
    {"field": "due_date", "value": "1 May 27", "sure": True},
    {"field": "purchase_order", "value": "PO-4711"}, {"field": "grand_total", "value": "1.234,50", "sure": True},
    {"field": "delivery_note", "clear": True}, {"kind": "credit_note"}, {"kind": "invoice"},
]


MOVES = [{"split": [2]}, {"join": None}, {"put_back": True}]


class Review:
    """One process, from its start to its death."""

    def __init__(self, vouch, environment, document):
        self.process = subprocess.Popen(
            [vouch, "review", str(document), "--no-tty"], env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1)

    def heard(self):
        """The next object; None once the process is dead or done."""
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None

    def say(self, answer):
        try:
            self.process.stdin.write(json.dumps(answer) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def answer(dice, document, waiting):
    """Something to say of a document; now and then that its pages belong elsewhere."""
    said = dice.choice(MOVES) if dice.random() < 0.1 else dice.choice(ANSWERS)
    if "join" in said:
        others = [other for other in waiting() if other != document]
        said = {"join": [dice.choice(others)]} if others else {"skip": True}
    return {**said, "id": f"answer-{dice.getrandbits(64):016x}"}


def is_move(said):
    return any(word in said for word in ("split", "join", "put_back"))


def drive(review, dice, unsaid, heard, deadline, waiting):
    """Answers what is asked until the process dies; returns whether it died with an answer on its way.

    `unsaid` holds what was said of a document and not acknowledged. The clock to the kill starts with the first object,
    at times before it.
    """
    document = None
    wait = dice.choice([0, 0.003, 0.02, 0.1, 0.4]) * dice.random()
    while True:
        told = review.heard()
        if told is None:
            return unsaid.get(document) is not None
        if wait is not None:
            threading.Timer(wait, review.process.kill).start()
            wait = None
        document = told.get("document", document)
        pending = unsaid.get(document)
        if told["type"] in ("kept", "known", "refused", "doubt", "several", "moved"):
            if pending and told.get("id") == pending["id"]:
                heard[told["type"]].add(pending["id"])
                unsaid[document] = pending = None
        if told["type"] in ("question", "done"):
            if pending is None:
                unsaid[document] = pending = answer(dice, document, waiting)
            if not is_move(pending):
                heard["said"].add(pending["id"])
            review.say(pending)
        if told["type"] == "passed":
            unsaid[document] = None
        if told["type"] == "end" or time.time() > deadline:
            return False


def misplaced(db):
    """Pages of originals that are in none, or in several, of the documents that are looked at."""
    made = {}
    for document, source, first, last in db.execute(
            "SELECT document_id, source_id, first_page, last_page FROM parts ORDER BY document_id, position"):
        made.setdefault(document, []).append((source, first, last))
    counts = dict(db.execute("SELECT document_id, page_count FROM readings"))

    def pages(document):
        if document not in made:
            return [(document, page + 1) for page in range(counts.get(document, 0))]
        return [page for source, first, last in made[document] for page in pages(source)[first - 1:last]]

    places = {}
    for document, state in db.execute("SELECT id, state FROM documents WHERE duplicate_of IS NULL"):
        if state != "unpacked":
            for page in pages(document):
                places.setdefault(page, []).append(document)
    originals = [page for document in counts if document not in made for page in pages(document)]
    return [(page, places.get(page)) for page in originals if len(places.get(page, [])) != 1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("vouch")
    parser.add_argument("fixtures", nargs="+")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "VOUCH_HOME": home, "VOUCH_USER": "operator"}
        run = lambda *arguments: subprocess.run(
            [options.vouch, *arguments], env=environment, capture_output=True, text=True)
        run("init", "--quiet")
        run("batch", *options.fixtures, "--quiet")
        db = sqlite3.connect(Path(home) / "vouch.sqlite")
        waiting = lambda: [row[0] for row in db.execute(
            "SELECT id FROM documents WHERE state = 'needs-review' ORDER BY id").fetchall()]
        heard = {name: set() for name in ("said", "kept", "known", "refused", "doubt", "several", "moved")}
        unsaid, kills, runs = {}, 0, 0
        deadline = time.time() + 600
        while kills < options.kills and time.time() < deadline:
            there = waiting()
            if not there:
                # Whoever split or joined was killed before the new documents were read.
                run("batch", *options.fixtures, "--quiet")
                continue
            document = there[runs % len(there)]
            runs += 1
            review = Review(options.vouch, environment, document)
            died = drive(review, dice, unsaid, heard, deadline, waiting)
            review.end()
            kills += died and review.process.returncode == -9
        # What the program itself notes when pages are put back or a document is read again was said by nobody.
        kept = {key for (key,) in db.execute("SELECT key FROM corrections") if key.startswith("answer-")}
        moves = db.execute("SELECT count(*), count(undone_at) FROM rearrangements").fetchone()
        astray = misplaced(db)
        acknowledged = heard["kept"] | heard["known"]
        lost = acknowledged - kept
        spurned = heard["refused"] & kept
        steps = db.execute(
            "SELECT count(*), max(version), (SELECT version FROM readings r WHERE r.document_id = c.document_id),"
            " (SELECT count(*) FROM audit a WHERE a.document_id = c.document_id AND action = 'corrected')"
            " FROM corrections c GROUP BY document_id").fetchall()
        # An answer that was taken twice is a step more than ids were said, under whatever id.
        doubled = len(kept - heard["said"]) + sum(
            max(0, version - ids) + max(0, logged - ids) for ids, _, version, logged in steps)
        gaps = [row for row in steps if len(set(row)) > 1]
        verdict = run("audit", "verify")
        print(verdict.stdout.strip())
        print(f"{kills} kills with an answer on its way in {runs} runs, {len(acknowledged)} answers acknowledged"
              f" ({len(heard['known'])} when said again), {len(kept)} kept, {len(lost)} lost, {doubled} doubled,"
              f" {len(spurned)} kept and then refused; {moves[0]} times split or joined, {moves[1]} times put back,"
              f" {len(astray)} pages astray (seed {options.seed})")
        if astray:
            print(astray[:10])
        wrong = astray or lost or doubled or spurned or gaps or verdict.returncode or kills < options.kills
        return 1 if wrong or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
