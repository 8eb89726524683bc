"""What a report says, in order, on paper and on its page: each letter and no white space, to hold them together.

Of the paper, what a screen reader hears is read. Left out is what belongs to the one form alone: of the paper its
contents and what the drawn matrix has no room for; of the page its contents, the box that names the PDF, the mark of a
draft, captions for screen readers only, and the drawings themselves, which both tell in words.
"""

import re
from html.parser import HTMLParser

from riskapp.reports.wording import WORDS
from tests.reports.heard import heard
from tests.reports.poppler import squeezed

_VOID = frozenset(("br", "col", "hr", "img", "link", "meta", "path", "rect", "line"))
_ASIDE = frozenset(("head", "aside", "footer", "svg"))
_IN_THE_CELL = re.compile(
    "|".join(
        re.escape(squeezed(words["in the cell"]))
        .replace(re.escape("%(likelihood)s"), ".*")
        .replace(re.escape("%(consequence)s"), ".*")
        for words in WORDS.values()
    )
)
_ASIDE_CLASSES = frozenset(
    ("document__skip", "document__draft", "report-contents", "ds-sr-only", "report-matrix", "report-legend")
)


def said_on_paper(pdf: bytes) -> list[str]:
    """The texts of a tagged PDF in the order of its structure, without what only a drawing has no room for."""
    texts = [squeezed(one) for one in heard(pdf)]
    return [one for one in texts if one and not _IN_THE_CELL.match(one)]


class _Page(HTMLParser):
    """The texts of a page; the caption of a table is said after it, as on paper."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.captions: list[list[str]] = []
        self.open: list[tuple[str, bool]] = []
        self.in_caption = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember whether what stands in it is of the page alone."""
        if tag in _VOID:
            return
        classes = frozenset((dict(attrs).get("class") or "").split())
        self.open.append((tag, (tag in _ASIDE and "quiet" not in classes) or bool(classes & _ASIDE_CLASSES)))
        if tag == "table":
            self.captions.append([])
        self.in_caption = self.in_caption or tag == "caption"

    def handle_endtag(self, tag: str) -> None:
        """Say the caption where its table ends."""
        if tag in _VOID:
            return
        self.open.pop()
        if tag == "caption":
            self.in_caption = False
        if tag == "table":
            self.found += self.captions.pop()

    def handle_data(self, data: str) -> None:
        """Keep what is said."""
        text = squeezed(data)
        if text and self.open and not any(aside for _, aside in self.open):
            (self.captions[-1] if self.in_caption else self.found).append(text)


def said_on_page(html: str) -> list[str]:
    """The texts of a report's page in their order."""
    page = _Page()
    page.feed(html)
    page.close()
    assert not page.open
    return page.found


def first_difference(one: list[str], other: list[str], around: int = 80) -> str:
    """Where two sequences of texts part, or nothing."""
    left, right = "".join(one), "".join(other)
    if left == right:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    start = max(0, at - around)
    return f"paper: …{left[start : at + around]}…\npage:  …{right[start : at + around]}…"
