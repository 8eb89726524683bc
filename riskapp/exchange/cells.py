"""What a cell means: from its text to the value of a field, or the reason why not."""

import sys
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import partial

from riskapp.errors import N_
from riskapp.exchange.columns import Column, Holds
from riskapp.exchange.faults import Refusals, Refused
from riskapp.exchange.limits import CELL_CHARACTERS, ID_CHARACTERS, LARGEST_NUMBER
from riskapp.exchange.tables import Nature, OddCell

Take = Callable[[str], object]


@dataclass
class Known:
    """The ids that were read so far; None where a table could not be read, so that nobody can tell."""

    assets: Container[object] | None = None
    categories: Container[object] | None = None


def taker(column: Column, known: Known) -> Take:
    """How a filled cell of `column`, without blanks around it, becomes a value. It raises Refused or Refusals."""
    match column.holds:
        case Holds.TEXT:
            return str
        case Holds.WORD:
            return partial(_word, column.words or {})
        case Holds.NUMBER:
            return _number
        case Holds.LEVEL:
            return _level
        case Holds.ASSET:
            return partial(_asset, known.assets)
        case Holds.CATEGORY:
            return partial(_category, known.categories)
        case Holds.ASSETS:
            return partial(_list, partial(_asset, known.assets))
        case Holds.CATEGORIES:
            return partial(_list, partial(_category, known.categories))
        case Holds.GROUP:
            return partial(
                _name, N_("The name of this group has %(length)s characters. The most is %(limit)s: shorten it.")
            )
        case _:
            return partial(
                _name,
                N_(
                    "This id has %(length)s characters. The most is %(limit)s: give it a shorter one, here and "
                    "wherever the files name it."
                ),
            )


def take(cell: str, column: Column, taking: Take) -> object:
    """The value of any cell of `column`. Raises Refused or Refusals."""
    if len(cell) > CELL_CHARACTERS:
        raise Refused(
            N_("The cell holds more than %(limit)s characters: shorten it."), found=cell, limit=CELL_CHARACTERS
        )
    if isinstance(cell, OddCell):
        _refuse_odd(cell, column)
    text = cell.strip()
    if text:
        value = taking(text)
        # A list may hold nothing but separators.
        if value != ():
            return value
    if column.required:
        raise Refused(N_("A value is missing here."), found=text)
    return column.default


def _refuse_odd(cell: OddCell, column: Column) -> None:
    """A date or a truth value is fine as free text, where it is what the person saw; nowhere else."""
    if cell.nature in (Nature.DATE, Nature.TRUTH) and column.holds in (Holds.TEXT, Holds.GROUP):
        return
    raise Refused(_ODD[cell.nature], found=cell)


_ODD: Mapping[Nature, str] = {
    Nature.DATE: N_("The spreadsheet holds a date here (%(found)s): format the cell as text and type it again."),
    Nature.TRUTH: N_("The spreadsheet holds %(found)s here, neither text nor number: format the cell as text."),
    Nature.ERROR: N_("The spreadsheet holds the error %(found)s here."),
    Nature.UNCALCULATED: N_("The formula here was never calculated: open the workbook in a spreadsheet and save it."),
    Nature.BROKEN: N_("The cell holds a character that is no text: type it again."),
}


def _word(words: Mapping[str, object], text: str) -> object:
    value = words.get(text)
    if value is None:
        value = words.get(text.casefold())
    if value is None:
        raise Refused(N_('"%(found)s" is not one of: %(words)s.'), found=text, words=", ".join(words))
    return value


def _number(text: str) -> int:
    # Superscripts and other scripts' digits are digits to Python, not to the people who read the file next.
    if not (text.isascii() and text.isdigit()):
        raise Refused(N_('"%(found)s" is not a whole number of zero or more, in digits only.'), found=text)
    digits = text.lstrip("0") or "0"
    # The length first: Python refuses to convert thousands of digits.
    if len(digits) > 10 or int(digits) > LARGEST_NUMBER:
        raise Refused(N_("%(found)s is larger than %(limit)s."), found=text, limit=LARGEST_NUMBER)
    return int(digits)


def _name(too_long: str, text: str) -> str:
    if len(text) > ID_CHARACTERS:
        # What is too long is a name all the same, so that whoever refers to it is no fault of its own.
        raise Refused(too_long, found=text, value=text, length=len(text), limit=ID_CHARACTERS)
    return sys.intern(text)


def _level(text: str) -> int:
    if text.isascii() and text.isdigit() and (text.lstrip("0") in ("1", "2", "3", "4")):
        return int(text.lstrip("0"))
    raise Refused(N_('"%(found)s" is not a level from 1 to 4.'), found=text)


def _asset(ids: Container[object] | None, text: str) -> str:
    if ids is None or text in ids:
        return sys.intern(text)
    raise Refused(N_('No asset has the id "%(found)s".'), found=text, value=text)


def _category(ids: Container[object] | None, text: str) -> str:
    if ids is None or text in ids:
        return sys.intern(text)
    raise Refused(N_('No category has the id "%(found)s".'), found=text, value=text)


def _list(take_one: Callable[[str], str], text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(";")]
    values: list[str] = []
    refusals: list[Refused] = []
    for part in filter(None, parts):
        try:
            values.append(take_one(part))
        except Refused as refusal:
            refusals.append(refusal)
    if refusals:
        raise Refusals(refusals, value=tuple(values))
    return tuple(values)
