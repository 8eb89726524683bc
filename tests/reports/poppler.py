"""What another program than ours reads in a PDF: poppler's tools, as an auditor has them."""

import html
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


def run(tool: str, pdf: bytes, *options: str) -> str:
    """The output of a poppler tool on `pdf`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(pdf)
        words = [tool, *options, str(path), *(["-"] if tool == "pdftotext" else [])]
        return subprocess.run(words, check=True, capture_output=True, timeout=60).stdout.decode("utf-8", "replace")


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return run("pdftotext", pdf, "-layout").split("\f")[:-1]


def squeezed(text: str) -> str:
    """`text` without any white space: lines break elsewhere on paper."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Word:
    """A word on paper; coordinates in points, y from the top."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL)


def words_of(pdf: bytes) -> list[Word]:
    """Every word with its place."""
    found = []
    for number, page in enumerate(_PAGE.findall(run("pdftotext", pdf, "-bbox")), start=1):
        for *box, text in _WORD.findall(page):
            found.append(Word(number, *map(float, box), html.unescape(text)))
    return found
