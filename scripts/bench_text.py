"""How well text is read, and at what cost: what scripts/bench counts on receipts, scans and photographs.

- CER: the edits that turn the text read into the transcript, a share of the transcript's characters; white space is one
  blank, letters are capitals (the transcripts of receipts are), lines go from the top, words of a line from the left.
- digit tokens: the share of the transcript's runs of letters and digits with a digit in them that were read, each as
  often as it is printed; capitals do not count.
- word F1: words read against words printed, counted without order; capitals do not count on receipts.
  What the digital parent of a scan does not show is not asked for (bench_truth.py).
- values present: the share of the labelled values of a document, printed on it, that stand in the text read in any
  usual way of writing them.
"""

import collections
import csv
import importlib.util
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench_truth

#: How many receipts are drawn, and with which seed.
RECEIPTS, SEED = 40, 5
#: Turns and skews a page is tried at, in degrees.
TURNS, SKEWS = (90, 180, 270), (-10, -5, 5, 10, 15)
#: Where scripts/setup puts the Python package `rapidocr` with what it needs.
RAPIDOCR = Path(os.environ.get("VOUCH_HOME", Path.home() / ".vouch")) / "cache/rapidocr/bin/python"


class Sample:
    """A document: its file, what is printed on it, and what is asked of it."""

    def __init__(self, group, file, words=None, lines=None, values=None, pages=1):
        self.group, self.file, self.words, self.lines, self.values, self.pages = group, Path(file), words, lines, values, pages


def samples(corpus, limit=None) -> list:
    """Receipts drawn by seed, all scans, and the documents from the wild without a text of their own."""
    entries = json.loads((corpus / "manifest.json").read_text())
    parents = {e["id"]: e for e in entries}
    of = {name: sorted((e for e in entries if e["corpus"] == name), key=lambda e: e["id"]) for name in ("sroie", "scans", "wild")}
    drawn = random.Random(SEED).sample([e["id"] for e in of["sroie"]], RECEIPTS)
    chosen = [e for e in of["sroie"] if e["id"] in drawn]
    made = []
    for e in spread(chosen, limit):
        lines = transcript(corpus / e["sidecar"])
        made.append(Sample("receipts", corpus / e["file"], words=" ".join(lines).split(), lines=lines))
    for e in spread(of["scans"], limit):
        words = bench_truth.printed((corpus / e["sidecar"]).read_text().split(), corpus / parents[e["parent"]]["file"])
        made.append(Sample("scans", corpus / e["file"], words=words, pages=e["pages"]))
    for e in spread([e for e in of["wild"] if not e["text_layer"]], limit):
        truth = json.loads((corpus / e["truth"]).read_text())
        seen = truth.get("visible", {})
        values = {name: value for name, value in truth["fields"].items() if value is not None and seen.get(name, True)}
        made.append(Sample("wild", corpus / e["file"], values=values, pages=e["pages"]))
    return made


