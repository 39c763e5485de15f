"""Kills `vouch review --no-tty` at random points: every answer that was acknowledged is there, none twice.

    review_kills.py VOUCH FIXTURES [--kills N] [--seed S]

Drives a review of the project's own documents by JSON lines and kills the process with SIGKILL after a random time.
What was not acknowledged is said again with the same id after the restart, as a front end would. A kill counts when
the process died of it with an answer on its way. At the end Python's sqlite3 looks: every acknowledged id is there,
none that was kept was refused when said again, each document's history (versions and entries of the audit log) has one
step for each id that was said of it and none besides, and `vouch audit verify` finds nothing, which folds the drafts
anew from their histories.
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


def drive(review, dice, pending, heard, deadline):
    """Answers what is asked until the process dies; returns what was said and not acknowledged, and whether it died.

    The clock to the kill starts with the first object, at times before it.
    """
    wait = dice.choice([0, 0.003, 0.02, 0.1, 0.4]) * dice.random()
    while True:
        told = review.heard()
        if told is None:
            return pending, True
        if wait is not None:
            threading.Timer(wait, review.process.kill).start()
            wait = None
        if told["type"] in ("kept", "known", "refused", "doubt", "several"):
            if pending and told.get("id") == pending["id"]:
                heard[told["type"]].add(pending["id"])
                pending = None
        if told["type"] in ("question", "done"):
            if pending is None:
                pending = {**dice.choice(ANSWERS), "id": f"answer-{dice.getrandbits(64):016x}"}
            heard["said"].add(pending["id"])
            review.say(pending)
        if told["type"] in ("end", "passed") or time.time() > deadline:
            return pending, False


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
        heard = {name: set() for name in ("said", "kept", "known", "refused", "doubt", "several")}
        unsaid, kills, runs = {}, 0, 0
        deadline = time.time() + 600
        while kills < options.kills and time.time() < deadline:
            document = waiting[runs % len(waiting)]
            runs += 1
            review = Review(options.vouch, environment, document)
            unsaid[document], died = drive(review, dice, unsaid.get(document), heard, deadline)
            review.end()
            kills += died and review.process.returncode == -9 and unsaid[document] is not None
        db = sqlite3.connect(Path(home) / "vouch.sqlite")
        kept = {key for (key,) in db.execute("SELECT key FROM corrections")}
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
              f" {len(spurned)} kept and then refused (seed {options.seed})")
        wrong = lost or doubled or spurned or gaps or verdict.returncode or kills < options.kills
        return 1 if wrong or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
