"""What the rows of a grid are in the document's structure, wherever its parts come to stand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from riskapp.reports.structure import Element, Scope, furniture, inside

HEAD = -1
"""The number of the row of headings; the others are counted from 0."""


class Meaning(StrEnum):
    """What a grid is to somebody who hears it: a table, one whose first cells name the rows, or somebody's words."""

    TABLE = "table"
    NAMED_ROWS = "named rows"
    QUOTE = "quote"


class GridTags:
    """The element of a grid and of its rows; the parts of a grid that goes on over the page share them."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.element = Element("BlockQuote" if meaning is Meaning.QUOTE else "Table")
        self._rows: dict[int, tuple[Element, tuple[Element, ...]]] = {}

    @contextmanager
    def row(self, canvas: Any, sizes: Sequence[int], number: int) -> Iterator[Sequence[Element | None]]:
        """What is drawn meanwhile is the row `number`, whose cells hold `sizes` texts; the cells' elements.

        Headings are said once: where they are drawn again over the page they are furniture, as is a scale.
        """
        if self.meaning is Meaning.QUOTE:
            with inside(canvas, self.element):
                yield [None] * len(sizes)
        elif number == HEAD and (number in self._rows or self.meaning is Meaning.NAMED_ROWS):
            with furniture(canvas):
                yield [None] * len(sizes)
        else:
            row, cells = self._rows.setdefault(number, self._made(sizes, number))
            with inside(canvas, self.element), inside(canvas, row):
                yield cells

    def _made(self, sizes: Sequence[int], number: int) -> tuple[Element, tuple[Element, ...]]:
        scopes: list[Scope] = ["Column" if number == HEAD else ""] * len(sizes)
        if self.meaning is Meaning.NAMED_ROWS:
            scopes[0] = "Row"
        pairs = zip(sizes, scopes, strict=True)
        cells = (Element("TH" if scope else "TD", scope=scope, sole=size == 1) for size, scope in pairs)
        return Element("TR"), tuple(cells)