def spread(entries, limit) -> list:
    """`limit` entries evenly over all of them."""
    if not limit or limit >= len(entries):
        return entries
    return [entries[place * len(entries) // limit] for place in range(limit)]


def transcript(file) -> list:
    """The lines of a receipt from its boxes: boxes that stand side by side are one line."""
    boxes = []
    with open(file, errors="replace", newline="") as rows:
        for row in csv.reader(rows, quoting=csv.QUOTE_NONE):
            if len(row) >= 9:
                x, y = list(map(float, row[0:8:2])), list(map(float, row[1:8:2]))
                boxes.append((min(x), max(x), min(y), max(y), ",".join(row[8:])))
    lines = []
    for box in sorted(boxes, key=lambda b: (b[2] + b[3]) / 2):
        middle = (box[2] + box[3]) / 2
        if lines and any(b[2] < middle < b[3] for b in lines[-1]) and not any(are_stacked(b, box) for b in lines[-1]):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [" ".join(b[4] for b in sorted(line)) for line in lines]


def are_stacked(one, other) -> bool:
    """Whether two boxes share half of the narrower one's width: then one stands over the other, however tall they are."""
    shared_width = min(one[1], other[1]) - max(one[0], other[0])
    return shared_width > 0.5 * min(one[1] - one[0], other[1] - other[0])


def edits(read: str, truth: str) -> int:
    """Levenshtein's distance, a column of the table in one whole number (Myers 1999, Hyyrö 2003)."""
    if not truth:
        return len(read)
    places = collections.defaultdict(int)
    for place, letter in enumerate(truth):
        places[letter] |= 1 << place
    everywhere, top = (1 << len(truth)) - 1, 1 << (len(truth) - 1)
    up, down, distance = everywhere, 0, len(truth)
    for letter in read:
        same = places[letter]
        zero = (((same & up) + up) ^ up) | same | down
        right_up, right_down = down | ~(zero | up) & everywhere, up & zero
        distance += bool(right_up & top) - bool(right_down & top)
        right_up = (right_up << 1 | 1) & everywhere
        up, down = (right_down << 1 | ~(zero | right_up)) & everywhere, right_up & zero
    return distance


def shared(read, truth) -> int:
    return sum((collections.Counter(read) & collections.Counter(truth)).values())


def numbers(words) -> list:
    """The runs of letters and digits that hold a digit; a mark between two digits belongs to the run.

    Whether a blank stands after a colon (`TEL:03-5550`) or beside a stroke (`1 / 2`) differs among transcripts as much
    as among readers; the raised o of `nº` and the degree sign of `n°` look the same.
    """
    text = re.sub(r"(?<=\d) ?/ ?(?=\d)", "/", " ".join(words).casefold().replace("º", "°"))
    runs = re.findall(r"[^\W_]+(?:(?<=\d)[.,:/-](?=\d)[^\W_]+)*", text)
    return [run for run in runs if any(c.isdigit() for c in run)]


class Judgement:
    """Counts of one group of documents."""

    def __init__(self):
        self.edits = self.letters = self.digits = self.digits_found = self.values = self.values_found = 0
        self.f1, self.seconds = [], []

    def add(self, sample, text, visible):
        words = text.split()
        if sample.lines is not None:
            words = text.upper().split()
            truth = " ".join(" ".join(sample.lines).upper().split())
            self.edits += edits(" ".join(words), truth)
            self.letters += len(truth)
        if sample.words is not None:
            printed = [w.upper() for w in sample.words] if sample.lines is not None else sample.words
            self.f1.append(2 * shared(words, printed) / max(1, len(words) + len(printed)))
            wanted = numbers(printed)
            self.digits += len(wanted)
            self.digits_found += shared(numbers(words), wanted)
        if sample.values is not None:
            self.values += len(sample.values)
            self.values_found += sum(visible(name, value, text) for name, value in sample.values.items())

    def cells(self) -> list:
        share = lambda part, whole: f"{part / whole:.3f}" if whole else "–"
        return [share(self.edits, self.letters), share(self.digits_found, self.digits),
                f"{statistics.mean(self.f1):.3f}" if self.f1 else "–", share(self.values_found, self.values),
                f"{statistics.median(self.seconds):.2f}" if self.seconds else "–"]


def visibility(corpus):
    """The referee's test whether a value stands in a text."""
    place = corpus.parents[1] / "tools/common.py"
    spec = importlib.util.spec_from_file_location("referee", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.visible


def judge(texts, chosen, visible, seconds=None) -> dict:
    """group -> Judgement."""
    found = collections.defaultdict(Judgement)
    for sample in chosen:
        found[sample.group].add(sample, texts.get(sample.file, ""), visible)
        if seconds and sample.file in seconds:
            found[sample.group].seconds.append(seconds[sample.file] / sample.pages)
    return found


def seconds_of(top) -> tuple:
    """CPU seconds of a process and those below it, and the greatest memory any of those below ever held, in MB."""
    below, seconds, tick = collections.defaultdict(list), {}, os.sysconf("SC_CLK_TCK")
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        below[int(fields[1])].append(int(place.name))
        seconds[int(place.name)] = sum(map(int, fields[11:15])) / tick
    total, most, todo = seconds.get(top, 0.0), 0.0, list(below[top])
    while todo:
        pid = todo.pop()
        todo += below[pid]
        total += seconds[pid]
        try:
            peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        except OSError:
            continue
        most = max(most, int(peak[1]) / 1024) if peak else most
    return total, most


def read_one_by_one(vouch, files, readers="best") -> tuple:
    """Texts, CPU seconds of each document but the first, and the reader's memory: one process reads them in turn.

    What lies between one text's arrival and the next is the cost of a document, both processes counted.
    """
    texts, seconds, most = {}, {}, 0.0
    with tempfile.TemporaryDirectory() as out:
        out = Path(out)
        process = subprocess.Popen(
            [vouch, "read", "--page-only", "--readers", readers, "--format", "text", "--jobs", "1", "--quiet", "--out", out, *files],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        waiting, before, first = list(files), 0.0, True
        while True:
            ended = process.poll() is not None
            now, memory = (before, 0.0) if ended else seconds_of(process.pid)
            most = max(most, memory)
            there = {p.name for p in out.iterdir()} if out.is_dir() else set()
            arrived = [f for f in waiting if {f"{f.stem}.txt", f"{f.name}.txt"} & there]
            for file in arrived:
                if len(arrived) == 1 and not first and not ended and now > before:
                    seconds[file] = now - before
                first = False
            if arrived:
                before, waiting = now, [f for f in waiting if f not in arrived]
            if ended:
                break
            time.sleep(0.02)
        for file in files:
            place = next((p for p in (out / f"{file.stem}.txt", out / f"{file.name}.txt") if p.exists()), None)
            texts[file] = place.read_text() if place else ""
    return texts, seconds, most


def turned(sample, place) -> list:
    """(degrees, file) of a document's first page upright, turned and skewed."""
    from PIL import Image, ImageOps
    if sample.file.suffix == ".pdf":
        subprocess.run(["pdftoppm", "-r", "200", "-l", "1", "-singlefile", "-png", sample.file, place / sample.file.stem], check=True)
        image, dpi = Image.open(place / f"{sample.file.stem}.png"), (200, 200)
    else:
        image = Image.open(sample.file)
        dpi = image.info.get("dpi", (200, 200))
    image = ImageOps.exif_transpose(image).convert("RGB")
    made = []
    for degrees in (0, *TURNS, *SKEWS):
        file = place / f"{sample.file.stem}{degrees:+d}.png"
        image.rotate(degrees, Image.BICUBIC, expand=True, fillcolor="white").save(file, dpi=dpi, compress_level=1)
        made.append((degrees, file))
    return made


def rapidocr(files) -> tuple:
    """Texts and CPU seconds of the Python package `rapidocr` with the same weights; None where it is not installed.

    RAPIDOCR_PYTHON names an interpreter that has it, if not the one of scripts/setup; it reads pictures, as many as are
    given, in one process.
    """
    python = os.environ.get("RAPIDOCR_PYTHON", RAPIDOCR)
    if not Path(python).exists():
        return None
    script = Path(__file__).with_name("bench_rapidocr.py")
    with tempfile.TemporaryDirectory() as out:
        run = subprocess.run([python, script, out, *files], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if run.returncode:
            print(f"rapidocr failed: {run.stderr[-500:]}", file=sys.stderr)
            return None
        answer = json.loads((Path(out) / "answer.json").read_text())
    return {Path(name): text for name, text in answer["texts"].items()}, answer["seconds"]
