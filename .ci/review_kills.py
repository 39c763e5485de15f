"""Kills `vouch review --no-tty` at random points: every answer that was acknowledged is there, none twice.

    review_kills.py VOUCH FIXTURES [--kills N] [--seed S]

Drives a review of the project's own documents by JSON lines and kills the process with SIGKILL after a random time. What was not acknowledged is said again with the same id after the restart, as a front end would.
At the end Python's sqlite3 looks: every id once, versions without gaps, and `vouch audit verify` finds nothing.
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


def drive(review, dice, pending, acknowledged, deadline):
    """Answers what is asked until the process dies; returns what was said and not acknowledged.

    The clock to the kill starts with the first object, at times before it.
    """
    wait = dice.choice([0, 0.003, 0.02, 0.1, 0.4]) * dice.random()
    while True:
        told = review.heard()
        if told is None:
            return pending
        if wait is not None:
            threading.Timer(wait, review.process.kill).start()
            wait = None
        if told["type"] in ("kept", "known", "refused", "doubt", "several"):
            if pending and told.get("id") == pending["id"]:
                if told["type"] in ("kept", "known"):
                    acknowledged.add(pending["id"])
                pending = None
        if told["type"] == "question":
            if pending is None:
                pending = {**dice.choice(ANSWERS), "id": f"answer-{dice.getrandbits(64):016x}"}
            review.say(pending)
        if told["type"] in ("end", "passed") or time.time() > deadline:
            return pending


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("vouch")
    parser.add_argument("fixtures")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "VOUCH_HOME": home, "VOUCH_USER": "operator"}
        run = lambda *arguments: subprocess.run(
            [options.vouch, *arguments], env=environment, capture_output=True, text=True)
        run("init", "--quiet")
        run("batch", options.fixtures, "--quiet")
        waiting = [json.loads(line)["id"] for line in
                   run("list", "--state", "needs-review", "--format", "json").stdout.splitlines()]
        acknowledged, unsaid, kills = set(), {}, 0
        deadline = time.time() + 600
        while kills < options.kills and time.time() < deadline:
            document = waiting[kills % len(waiting)]
            review = Review(options.vouch, environment, document)
            unsaid[document] = drive(review, dice, unsaid.get(document), acknowledged, deadline)
            review.end()
            kills += 1
        db = sqlite3.connect(Path(home) / "vouch.sqlite")
        kept = [key for (key,) in db.execute("SELECT key FROM corrections")]
        lost = acknowledged - set(kept)
        doubled = len(kept) - len(set(kept))
        gaps = db.execute("SELECT document_id FROM corrections GROUP BY document_id"
                          " HAVING count(*) <> max(version)").fetchall()
        verdict = run("audit", "verify")
        print(verdict.stdout.strip())
        print(f"{kills} kills, {len(acknowledged)} answers acknowledged, {len(kept)} kept, {len(lost)} lost,"
              f" {doubled} doubled (seed {options.seed})")
        return 0 if not (lost or doubled or gaps or verdict.returncode) and acknowledged else 1


if __name__ == "__main__":
    sys.exit(main())
