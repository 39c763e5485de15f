"""Compares measured figures with the recorded best of .ci/figures.tsv (name, best, noise; larger is better).

    figures.py --files MANIFEST      the documents to read, one a line
    figures.py --score SCORE.json    figures of the referee
    figures.py --evaluation RUN.json   figures that vouch evaluate --save kept, and those of the fit
    figures.py --finding RUN.json    how many pages a second values are found of, of a kept outcome
    figures.py --bench TABLE.md...   figures of scripts/bench
    VOUCH_UPDATE=1                   raises the recorded figures to what was measured
"""

import json
import os
import re
import sys
from pathlib import Path

RECORD = Path(__file__).with_name("figures.tsv")


def recorded() -> dict:
    """name -> (best, noise)"""
    rows = [row.split("\t") for row in RECORD.read_text().splitlines()[1:] if row.strip()]
    return {name: (float(best), float(noise)) for name, best, noise in rows}


def of_score(path) -> dict:
    """Header F1 of each corpus and of all, line F1 and coverage of all."""
    score = json.loads(Path(path).read_text())
    found = {f"header F1, {corpus}": values["header_f1"] for corpus, values in score.items()}
    found["line F1, ALL"] = score["ALL"].get("line_f1", 0)
    found["coverage at 99.5 %, ALL"] = score["ALL"].get("cov995", 0)
    return found


def of_evaluation(path) -> dict:
    """What the referee does not count, turned so that more is better, and what the last fit found out-of-fold."""
    figures = json.loads(Path(path).read_text())["figures"]
    found = {}
    for name in ("core right, invoices", "accepted, all", "accepted right, all"):
        if name in figures:
            found[name] = figures[name]
    if "calibration error, all" in figures:
        found["calibration held, all"] = 1 - figures["calibration error, all"]
    fit = Path(__file__).parent.parent / "models/extraction/sureness.json"
    scores = json.loads(fit.read_text())["fit"]["scores"]
    found["header F1, out-of-fold"] = scores["header F1 out-of-fold"]["all"]
    found["coverage at 99.5 %, out-of-fold"] = scores["coverage at 99.5 % out-of-fold"]
    found["accepted, out-of-fold"] = scores["accepted, thresholds out-of-fold"]
    found["accepted right, out-of-fold"] = scores["accepted right, thresholds out-of-fold"]
    found["calibration held, out-of-fold"] = 1 - scores["calibration error out-of-fold"]
    return found


def of_finding(path) -> dict:
    """How many pages a second values are found of, whatever else was kept: its documents are a part of the corpus."""
    figures = json.loads(Path(path).read_text())["figures"]
    return {
        f"pages of which values are found a second, {share}": 1000 / figures[f"ms a page, {share}"]
        for share in ("median", "99 of 100")
    }


def of_bench(paths) -> dict:
    """The figures of every table of scripts/bench, under names of their rows; larger is better."""
    found, head = {}, []
    for path in paths:
        for row in Path(path).read_text().splitlines():
            cells = [c.strip() for c in row.strip("|").split("|")]
            if len(cells) < 3:
                head = []
            elif not head:
                head = cells
            else:
                name = re.sub(r", \d+ (documents|pages)", "", cells[0])
                found |= of_text(name, cells, head) if head[0] in ("text read", "pages turned and skewed") else of_speed(name, cells)
    return found


def of_text(name, cells, head) -> dict:
    """A row that says how well text is read: each column under its own name."""
    found = {}
    for column, cell in zip(head[1:], cells[1:]):
        number = re.match(r"[+-]?[\d.]+", cell)
        if not number or column in ("a reader held",) or head[0] != "text read" and column == "word F1":
            continue
        value = float(number[0])
        if column == "CER":
            column, value = "characters right", 1 - value
        elif column.startswith("CPU s"):
            column, value = "pages per CPU s", 1 / max(0.01, value)
        # The scans stand in the table of speeds as well, where word F1 is counted in per cent.
        found[f"{column}, {'text of ' * (head[0] == 'text read')}{name}"] = value
    return found


def of_speed(name, cells) -> dict:
    """A row of speeds: the first number of its second column, its word F1, its cost against the first row's."""
    found = {}
    figure = cells[1] if "CPU" in cells[1] else cells[2]
    number = re.match(r"[\d.]+", figure)
    if number:
        found[f"per CPU s, {name}"] = float(number[0])
    if "vouch" in name and re.fullmatch(r"[\d.]+", cells[2]):
        found[f"word F1, {name}"] = float(cells[2])
    against = re.match(r"([\d.]+) ×", cells[3] if len(cells) > 3 else "")
    if against and "vouch" not in name:
        found[f"CPU against vouch, {name}"] = float(against[1])
    return found


def compare(found) -> int:
    """Prints each figure beside its record; the number that fell."""
    record, fallen = recorded(), 0
    for name, value in found.items():
        best, noise = record.get(name, (None, None))
        if best is None:
            print(f"  {name}: {value:.3f} (not recorded)")
            continue
        low = value < best - noise
        fallen += low
        print(f"  {name}: {value:.3f}, recorded {best:.3f} ± {noise:.3f}{'  FELL' if low else ''}")
    if os.environ.get("VOUCH_UPDATE") == "1":
        for name, value in found.items():
            if name in record:
                record[name] = (max(value, record[name][0]), record[name][1])
        rows = "".join(f"{name}\t{best:.3f}\t{noise:.3f}\n" for name, (best, noise) in record.items())
        RECORD.write_text("name\tbest\tnoise\n" + rows)
    return 1 if fallen else 0


def main(arguments) -> int:
    if arguments[:1] == ["--files"]:
        manifest = Path(arguments[1])
        print("\n".join(str(manifest.parent / e["file"]) for e in json.loads(manifest.read_text())))
        return 0
    if arguments[:1] == ["--score"]:
        return compare(of_score(arguments[1]))
    if arguments[:1] == ["--evaluation"]:
        return compare(of_evaluation(arguments[1]))
    if arguments[:1] == ["--finding"]:
        return compare(of_finding(arguments[1]))
    if arguments[:1] == ["--bench"]:
        return compare(of_bench(arguments[1:]))
    print(__doc__, file=sys.stderr)
    return 2


sys.exit(main(sys.argv[1:]))
