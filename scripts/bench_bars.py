"""What reading must reach, and what it reaches: the whole sample of receipts, scans and photographs in one table.

40 receipts drawn by seed, all scans and all documents from the wild that are pictures alone (bench_text.py says how
each figure is counted); pages turned and skewed against themselves upright; pages a CPU second against other programs.
"""

import bench_text

#: (group, what, cell of its judgement, bar, whether more is better)
READ = (
    ("receipts", "characters wrong", 0, 0.040, False),
    ("receipts", "words with digits found", 1, 0.955, True),
    ("receipts", "word F1", 2, 0.87, True),
    ("receipts", "CPU s a page, median", 4, 0.70, False),
    ("scans", "words with digits found", 1, 0.96, True),
    ("scans", "word F1", 2, 0.935, True),
    ("scans", "CPU s a page, median", 4, 1.00, False),
    ("wild", "labelled values found", 3, 0.95, True),
)
#: MB a reader may hold.
MEMORY = 600
#: Points of word F1 that a page turned by quarters or skewed by up to 10 degrees may lose.
LOSS, MOST_SKEW = 1.0, 10
#: How many times more pages a CPU second than a program.
FASTER = {"ocrmypdf --jobs 2": 2.5, "rapidocr, the same weights": 1.8}


def row(what, bar, measured, is_met) -> tuple:
    return what, bar, measured, "yes" if is_met else "NO"


def read(vouch, corpus) -> list:
    """Rows of the whole sample."""
    chosen = bench_text.samples(corpus)
    texts, seconds, memory = bench_text.read_one_by_one(vouch, [s.file for s in chosen])
    judged = bench_text.judge(texts, chosen, bench_text.visibility(corpus), seconds)
    rows = []
    for group, what, cell, bar, more in READ:
        count, measured = sum(s.group == group for s in chosen), judged[group].cells()[cell]
        is_met = measured != "–" and (float(measured) >= bar if more else float(measured) <= bar)
        rows.append(row(f"{count} {group}: {what}", f"{'≥' if more else '≤'} {bar}", measured, is_met))
    rows.append(row("memory a reader held at most", f"≤ {MEMORY} MB", f"{memory:.0f} MB", 0 < memory <= MEMORY))
    return rows


def turned(found) -> list:
    """Rows of pages turned and skewed; `found` has the scores by degrees."""
    if not found:
        return []
    mean = {degrees: sum(scores) / len(scores) for degrees, scores in found.items()}
    return [row(f"turned by {degrees}°, {len(found[degrees])} pages: word F1 against upright ({mean[0]:.1f})",
                f"≥ −{LOSS}" if abs(degrees) <= MOST_SKEW or degrees % 90 == 0 else "–", f"{mean[degrees] - mean[0]:+.1f}",
                mean[degrees] >= mean[0] - LOSS)
            for degrees in sorted(found) if degrees]


def faster(measured, own) -> list:
    """Rows of pages a CPU second; `measured` has (CPU seconds, …) by program, `own` those of Vouch."""
    rows = []
    for name, bar in FASTER.items():
        if measured.get(name) is None:
            rows.append((f"pages a CPU second against {name}", f"≥ {bar} ×", "not installed", "–"))
            continue
        times = measured[name][0] / own
        rows.append(row(f"pages a CPU second against {name}", f"≥ {bar} ×", f"{times:.2f} ×", times >= bar))
    return rows
