"""Reviews documents as a person would: reads the screen of `vouch review` in tmux and presses keys.

    review_desk.py VOUCH MANIFEST [--documents N] [--show]

Takes N documents of the corpus (every so-manyth, by id), drops them into a fresh home, reads them, and corrects them
with the truth as the operator's eyes: whatever the screen shows wrong is opened by its key and chosen, completed or
typed; lines and taxes that differ are put right in their tables. Prints keys and corrections of every document, and fails
when a final value, line or tax differs from the truth, a field was asked that was certain and right, the median of keys is over 12, or a document with nothing to correct took over 3.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS, ROWS = 140, 45
LABELS = {
    "invoice_number": "Invoice number", "issue_date": "Issue date", "due_date": "Due date", "currency": "Currency",
    "seller_name": "Seller", "seller_vat_id": "Seller VAT id", "seller_iban": "IBAN", "buyer_name": "Buyer",
    "purchase_order": "Purchase order", "net_total": "Net", "tax_total": "Tax", "grand_total": "Total",
    "amount_due": "Amount due",
}
ROW = re.compile(r"^[▸ ]([1-9A-Z ]) ([✓?✗–]) (.{20})(.*)$")
OFFER = re.compile(r"^ ([1-9]) (.*?)(?:  (?:[\d.]+ %|on the page: .*))?$")
COMPLETION = re.compile(r"^ (?: |▸) (\S.*?)(?:  (\S.*))?$")


CELLS = ["quantity", "unit_price", "line_total"]
TAX_CELLS = ["rate", "basis", "tax"]


class Terminal:
    """A tmux session of one program."""

    def __init__(self, command, environment):
        self.name = f"operator-{os.getpid()}"
        self.keys = 0
        self.tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), "-s", "r",
                  *[f"-e{name}={value}" for name, value in environment.items()], command)

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-L", self.name, *arguments], capture_output=True, text=True).stdout

    def lines(self):
        return self.tmux("capture-pane", "-p", "-t", "r").split("\n")

    def settle(self, before=None, patience=20.0):
        """The screen once it has stood still for a moment, and changed from `before` where that is given."""
        last, since, start = None, time.time(), time.time()
        while time.time() - start < patience:
            lines = self.lines()
            if lines != last:
                last, since = lines, time.time()
            elif time.time() - since > 0.25 and (before is None or lines != before):
                return lines
            time.sleep(0.05)
        return last

    def press(self, *keys):
        """Presses keys and returns the screen they lead to."""
        before = self.lines()
        for key in keys:
            self.keys += 1
            self.tmux("send-keys", "-t", "r", *(["-l", key] if len(key) == 1 else [key]))
        return self.settle(before, patience=6.0)

    def close(self):
        self.tmux("kill-server")


def rows(screen):
    """label -> (key, sign, value) of the overview."""
    found = {}
    for line in screen:
        match = ROW.match(line)
        if match:
            value = re.sub(r"  [\d.]+ %$", "", match[4].rstrip())
            found[match[3].strip()] = (match[1], match[2], None if value == "not found" else value)
    return found


class LineTable:
    """The table of lines, opened, with the place of its cursor."""

    columns = ["article", "description", "quantity", "unit", "unit_price", "tax_rate", "line_total"]

    def __init__(self, terminal, count):
        self.terminal, self.count, self.row, self.column = terminal, count, 0, 1
        self.terminal.press("l")

    def go(self, row, cell):
        keys = ["Down" if row > self.row else "Up"] * abs(row - self.row)
        right = self.columns.index(cell) - self.column
        keys += ["Right" if right > 0 else "Left"] * abs(right)
        self.row, self.column = row, self.column + right
        if keys:
            self.terminal.press(*keys)

    def type(self, row, cell, text):
        self.go(row, cell)
        self.terminal.press(*letters(str(text)), "Enter")

    def remove(self, row):
        self.go(row, self.columns[self.column])
        self.terminal.press("!")
        self.count -= 1
        self.row = max(0, min(row, self.count - 1))

    def add(self, line):
        if self.count:
            self.go(self.count - 1, self.columns[self.column])
        self.terminal.press("+")
        self.row, self.count = self.count, self.count + 1
        self.go(self.row, "description")
        self.terminal.press(*letters("=" + (line["description"] or "")), "Enter")
        for cell in CELLS:
            if line.get(cell) is not None:
                self.type(self.row, cell, line[cell])


class TaxTable(LineTable):
    """The table of taxes, opened, with the place of its cursor."""

    columns = TAX_CELLS

    def __init__(self, terminal):
        self.terminal = terminal
        screen = terminal.press("t")
        self.count = sum(bool(re.match(r"^ *▸?\d+ ", line)) for line in screen)
        self.row, self.column = 0, 0

    def add(self, tax):
        if self.count:
            self.go(self.count - 1, self.columns[self.column])
        self.terminal.press("+")
        self.row, self.count = self.count, self.count + 1
        for cell in TAX_CELLS:
            if tax.get(cell) is not None:
                self.type(self.row, cell, tax[cell])


def letters(text):
    return ["Space" if letter == " " else letter for letter in text]


class Operator:
    def __init__(self, score, truth, terminal):
        self.score, self.truth, self.terminal = score, truth, terminal
        self.credit = truth["kind"] == "credit_note"

    def rights(self, field):
        """What may stand in a field; None in it where nothing may; empty where it is not judged."""
        if field not in self.truth["fields"]:
            return []
        value = self.truth["fields"][field]
        if value is None:
            return [None]
        if not self.truth["visible"].get(field):
            return []
        return [value] + self.truth.get("accept", {}).get(field, [])

    def is_right(self, field, shown):
        rights = self.rights(field)
        if not rights:
            return True
        if rights == [None]:
            return shown is None
        return shown is not None and any(self.score.equal(field, shown, right, self.credit) for right in rights)

    def correct(self, field, key):
        right = self.rights(field)[0]
        screen = self.terminal.press(key)
        if right is None:
            return self.insist(self.terminal.press("d"))
        for line in screen:
            offer = OFFER.match(line)
            if offer and self.is_right(field, offer[2].strip()):
                return self.insist(self.terminal.press(offer[1]))
        self.type(field, str(right))

    def type(self, field, text):
        """Types until the page completes it, or to the end."""
        screen = self.terminal.press("=")
        for index, letter in enumerate(text):
            screen = self.terminal.press("Space" if letter == " " else letter)
            if index < 2:
                continue
            offers = [m[2] or m[1] for m in map(COMPLETION.match, screen[4:9]) if m]
            for place, offer in enumerate(offers):
                if self.is_right(field, offer) and place < len(text) - index:
                    return self.insist(self.terminal.press(*["Tab"] * (place + 1), "Enter"))
        self.insist(self.terminal.press("Enter"))

    def correct_lines(self, lines):
        """Puts the lines right in the table, as few cells as there are wrong ones; returns how many rows it changed."""
        found = self.score.lines(self.truth, {"line_items": lines})
        if found is None or found["all"]:
            return 0
        table = LineTable(self.terminal, len(lines))
        right = [line for line in self.truth["line_items"] if line.get("visible")]
        pairs = self.aligned(lines, right)
        extra = [row for row in range(len(lines)) if row not in pairs]
        for row in reversed(extra):
            table.remove(row)
        kept = [row for row in range(len(lines)) if row in pairs]
        changed = len(extra)
        for place, row in enumerate(kept):
            wrong = [cell for cell in CELLS if not self.is_right_cell(cell, lines[row], right[pairs[row]])]
            for cell in wrong:
                table.type(place, cell, right[pairs[row]][cell])
            changed += bool(wrong)
        for line in (line for index, line in enumerate(right) if index not in pairs.values()):
            table.add(line)
            changed += 1
        self.insist(self.terminal.press("Enter"))
        return changed

    def taxes(self):
        """The taxes that are judged: those of the truth, where the page prints tax."""
        return self.truth.get("tax_breakdown") or [] if self.truth["visible"].get("tax_total", True) else []

    def are_right_taxes(self, taxes):
        """Whether the taxes are those of the truth, in any order; right, too, where the truth has none."""
        def cells(tax):
            amounts = [self.score.amount(tax.get(cell) or cell == "basis" and tax.get("base") or None)
                       for cell in TAX_CELLS]
            return [abs(amount) if self.credit and amount is not None else amount for amount in amounts]
        rest = [cells(tax) for tax in taxes]
        for right in map(cells, self.taxes()):
            same = [tax for tax in rest if all(one is None or one == other for one, other in zip(right, tax))]
            if not same:
                return False
            rest.remove(same[0])
        return not rest or not self.taxes()

    def correct_taxes(self, taxes):
        """Writes the taxes anew where they are not right; returns how many rows it changed."""
        if self.are_right_taxes(taxes):
            return 0
        table = TaxTable(self.terminal)
        for row in reversed(range(table.count)):
            table.remove(row)
        for tax in self.taxes():
            table.add(tax)
        self.insist(self.terminal.press("Enter"))
        return len(self.taxes())

    def aligned(self, lines, right):
        """row -> line of the truth, the likeliest pairs first, as the score does."""
        def likeness(row, index):
            cells = [self.is_right_cell(cell, lines[row], right[index]) for cell in CELLS]
            words = self.score.tokf1(lines[row].get("description"), right[index].get("description"))
            return all(cells), words, sum(cells), -abs(row - index)
        order = sorted(((likeness(row, index), row, index) for row in range(len(lines))
                        for index in range(len(right))), reverse=True)
        pairs = {}
        for (is_right, words, cells, _), row, index in order:
            if row not in pairs and index not in pairs.values() and (is_right or words > 0.3):
                pairs[row] = index
        return pairs

    def is_right_cell(self, cell, line, right):
        rights = [right.get(cell)] + right.get("accept", {}).get(cell, []) + self.truth.get("accept", {}).get(cell, [])
        if right.get(cell) is None:
            return True
        amounts = [self.score.amount(value) for value in [line.get(cell)] + [r for r in rights if r is not None]]
        amounts = [abs(amount) if self.credit and amount is not None else amount for amount in amounts]
        return amounts[0] is not None and amounts[0] in amounts[1:]

    def insist(self, screen):
        """Says again what is doubted."""
        if any("right all the same" in line for line in screen):
            self.terminal.press("Enter")
        elif any(": which one?" in line for line in screen):
            raise SystemExit("a typed value had several meanings:\n" + "\n".join(screen))


def review(vouch, home, number, score, truth, read, show):
    terminal = Terminal(f"{vouch} review {number}; sleep 60",
                        {"VOUCH_HOME": str(home), "VOUCH_USER": "operator", "TERM": "xterm-256color"})
    try:
        terminal.settle()
        while not rows(terminal.lines()):
            time.sleep(0.2)
        screen = terminal.settle()
        if show:
            print("\n".join(line for line in screen if line))
        operator = Operator(score, truth, terminal)
        first = rows(screen)
        needless = [label for label, (key, sign, _) in first.items() if key.isdigit() and sign == "✓"]
        changed = 0
        for field, label in LABELS.items():
            key, _, value = rows(terminal.lines()).get(label, (None, None, None))
            if not operator.is_right(field, value):
                operator.correct(field, key)
                terminal.settle()
                changed += 1
        changed += operator.correct_lines(read.get("line_items", []))
        changed += operator.correct_taxes(read.get("tax_breakdown", []))
        terminal.settle()
        operator.insist(terminal.press("Enter"))
        terminal.settle(patience=3.0)
        return terminal.keys, changed, needless
    finally:
        terminal.close()


def shown(vouch, environment, number):
    text = subprocess.run([vouch, "show", str(number), "--format", "json"], env=environment,
                          capture_output=True, text=True).stdout
    return json.loads(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("vouch")
    parser.add_argument("manifest")
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    manifest = Path(options.manifest)
    sys.path.insert(0, str(manifest.parent.parent.parent / "tools"))
    import score
    entries = sorted(json.loads(manifest.read_text()), key=lambda entry: entry["id"])
    entries = entries[::max(1, len(entries) // options.documents)][:options.documents]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = {**os.environ, "VOUCH_HOME": str(home)}
        subprocess.run([options.vouch, "init", "--quiet"], env=environment, check=True, stdout=subprocess.DEVNULL)
        drop = Path(folder) / "drop"
        drop.mkdir()
        for entry in entries:
            (drop / (entry["id"] + Path(entry["file"]).suffix)).write_bytes(
                (manifest.parent / entry["file"]).read_bytes())
        subprocess.run([options.vouch, "batch", str(drop), "--quiet"], env=environment, stdout=subprocess.DEVNULL)
        listed = subprocess.run([options.vouch, "list", "--format", "json", "--limit", "1000"], env=environment,
                                capture_output=True, text=True).stdout.splitlines()
        numbers = {Path(d["name"]).stem: (d["id"], d["status"]) for d in map(json.loads, listed)}
        failures, keys, untouched = [], [], []
        print(f"{'document':44} keys  corrected  before        after")
        for entry in entries:
            number, before = numbers[entry["id"]]
            truth = json.loads((manifest.parent / entry["truth"]).read_text())
            read = shown(options.vouch, environment, number)
            pressed, changed, needless = review(options.vouch, home, number, score, truth, read, options.show)
            report = shown(options.vouch, environment, number)
            after = report["document"]["status"]
            print(f"{entry['id'][:44]:44} {pressed:4}  {changed:9}  {before:12}  {after}", flush=True)
            keys.append(pressed)
            if not changed:
                untouched.append(pressed)
            if after != "read":
                failures.append(f"{entry['id']}: it is {after}")
            failures += [f"{entry['id']}: {label} was asked and certain" for label in needless]
            values = {name: field["value"] for name, field in report["fields"].items()}
            for field, (status, _, found, right) in score.judge(truth, {"fields": values}).items():
                if field in LABELS and status not in ("TP", "TN"):
                    failures.append(f"{entry['id']}: {field} is {found!r}, not {right!r}")
            lines = score.lines(truth, {"line_items": report.get("line_items", [])})
            if lines is not None and not lines["all"]:
                failures.append(f"{entry['id']}: of {lines['nt']} lines {lines['tp']} are right, {lines['np']} there")
            taxes = report.get("tax_breakdown", [])
            if not Operator(score, truth, None).are_right_taxes(taxes):
                failures.append(f"{entry['id']}: the taxes are {taxes!r}, not {truth['tax_breakdown']!r}")
    median = statistics.median(keys)
    print(f"median {median} keys a document; {len(untouched)} with nothing to correct, at most "
          f"{max(untouched, default=0)} keys each")
    if median > 12:
        failures.append(f"the median of keys is {median}")
    if max(untouched, default=0) > 3:
        failures.append("a document with nothing to correct took more than 3 keys")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
