"""What the agreement of two readers is worth: how often a word with a digit is right, by what the second reader said.

A word counts as right when each of its parts with a digit stands on the document as often as it was read; parts are cut at
spaces, colons, brackets and the like, because readers and transcripts set those differently.
"""

import collections
import re
from pathlib import Path

import bench_text

CUTS = re.compile(r"[\s:;()\[\]{}=@#*|]+")


def parts(text: str) -> list:
    """The parts of a text that have a digit, typography made one."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", re.sub("[\u2018\u2019`´]", "'", text.upper().replace(",", ".").replace("·", ".")))
    stripped = (re.sub(r"^[\W_]+|[\W_]+$", "", part) for part in CUTS.split(text))
    return [part for part in stripped if any(c.isdigit() for c in part)]


def documents(corpus: Path, limit) -> dict:
    """(file, the truth's parts) of the receipts that are drawn, and of the scans that were not turned."""
    drawn = [s for s in bench_text.samples(corpus, limit) if s.words is not None and "rot" not in s.file.stem]
    return {group: [(s.file, collections.Counter(parts(" ".join(s.words)))) for s in drawn if s.group == group]
            for group in ("receipts", "scans")}


def judged(chosen, folder: Path) -> collections.Counter:
    """How many words with a digit were read and how many of them are right, by what the second reader said."""
    counts = collections.Counter()
    for file, known in chosen:
        table = folder / f"{file.stem}.tsv"
        if not table.exists():
            continue
        left = known.copy()
        for row in table.read_text().splitlines()[1:]:
            *_, word, verdict, other = row.split("\t")
            read = parts(word)
            if not read:
                continue
            isRight = all(left[part] > 0 for part in read)
            if isRight:
                left.subtract(read)
            for name in ("all", verdict or "single"):
                counts[name, "read"] += 1
                counts[name, "right"] += isRight
            if verdict == "disputed":
                counts["other reader where disputed", "read"] += 1
                counts["other reader where disputed", "right"] += bool(parts(other)) and not isRight and all(known[p] > 0 for p in parts(other))
    return counts


def rows(run, corpus: Path, place: Path, limit=1000) -> list:
    """Table of precision and cost; `run(files, out, readers)` reads and returns CPU seconds."""
    table = []
    for name, chosen in documents(corpus, limit).items():
        files = [file for file, _ in chosen]
        base = None
        for readers in ("tesseract", "neural", "best", "both"):
            out = place / f"{name}-{readers}"
            cpu = run(files, out, readers)
            base = cpu if readers == "neural" else base
            counts = judged(chosen, out)
            more = f"{(cpu - base) / len(files):+.2f} s against neural" if base and readers != "neural" else ""
            for group in ("all", "agreed", "settled", "disputed", "other reader where disputed"):
                read = counts[group, "read"]
                if read:
                    table.append((f"{name}, --readers {readers}: {group}", f"{counts[group, 'right'] / read:.3f}", str(read),
                                  f"{cpu / len(files):.2f} s a document {more}" if group == "all" else ""))
    return table
