"""What each thing on a page is: its element in the document's structure, and the marks that tie drawing to it.

ReportLab knows no tags. A flowable draws within `marked`, which writes PDF's marked content around the drawing
(ISO 32000-1, 14.6) and hangs the mark below an element; what only decorates is drawn within `furniture`. The elements
become the file's structure tree in `structure_tree`. On a canvas that keeps no tags all of this does nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

Scope = Literal["", "Column", "Row"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of marked content: on which page (from 1), and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A link's area: on which page (from 1), and the how manyeth of that page's annotations it is (from 0)."""

    page: int
    place: int


class Element:
    """An element of the structure; `role` is a standard type of PDF 1.7, `children` are in the order of reading.

    `sole`: what is drawn inside hangs below this very element, not below an element of its own, as in a cell that
    holds one text only.
    """

    __slots__ = ("alternative", "box", "children", "parent", "role", "scope", "sole")

    def __init__(self, role: str, *, alternative: str = "", scope: Scope = "", sole: bool = False) -> None:
        self.role = role
        self.alternative = alternative
        self.scope = scope
        self.sole = sole
        self.box: tuple[int, Box] | None = None
        self.parent: Element | None = None
        self.children: list[Element | Mark | LinkMark] = []


class Tags:
    """The structure of one document while its pages are drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.open = [self.root]
        self.drawing = False
        self._marks: dict[int, int] = {}
        self._links: dict[int, int] = {}

    def attach(self, element: Element) -> None:
        """Put an element below the one that is open, unless an earlier part of it was drawn already."""
        if element.parent is None and element is not self.root:
            element.parent = self.open[-1]
            element.parent.children.append(element)

    def mark(self, element: Element, page: int) -> str:
        """The operator that begins a stretch of `element` on `page`."""
        number = self._marks.get(page, 0)
        self._marks[page] = number + 1
        element.children.append(Mark(page, number))
        return f"/{element.role} <</MCID {number}>> BDC"

    def link(self, element: Element, page: int) -> None:
        """Note that the annotation just added to `page` is the area of the link `element`."""
        place = self._links.get(page, 0)
        self._links[page] = place + 1
        element.children.append(LinkMark(page, place))


def _tags_of(canvas: Any) -> Tags | None:
    tags = getattr(canvas, "tags", None)
    return tags if isinstance(tags, Tags) else None


@contextmanager
def inside(canvas: Any, element: Element | None) -> Iterator[None]:
    """What is drawn meanwhile hangs below `element`, if there is one."""
    tags = _tags_of(canvas)
    if tags is None or tags.drawing or element is None:
        yield
        return
    tags.attach(element)
    tags.open.append(element)
    try:
        yield
    finally:
        tags.open.pop()


@contextmanager
def marked(canvas: Any, element: Element) -> Iterator[None]:
    """What is drawn meanwhile is `element`; within something that is being marked it is a part of that."""
    tags = _tags_of(canvas)
    if tags is None or tags.drawing:
        yield
        return
    if tags.open[-1].sole and element.role == "P":
        element = tags.open[-1]
    else:
        tags.attach(element)
    with _between(canvas, tags, tags.mark(element, canvas.getPageNumber())):
        yield


@contextmanager
def furniture(canvas: Any) -> Iterator[None]:
    """What is drawn meanwhile decorates: a screen reader passes it over."""
    tags = _tags_of(canvas)
    if tags is None or tags.drawing:
        yield
        return
    with _between(canvas, tags, "/Artifact BMC"):
        yield


@contextmanager
def figure(canvas: Any, alternative: str, width: float, height: float) -> Iterator[None]:
    """What is drawn meanwhile, from the present origin `width` by `height` points, is one picture with a text."""
    element = Element("Figure", alternative=alternative)
    if _tags_of(canvas) is not None:
        corners = (*canvas.absolutePosition(0, 0), *canvas.absolutePosition(width, height))
        element.box = (canvas.getPageNumber(), corners)
    with marked(canvas, element):
        yield


@contextmanager
def _between(canvas: Any, tags: Tags, begin: str) -> Iterator[None]:
    code: list[str] = canvas._code  # noqa: SLF001 - ReportLab has no call for marked content
    code.append(begin)
    tags.drawing = True
    try:
        yield
    finally:
        tags.drawing = False
        code.append("EMC")
