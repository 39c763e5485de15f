"""Kills `vouch` before every call by which it changes the disk, along the ways an invoice can go, and compares.

The ways are a tree of commands: from a file to paid and archived; claimed, commented on, handed over and given back;
rejected and sent back; cancelled; reminded and escalated; held, disputed, answered, delivered; stopped by an incident
and tried again; deployed anew and migrated. Each command is first given undisturbed: what the store, the outbox and the
archive hold before and after it is kept as a picture, without times and marks. Then it is killed before its N-th write,
sync, rename, unlink or creation of a file, for every N, each time in a copy of the home as it was before.

After a kill the independent checker looks; then the service comes up, later than any lease runs. What it leaves must be
one of two pictures: nothing has happened, and the command, given again, comes to the picture after it; or all of it
has. What takes several commits (taking files in, reading news, writing letters) may stop between two of them and must
come to the picture when it is given again. Some runs then go on to the end of their way and are compared there.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bench_cases
import bench_match
import check_store

ROOT = Path(__file__).resolve().parents[1]
DAY = 86_400_000
# Longer than any lease.
LATER = 10 * 60_000
PATIENCE = 120
WORKERS = 4
# One kill of so many is followed to the end of its way.
FOLLOWED = 12
MORE = 20
CALLS = {"w": "write", "s": "sync", "r": "rename", "u": "unlink", "o": "create", "t": "truncate"}


class Step:
    """A command with where it starts from; `days` have passed until then."""

    def __init__(self, name, start, command, days=0, before=None, is_long=False, settles=False):
        self.name, self.start, self.command, self.days = name, start, command, days
        # What a person does to the home's files first; whether it commits more than once; whether it is the service
        # that writes its letters, so that only after a round of it all of them are there.
        self.before, self.is_long, self.settles = before, is_long or settles, settles


class Ways:
    """Homes with an invoice at each place of its ways, and pictures of them."""

    def __init__(self, vouch, work):
        self.vouch, self.work = vouch, Path(work)
        self.kill = self.work / "kill.so"
        compiler = shutil.which("clang") or shutil.which("cc")
        subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", self.kill, ROOT / "scripts/torture_kill.c"], check=True)
        bench_match.invoices(self.work / "in", 1, 1, False)
        bench_match.records(self.work / "records", 1)
        self.steps = self.tree()
        self.homes, self.pictures, self.calls, self.faults = {}, {}, {}, []

    def tree(self):
        def decided(text):
            return lambda home: (home / "models/decisions/approval.dmn").write_text(text)

        def redrawn(home):
            path = home / "models/processes/invoice.bpmn"
            path.write_text(path.read_text().replace('name="Code the lines"', 'name="Code all lines"'))

        nothing = bench_cases.MATRIX.replace("[{level", "null and [{level")
        own = "models/processes/invoice.bpmn"
        ann, bob, cleo = (["--user", name] for name in ("ann", "bob", "cleo"))
        code = ["code", "1", "--account", "4930", *cleo]
        return [
            Step("case started", "", ["batch", self.work / "in"], settles=True),
            Step("coded", "case started", code),
            Step("claimed", "coded", ["claim", "1", *ann]),
            Step("laid down", "claimed", ["claim", "1", "--release", *ann]),
            Step("commented", "claimed", ["comment", "1", "as agreed", *ann]),
            Step("delegated", "commented", ["delegate", "1", "--to", "bob", *ann]),
            Step("given back", "delegated", ["delegate", "1", "--back", *bob]),
            Step("approved by one", "given back", ["approve", "1", *ann]),
            Step("approved by a delegate", "delegated", ["approve", "1", *bob]),
            Step("approved by two, posted", "approved by one", ["approve", "1", *bob]),
            Step("paid, archived", "approved by two, posted", ["paid", "1", "--payment", "by hand", *cleo]),
            Step("rejected", "coded", ["reject", "1", "--reason", "not ours", *ann]),
            Step("sent back", "rejected", ["reject", "1", "--reason", "not ordered by us", *cleo]),
            Step("cancelled before approval", "coded", ["cancel", "1", "--reason", "ordered twice", *cleo]),
            Step("cancelled, taken back", "approved by two, posted", ["cancel", "1", "--reason", "ordered twice", *cleo]),
            Step("reminded", "coded", ["process", "run"], days=1.5, is_long=True),
            Step("reminded, escalated", "coded", ["process", "run"], days=6, is_long=True),
            Step("stands still", "case started", code, before=decided(nothing)),
            Step("tried again", "stands still", ["process", "retry", "1", *cleo], before=decided(bench_cases.MATRIX)),
            Step("approved after that", "tried again", ["approve", "1", *ann]),
            Step("deployed anew", "coded", ["process", "deploy", lambda home: home / own], before=redrawn),
            Step("migrated", "deployed anew", ["process", "migrate", "--to", "invoice:2", "--all", *cleo]),
            Step("approved on the new version", "migrated", ["approve", "1", *ann]),
            Step("vendors", "", ["import", "vendors", self.work / "records/vendors.csv"], is_long=True),
            Step("orders", "vendors", ["import", "orders", self.work / "records/orders.csv"], is_long=True),
            Step("held", "orders", ["batch", self.work / "in"], settles=True),
            Step("disputed", "held", ["dispute", "1", "--reason", "nothing came", "--user", "dora"]),
            Step("answered", "disputed", ["process", "tell", "1", "vendor answered", *cleo]),
            Step("delivered", "answered", ["import", "receipts", self.work / "records/receipts.csv"], settles=True),
            Step("owner reminded", "held", ["process", "run"], days=2.5, is_long=True),
        ]

    # MARK: Running

    def run(self, arguments, home, kill=0, calls=None, later=0):
        environment = {**os.environ, "LD_PRELOAD": str(self.kill), "TORTURE_KILL": str(kill), "TORTURE_LATER": str(later)}
        if calls:
            environment["TORTURE_CALLS"] = str(calls)
        arguments = [str(part(home) if callable(part) else part) for part in arguments]
        return subprocess.run([self.vouch, *arguments, "--home", home], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, env=environment, text=True, timeout=PATIENCE)

    def set_up(self):
        """The home all ways start from, and every step undisturbed."""
        first = self.work / "homes" / "start"
        self.run(["init"], first)
        settings = first / "settings.yml"
        settings.write_text(re.sub(r"(?m)^settle_seconds:.*$", "settle_seconds: 0", settings.read_text()) + "\njobs: 1\n")
        (first / "models/decisions/approval.dmn").write_text(bench_cases.MATRIX)
        bench_cases.people(self.work / "people.yml")
        text = (self.work / "people.yml").read_text()
        # Who has an address gets a code to answer by.
        text = re.sub(r"name: (ann|bob),", r"name: \1, email: \1@company.example,", text)
        (self.work / "people.yml").write_text(text + "  dora: { name: dora, roles: [purchasing, receiving, payables] }\n")
        result = self.run(["import", "people", self.work / "people.yml"], first)
        if result.returncode:
            raise SystemExit(result.stdout)
        self.homes[""] = first
        self.pictures[""] = picture(first)
        for number, step in enumerate(self.steps):
            self.homes[step.name] = self.work / "homes" / str(number)
            self.calls[step.name] = self.work / f"calls-{number}"
            self.pictures[step.name] = self.undisturbed(step, self.homes[step.name], self.calls[step.name])

    def prepared(self, step, home):
        shutil.copytree(self.homes[step.start], home)
        if step.before:
            step.before(home)

    def undisturbed(self, step, home, calls):
        self.prepared(step, home)
        result = self.run(step.command, home, calls=calls, later=self.time(step))
        self.settle(step, home)
        wrong = check(home)
        after = picture(home)
        if result.returncode not in (0, 1) or wrong or after == self.pictures[step.start]:
            raise SystemExit(f"{step.name} left with {result.returncode}, {wrong or 'nothing has changed'}: {result.stdout}")
        return after

    def settle(self, step, home, later=0):
        self.run(["watch", "--once"] if step.settles else ["process", "run"], home, later=self.time(step) + later)

    @staticmethod
    def time(step):
        return int(step.days * DAY)

    # MARK: Killing

    def tried(self, step, number, home, is_followed):
        """Kills a step before its N-th call; whether it got that far, and what is wrong then."""
        self.prepared(step, home)
        before, after = self.pictures[step.start], self.pictures[step.name]
        if self.run(step.command, home, kill=number, later=self.time(step)).returncode != -signal.SIGKILL:
            return False, []
        wrong = [f"as it was left: {line}" for line in check(home)]
        later = self.time(step) + LATER
        self.run(["watch", "--once"] if step.settles else ["process", "run"], home, later=later)
        found = picture(home)
        if found != after:
            if found != before and not step.is_long:
                wrong.append(f"half of it has happened: {difference(before, found)}")
            self.run(step.command, home, later=later)
            self.settle(step, home, LATER)
            found = picture(home)
        wrong += check(home)
        if found != after:
            wrong.append(f"it comes to another end: {difference(after, found)}")
        if is_followed and not wrong:
            wrong = self.followed(step, home)
        return True, wrong

    def followed(self, step, home):
        """Goes on to the end of the way."""
        while step := next((next_ for next_ in self.steps if next_.start == step.name), None):
            if step.before:
                step.before(home)
            self.run(step.command, home, later=self.time(step) + LATER)
            self.settle(step, home, LATER)
            found = picture(home)
            if found != self.pictures[step.name]:
                return [f"at “{step.name}” it is another case: {difference(self.pictures[step.name], found)}"]
        return check(home)


# MARK: Pictures

NOISE = [(re.compile(r"\b1[789]\d{11}\b"), "TIME"), (re.compile(r"\b20\d\d-\d\d-\d\dT[\d:.]+Z?"), "TIME"),
         (re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.I), "MARK"),
         (re.compile(r"\bcode [0-9a-f]{12}\b"), "code CODE")]
# The chain of the log is the checker's, and so is that each step of a case follows the one before and is there once: a
# timer and an errand that are both due may come in either order, and are the same events at the same elements.
LEFT_OUT = {"audit": {"sequence", "at", "hash"}, "errands": {"due", "due_boot", "worker", "attempts", "fence"},
            "jobs": {"due", "due_boot", "worker", "attempts", "token"}, "readings": {"seconds"}, "case_notices": {"id"},
            "reply_tokens": {"id", "id_hash", "salt", "task_id"}}


# Whether the case or the reading asked for a match first.
ASKED = re.compile(r"; (it was read|its case has come to matching)$")


def event(detail):
    """What an entry of the log says, without its place in the order."""
    entry = json.loads(detail) if detail.startswith("{") else {}
    if "case" not in entry:
        return ASKED.sub("", detail)
    taken = {kind: sorted(set(words) - {"token", "subscription"}) for kind, words in (entry.pop("event", None) or {}).items()}
    return json.dumps({**{key: value for key, value in entry.items() if key != "revision"}, "taken": taken}, sort_keys=True)


def plain(value, home):
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if not isinstance(value, str):
        return "TIME" if isinstance(value, int) and value > 10 ** 12 else value
    for pattern, word in NOISE:
        value = pattern.sub(word, value)
    return value.replace(str(home), "HOME")


def picture(home):
    """All that a home holds, without times and marks: rows, mails, archived bytes."""
    lines = []
    with sqlite3.connect(f"file:{home}/vouch.sqlite?mode=ro", uri=True, timeout=30) as db:
        db.row_factory = sqlite3.Row
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                                               " AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        for table in tables:
            rows = [{key: plain(event(row[key]) if (table, key) == ("audit", "detail") else row[key], home)
                     for key in row.keys() if key not in LEFT_OUT.get(table, ())} for row in db.execute(f"SELECT * FROM {table}")]
            lines += [f"{table} {json.dumps(row, sort_keys=True)}" for row in rows]
    for folder in ("outbox", "archive", "inbox", "quarantine"):
        for path in sorted((home / folder).rglob("*")):
            # What is half written has a dot in front, and goes when it is written again.
            if path.is_file() and not path.name.startswith("."):
                text = path.read_bytes().decode("utf-8", "replace") if folder == "outbox" else hashlib.sha256(path.read_bytes()).hexdigest()
                lines.append(f"{folder}/{mail(str(path.relative_to(home / folder)))} {plain(mail(text), home)}")
    return sorted(lines)


def mail(text):
    """A mail without when it was written, without the code to answer by, and without the number of its notice, which two
    that are due share out."""
    head, parted, body = text.partition("\r\n\r\n" if "\r\n" in text else "\n\n")
    if parted and "base64" in head:
        body = base64.b64decode(body, validate=False).decode("utf-8", "replace")
    text = re.sub(r"\bcase-\d+-", "case-N-", head + parted + body)
    return re.sub(r"[A-Za-z0-9_=+-]{24,}", "CODE", re.sub(r"(?m)^Date: .*$", "Date: TIME", text))


def difference(left, right):
    """What only one of two pictures has; of rows that are much alike, the part that is not."""
    gone, new = [line for line in left if line not in right], [line for line in right if line not in left]
    words = []
    for line in gone:
        twin = next((other for other in new if other[:40] == line[:40]), None)
        if twin is None:
            words.append(f"- {line[:300]}")
            continue
        new.remove(twin)
        place = max(0, len(os.path.commonprefix([line, twin])) - 60)
        words += [f"- {line[:40]} … {line[place:place + 240]}", f"+ {twin[:40]} … {twin[place:place + 240]}"]
    words += [f"+ {line[:300]}" for line in new]
    return "\n    ".join(["", *words[:16]]) if words else "another order"


def check(home):
    """What the independent checker says of a home; nothing when all is well."""
    report = check_store.Report()
    check_store.check_home(home, report).close()
    return report.wrong()


# MARK: All of it

def places(calls, every, shift):
    """The calls a step is killed before: all, or every K-th, begun at another one in each step. Whether the store is
    tidied up at the end varies, so that there may be more calls than the undisturbed run had."""
    return [number for number in range(1, len(calls) + MORE) if (number + shift) % every == 0] or [1 + shift % len(calls)]


def torture(vouch, work, every=1, shift=None):
    """Kills at every place, or every K-th, other ones each day; prints what differs, answers how many kills there were
    and how many of them left what is wrong."""
    shift = time.localtime().tm_yday if shift is None else shift
    base = "/dev/shm" if os.path.isdir("/dev/shm") and shutil.disk_usage("/dev/shm").free > 1 << 30 else None
    place = Path(work) if base is None else Path(base) / Path(work).name
    place.mkdir(exist_ok=True)
    try:
        return Torture(Ways(vouch, place), every, shift).run()
    finally:
        shutil.rmtree(place, ignore_errors=True)


class Torture:
    def __init__(self, ways, every, shift):
        self.ways, self.every, self.shift, self.number, self.lock = ways, every, shift, 0, threading.Lock()

    def run(self):
        began = time.monotonic()
        self.ways.set_up()
        sample = f"every {self.every}th call, shifted by {self.shift % self.every}; " if self.every > 1 else ""
        print(f"{sample}{len(self.ways.steps)} steps undisturbed: {time.monotonic() - began:.0f} s", flush=True)
        hit = wrong = 0
        with ThreadPoolExecutor(WORKERS) as pool:
            for place, step in enumerate(self.ways.steps):
                calls = self.ways.calls[step.name].read_text()
                numbers = places(calls, self.every, place + self.shift)
                results = list(pool.map(lambda number: self.one(step, calls, number), numbers))
                found = sum(is_hit for is_hit, _ in results)
                bad = sum(is_wrong for _, is_wrong in results)
                hit, wrong = hit + found, wrong + bad
                print(f"{step.name:30} {len(calls):4} calls, {found:4} kills, {bad} wrong", flush=True)
        return hit, wrong

    def one(self, step, calls, number):
        with self.lock:
            self.number += 1
            mine = self.number
        home = self.ways.work / f"home-{mine}"
        try:
            is_hit, wrong = self.ways.tried(step, number, home, mine % FOLLOWED == 0)
        except subprocess.TimeoutExpired as error:
            is_hit, wrong = True, [f"it hung: {error}"]
        shutil.rmtree(home, ignore_errors=True)
        if wrong:
            kind = CALLS.get(calls[number - 1:number], "at the end")
            print(f"“{step.name}” killed before call {number} of {len(calls)} ({kind}):\n  " + "\n  ".join(wrong), flush=True)
        return is_hit, bool(wrong)
