"""Cases by the hundred thousand, and people by the eight at the same ones.

One invoice is taken to its first approval by the program; its rows are then copied as often as asked for, each copy a
case of a document of its own, so that a hundred thousand live cases take a minute to make and not a day.
"""

import json
import os
import random
import re
import sqlite3
import subprocess
import time
from pathlib import Path

import bench_match

MATRIX = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:bench">
  <decision id="approval" name="approval"><variable name="approval"/>
    <literalExpression><text>[{level: "one", approvers: ["finance"]}, {level: "two", approvers: ["management"]}]</text></literalExpression>
  </decision>
</definitions>
"""

PEOPLE = ["ann", "bob", "cid", "dee", "eva", "fox", "gus", "hal"]


def people(path):
    """Those who approve and who code, as the program imports them."""
    rows = [f"  {name}: {{ name: {name}, roles: [finance, management], limit: unlimited }}\n" for name in PEOPLE]
    rows.append("  cleo: { name: cleo, roles: [accounting, reviewers] }\n")
    path.write_text("people:\n" + "".join(rows))


def home(vouch, place):
    """A home with one invoice that waits for its first approval; answers the home and its store."""
    bench_match.invoices(place / "in", 1, 1, False)
    where = place / "home"

    def run(*arguments, ok=(0, 1)):
        result = subprocess.run([vouch, *map(str, arguments), "--home", where], capture_output=True, text=True)
        if result.returncode not in ok:
            raise SystemExit(f"{arguments}: {result.stdout}{result.stderr}")
        return result.stdout

    run("init")
    (where / "models/decisions/approval.dmn").write_text(MATRIX)
    people(place / "people.yml")
    run("import", "people", place / "people.yml")
    run("batch", place / "in")
    run("review", "1", "--no-tty")
    run("code", "1", "--account", "4930", "--user", "cleo")
    with sqlite3.connect(where / "vouch.sqlite") as db:
        if db.execute("SELECT count(*) FROM tasks WHERE element = 'approve' AND state = 'open'").fetchone()[0] != 1:
            raise SystemExit(f"the invoice does not wait for its approval: {list(db.execute('SELECT * FROM tasks'))}")
    return where


def columns(db, table):
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def copy(db, table, where, changes, first, last):
    """Copies a row to all numbers from first to last; n is the number, and changes say which columns it goes into."""
    names = [name for name in columns(db, table) if name not in ("sequence",)]
    values = ", ".join(changes.get(name, f"t.{name}") for name in names)
    db.execute(f"WITH RECURSIVE numbers (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}) "
               f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM numbers, (SELECT * FROM {table} WHERE {where}) AS t")


def fill(where, count):
    """Makes as many live cases as asked for, all like the first, which is left alone."""
    with sqlite3.connect(where / "vouch.sqlite", isolation_level=None) as db:
        db.execute("PRAGMA synchronous = OFF")
        known = db.execute("SELECT count(*) FROM cases").fetchone()[0]
        if known >= count:
            return
        first = db.execute("SELECT max(id) FROM documents").fetchone()[0] + 1
        last = first + count - known - 1
        task = db.execute("SELECT id FROM tasks WHERE case_id = 1 AND element = 'approve' AND state = 'open'").fetchone()[0]
        number = {"document_id": "n", "case_id": "n"}
        # Tasks and arrivals have numbers above all there are.
        base = (db.execute("SELECT max(id) FROM tasks").fetchone()[0] // 10_000_000 + 1) * 10_000_000
        db.execute("BEGIN IMMEDIATE")
        copy(db, "documents", "id = 1", {"id": "n", "sha256": "printf('%064x', n)"}, first, last)
        copy(db, "arrivals", "document_id = 1 AND is_first = 1", {**number, "id": f"n + {base}", "key": "'copy-' || n"}, first, last)
        copy(db, "readings", "document_id = 1", number, first, last)
        copy(db, "cases", "id = 1", {**number, "id": "n"}, first, last)
        copy(db, "tasks", f"id = {task}", {**number, "id": f"n + {base}"}, first, last)
        copy(db, "task_candidates", f"task_id = {task}", {"task_id": f"n + {base}"}, first, last)
        for table in ("timers", "awaited"):
            copy(db, table, "case_id = 1", number, first, last)
        for place, (old,) in enumerate(db.execute("SELECT id FROM tasks WHERE case_id = 1 AND state = 'completed' AND element = 'code'").fetchall()):
            own = f"n + {base + (place + 1) * 1_000_000}"
            copy(db, "tasks", f"id = {old}", {**number, "id": own}, first, last)
            copy(db, "task_acts", f"task_id = {old}", {**number, "id": own, "task_id": own}, first, last)
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def open_tasks(where, count, seed=1):
    with sqlite3.connect(where / "vouch.sqlite") as db:
        ids = [row[0] for row in db.execute("SELECT id FROM tasks WHERE groups = '[\"finance\"]' AND state = 'open' AND case_id <> 1 ORDER BY id")]
    random.Random(seed).shuffle(ids)
    return ids[:count]


def complete(vouch, where, tasks):
    """Completes tasks one after the other; the line that says how long each took, and the seconds in all."""
    began = time.monotonic()
    result = subprocess.run([vouch, "process", "complete", *map(str, tasks), "--set", "approved=true", "--user", "ann", "--verbose",
                             "--home", where], capture_output=True, text=True)
    timing = re.search(r"(\d+) tasks: median ([\d.]+) ms, 99th percentile ([\d.]+) ms, longest ([\d.]+) ms", result.stderr + result.stdout)
    done = result.stdout.count(" is done")
    if timing is None or done != len(tasks):
        raise SystemExit(f"{done} of {len(tasks)} tasks were completed: {(result.stdout + result.stderr)[-1500:]}")
    return timing, time.monotonic() - began


def started(vouch, where):
    """Seconds in which a process has started, looked for all that is due, found nothing and ended."""
    began = time.monotonic()
    subprocess.run([vouch, "process", "run", "--quiet", "--home", where], capture_output=True)
    return time.monotonic() - began


def timers(vouch, where, count=100, seconds=10):
    """Has timers fall due, spread over some seconds, while a watcher runs; the delays with which they fired."""
    store = where / "vouch.sqlite"
    process = subprocess.Popen([vouch, "watch", "--quiet", "--home", where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(3)
        now = int(time.time() * 1000) + 3000
        with sqlite3.connect(store, timeout=30) as db:
            head = db.execute("SELECT max(sequence) FROM audit").fetchone()[0]
            chosen = db.execute("SELECT case_id, subscription FROM timers WHERE element = 'overdue' AND due > ? ORDER BY case_id LIMIT ?", (now, count)).fetchall()
            due = {case: now + place * seconds * 1000 // len(chosen) for place, (case, _) in enumerate(chosen)}
            db.executemany("UPDATE timers SET due = ? WHERE case_id = ? AND subscription = ?",
                           [(due[case], case, subscription) for case, subscription in chosen])
        time.sleep(3 + seconds + 4)
        with sqlite3.connect(store, timeout=30) as db:
            fired = {}
            for at, detail in db.execute("SELECT at, detail FROM audit WHERE sequence > ? AND action = 'timer-fired'", (head,)):
                entry = json.loads(detail)
                if entry.get("element") == "overdue":
                    fired.setdefault(entry["case"], []).append(at)
    finally:
        process.terminate()
        process.wait()
    missing = [case for case in due if len(fired.get(case, [])) != 1]
    if missing:
        raise SystemExit(f"{len(missing)} of {len(due)} timers did not fire once: {missing[:5]}")
    return sorted(fired[case][0] - due[case] for case in due)


def race(vouch, place, count=200):
    """Eight processes approve, reject and escalate the same tasks; what ran, and what is wrong then."""
    where = home(vouch, place)
    fill(where, count + 1)
    tasks = open_tasks(where, count)
    with sqlite3.connect(where / "vouch.sqlite") as db:
        db.execute("UPDATE timers SET due = ? WHERE element = 'overdue'", (int(time.time() * 1000),))
    processes = []
    began = time.monotonic()
    for number, person in enumerate(PEOPLE[:6]):
        order = tasks[:]
        random.Random(number).shuffle(order)
        processes.append(subprocess.Popen(
            [vouch, "process", "complete", *map(str, order), "--set", f"approved={'true' if number % 2 == 0 else 'false'}", "--user", person,
             "--home", where], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    for _ in range(2):
        processes.append(subprocess.Popen([vouch, "process", "run", "--home", where], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    said = [process.communicate() for process in processes]
    seconds = time.monotonic() - began
    subprocess.run([vouch, "process", "run", "--home", where], capture_output=True)
    done = sum(out.count(" is done") for out, _ in said)
    wrong = check(where, tasks, done)
    if any(process.returncode not in (0, 1) for process in processes):
        wrong.append(f"processes left with {[process.returncode for process in processes]}: {[error[-200:] for _, error in said]}")
    return f"{count} tasks, {len(processes)} processes, {seconds:.1f} s", wrong


def check(where, tasks, done):
    """What is wrong with cases that several worked on, found without the program's help."""
    wrong = []
    marks = ",".join("?" * len(tasks))
    with sqlite3.connect(where / "vouch.sqlite") as db:
        acts = db.execute(f"SELECT task_id, case_id, variables FROM task_acts WHERE kind = 'complete' AND task_id IN ({marks})", tasks).fetchall()
        if len(acts) != len(tasks) or len({task for task, _, _ in acts}) != len(tasks):
            wrong.append(f"{len(acts)} completions of {len(tasks)} tasks")
        if done != len(tasks):
            wrong.append(f"{done} times somebody was told that {len(tasks)} tasks are done")
        for task, case, variables in acts:
            approved = json.loads(variables).get("approved")
            elements = {row[0] for row in db.execute("SELECT element FROM tasks WHERE case_id = ? AND state = 'open'", (case,))}
            if elements != ({"approve"} if approved else {"reason"}):
                wrong.append(f"case {case}: approved is {approved}, and it waits at {sorted(elements)}")
        entries = [(action, json.loads(detail)) for action, detail in db.execute(
            "SELECT action, detail FROM audit WHERE action IN ('task-completed', 'timer-fired', 'errand-done') AND sequence > 20")]
        for name, key in (("task-completed", "task"), ("timer-fired", "case")):
            seen = [entry[key] for action, entry in entries if action == name]
            if len(seen) != len(set(seen)):
                wrong.append(f"{len(seen) - len(set(seen))} of {len(seen)} {name} happened twice")
        seen = [(entry["case"], entry["event"]["answer"]["token"]) for action, entry in entries if action == "errand-done"]
        if len(seen) != len(set(seen)):
            wrong.append(f"{len(seen) - len(set(seen))} errands were done twice")
        revisions = {}
        for action, entry in entries:
            revisions.setdefault(entry["case"], []).append(entry["revision"])
        if any(len(numbers) != len(set(numbers)) for numbers in revisions.values()):
            wrong.append("two steps of a case came to the same revision")
    return wrong
