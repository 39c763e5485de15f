"""What faults of paper and light cost: the digital fixtures, drawn, spoilt and read; what is found is compared with what was printed.

Telephones write JPEG and say nothing of resolution; glasses write what they are told.
"""

import collections
import json
import sys
from pathlib import Path

import bench_text
import bench_truth

RESOLUTION = 200


def rows(run, root: Path, place: Path) -> list:
    """A row for each fault; `run(files, out, form)` reads files and returns CPU seconds."""
    sys.path.insert(0, str(root / "scripts/fixtures"))
    import reading
    table = []
    for fault, files in spoilt(root, place).items():
        out = place / fault
        out.mkdir()
        run(list(files), out / "words", "words")
        cpu = run(list(files), out / "json", "json")
        counts, of_fields, of_lines = [0, 0, 0, 0], [], []
        for file, folder in files.items():
            printed = bench_truth.run("pdftotext", "-layout", folder / "document.pdf", "-").split()
            words, wanted = read_words(out / "words" / f"{file.stem}.tsv"), bench_text.numbers(printed)
            found = (bench_text.shared(bench_text.numbers(words), wanted), len(wanted),
                     2 * bench_text.shared(words, printed), len(words) + len(printed))
            counts = [a + b for a, b in zip(counts, found)]
            answer = out / "json" / f"{file.stem}.json"
            answer = json.loads(answer.read_text()) if answer.exists() else {}
            known = json.loads((folder / "expected.json").read_text())
            of_fields += reading.fields(answer, known)
            of_lines += reading.lines(answer, known)
        table.append((f"{fault}, {len(files)} pages", f"{counts[0] / counts[1]:.3f}", f"{counts[2] / counts[3]:.3f}",
                      f"{reading.score(of_fields):.3f}", f"{reading.score(of_lines):.3f}", f"{cpu / len(files):.2f}"))
    return table


def read_words(table: Path) -> list:
    """The words of a file that `--format words` wrote."""
    if not table.exists():
        return []
    return " ".join(row.split("\t")[-3] for row in table.read_text().splitlines()[1:]).split()


def spoilt(root: Path, place: Path) -> dict:
    """fault -> {picture: folder of its fixture}, the pages as they were drawn among them."""
    import faults
    import numpy
    import scanner
    made = collections.defaultdict(dict)
    for truth in sorted((root / "Fixtures").glob("*/expected.json")):
        known, folder = json.loads(truth.read_text()), truth.parent
        if known["scan"]:
            continue
        pages = scanner.pages(folder / "document.pdf", RESOLUTION, True)
        if known["pages"] == 2:
            save(faults.two_up(*pages), made["two pages side by side"], place, folder, "png")
        if known["pages"] > 1:
            continue
        save(pages[0], made["as drawn"], place, folder, "png")
        for number, (fault, put) in enumerate(faults.ALL.items()):
            random = numpy.random.Generator(numpy.random.PCG64(1000 * number + sum(map(ord, folder.name))))
            form = "jpg" if fault in faults.BY_TELEPHONE else "png"
            save(put(pages[0], random), made[fault], place, folder, form)
    return made


def save(picture, files, place, folder, form):
    file = place / f"{folder.name}-{len(list(place.iterdir()))}.{form}"
    picture.save(file, **({"quality": 88} if form == "jpg" else {"dpi": (RESOLUTION, RESOLUTION)}))
    files[file] = folder
