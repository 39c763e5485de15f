"""Kills `vouch` at every durable system call of an invoice's way through its process, and compares what is left.

One invoice goes from its file to paid by five commands. Each command is killed at the N-th call, for every N; then it
is given again, the rest follows, and the case's log must read as if nobody had been killed: the same events at the same
elements, once each.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import bench_cases
import bench_match

ROOT = Path(__file__).resolve().parents[1]
# What a commit is made of; the log before it is what counts.
CALLS = ["fdatasync", "pwrite64"]


class Way:
    """The commands an invoice is taken from its file to paid by."""

    def __init__(self, vouch, work):
        self.vouch, self.work = vouch, Path(work)
        self.template = self.work / "template"
        bench_match.invoices(self.work / "in", 1, 1, False)
        self.start(["init"], self.template, check=True)
        (self.template / "models/decisions/approval.dmn").write_text(bench_cases.MATRIX)
        bench_cases.people(self.work / "people.yml")
        self.start(["import", "people", self.work / "people.yml"], self.template, check=True)
        self.clean = self.take(self.template, None)[0]

    def start(self, arguments, home, check=False, before=()):
        result = subprocess.run([*before, self.vouch, *map(str, arguments), "--home", home], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
        if check and result.returncode:
            raise SystemExit(f"{arguments} left with {result.returncode}: {result.stdout}")
        return result

    def steps(self):
        """The commands, each with what shows that it is done."""
        def waits(element, count):
            return lambda db: db.execute("SELECT count(*) FROM tasks WHERE element = ?", (element,)).fetchone()[0] >= count

        def vote(person):
            def command(db):
                task = db.execute("SELECT id FROM tasks WHERE element = 'approve' AND state = 'open'").fetchone()[0]
                return ["process", "complete", task, "--set", "approved=true", "--user", person]
            return command

        posted = lambda db: db.execute("SELECT count(*) FROM payables").fetchone()[0] == 1
        ended = lambda db: db.execute("SELECT count(*) FROM cases WHERE state = 'completed'").fetchone()[0] == 1
        return [
            (lambda db: ["batch", self.work / "in"], waits("code", 1)),
            (lambda db: ["code", "1", "--account", "4930", "--user", "cleo"], waits("approve", 1)),
            (vote("ann"), waits("approve", 2)),
            (vote("bob"), posted),
            (lambda db: ["paid", "1", "--payment", "by hand", "--user", "cleo"], ended),
        ]

    def take(self, template, kill):
        """Goes the way in a copy of a home; kill is (step, call, number). What the log says, and whether it was hit."""
        home, is_hit = self.work / "home", False
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(template, home)
        for place, (command, is_done) in enumerate(self.steps()):
            for attempt in range(4):
                with sqlite3.connect(home / "vouch.sqlite", timeout=30) as db:
                    if is_done(db):
                        break
                    # A lease of who was killed runs out; here at once.
                    db.execute("UPDATE errands SET due = 0 WHERE state = 'leased'")
                    given = command(db) if attempt == 0 or place != 2 and place != 3 or self.is_open(db) else ["process", "run"]
                before = ()
                if kill and kill[0] == place and attempt == 0:
                    before = ["strace", "-f", "-b", "execve", "--seccomp-bpf", "-qq", "-o", self.work / "strace", "-e", f"trace={kill[1]}",
                              "-e", f"inject={kill[1]}:signal=SIGKILL:when={kill[2]}"]
                code = self.start(given, home, before=before).returncode
                is_hit = is_hit or bool(before) and (code in (-signal.SIGKILL, 137) or "SIGKILL" in (self.work / "strace").read_text())
            else:
                return [f"step {place} does not come to its end"], is_hit
        checked = subprocess.run([sys.executable, ROOT / "scripts/check_store.py", home], capture_output=True, text=True)
        with sqlite3.connect(home / "vouch.sqlite") as db:
            return self.story(db) + ([checked.stdout] if checked.returncode else []), is_hit

    @staticmethod
    def is_open(db):
        return db.execute("SELECT count(*) FROM tasks WHERE element = 'approve' AND state = 'open'").fetchone()[0] > 0

    @staticmethod
    def story(db):
        """The case's events in order, and what is posted and told."""
        story = [(action, json.loads(detail).get("element")) for action, detail in db.execute(
            "SELECT action, detail FROM audit WHERE detail LIKE '{\"case\":%' ORDER BY sequence")]
        story += db.execute("SELECT vendor, number, total, paid_note FROM payables").fetchall()
        return story + db.execute("SELECT kind, count(*) FROM case_notices GROUP BY kind").fetchall()


def torture(vouch, work, every=1):
    """Kills at every place, or every few; prints what differs, answers how many places there were and were wrong."""
    way, places, wrong = Way(vouch, work), 0, 0
    for step in range(len(way.steps())):
        for call in CALLS:
            number = 1
            while True:
                story, is_hit = way.take(way.template, (step, call, number))
                if not is_hit:
                    break
                places += 1
                if story != way.clean:
                    wrong += 1
                    print(f"step {step}, {call} {number}: {[entry for entry in story if entry not in way.clean] or story}", flush=True)
                number += every if call == "pwrite64" else 1
            print(f"step {step}, {call}: {places} places so far, {wrong} wrong", flush=True)
    return places, wrong
