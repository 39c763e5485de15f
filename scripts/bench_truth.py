"""What is really printed on a scan of the corpus: its digital parent's text, without what nobody can see.

The text beside a scan is what the parent's own text layer says. Two things in it are no truth about the picture: words
that are set without ink, such as data for other programs in white or in an invisible mode, and the text of a parent
that is itself a scan, which is what another program once read there.
"""

import collections
import html
import re
import subprocess
import tempfile
from pathlib import Path

#: Share of a page from which on one picture is the page.
WHOLE_PAGE = 0.7
#: Levels of grey, of 255, by which ink must differ from what is around it.
LEAST_CONTRAST = 24
#: Pixels per inch the parent is drawn with.
RESOLUTION = 100


def printed(words: list, parent: Path):
    """`words` without those the parent shows nowhere; None where the parent's text is another program's reading."""
    if is_picture(parent):
        return None
    unseen = collections.Counter(invisible(parent))
    kept = []
    for word in reversed(words):
        if unseen[word]:
            unseen[word] -= 1
        else:
            kept.append(word)
    return kept[::-1]


def is_picture(pdf: Path) -> bool:
    """Whether the first page of a PDF is one picture."""
    info = run("pdfinfo", pdf)
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups())
    for row in run("pdfimages", "-list", "-l", "1", pdf).splitlines()[2:]:
        cells = row.split()
        across, down, ppi = float(cells[3]), float(cells[4]), [max(1.0, float(c)) for c in cells[12:14]]
        if across * 72 / ppi[0] * down * 72 / ppi[1] > WHOLE_PAGE * width * height:
            return True
    return False


def invisible(pdf: Path) -> list:
    """The words of a PDF that leave no mark on the page."""
    from PIL import Image
    layout = run("pdftotext", "-bbox", pdf, "-")
    words = []
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-gray", pdf, f"{place}/p"], check=True)
        pictures = [Image.open(p) for p in sorted(Path(place).iterdir())]
        for picture, page in zip(pictures, layout.split("<page ")[1:]):
            width = float(re.search(r'width="([\d.]+)"', page)[1])
            scale = picture.width / width
            for *corners, word in re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page):
                left, top, right, bottom = (scale * float(c) for c in corners)
                box = (max(0, int(left)), max(0, int(top)), min(picture.width, int(right) + 1), min(picture.height, int(bottom) + 1))
                if box[0] >= box[2] or box[1] >= box[3]:
                    words.append(html.unescape(word))
                    continue
                dark, light = picture.crop(box).getextrema()
                if light - dark < LEAST_CONTRAST:
                    words.append(html.unescape(word))
    return words


def run(*command) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, errors="replace").stdout
