"""What is wrong in a file, and where: one sentence a fault, with its file, row and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Self

from riskapp.errors import N_, Faulty, Invalid
from riskapp.exchange.columns import TABLES
from riskapp.exchange.limits import FAULTS_KEPT

_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a place in a file: `text` is a message id with %(name)s places for `values`.

    `file` is "assets.csv", or the name of a workbook's sheet; `row` counts from the header, which is 1, and is None
    where the whole file is meant; `column` is None where a whole row is meant. `found` is what stood there, shortened.
    """

    file: str
    row: int | None
    column: str | None
    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    found: str = ""

    @property
    def sentence(self) -> str:
        """What is said, in English, without the place."""
        return self.text % self.values if self.values else self.text

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(self.column)
        return f"{', '.join(place)}: {self.sentence}"


class Fault(Remark):
    """Something that keeps the files from being taken in."""

    __slots__ = ()


class Notice(Remark):
    """Something that was left out and keeps nothing from being taken in, such as an unknown column."""

    __slots__ = ()


UNREAD = object()


class Refused(Exception):
    """Raised inside this room where a cell, row or file cannot be read; whoever knows the place makes a Fault of it.

    `value` is what could be read all the same: an id to which nothing belongs is still an id.
    """

    def __init__(
        self, text: str, *, row: int | None = None, found: str = "", value: object = UNREAD, **values: object
    ) -> None:
        super().__init__(text)
        self.text = text
        self.row = row
        self.found = shown(found)
        self.value = value
        self.values: Mapping[str, object] = {**values, "found": self.found} if "%(found)s" in text else values

    @classmethod
    def because(cls, error: Invalid) -> Self:
        """The same refusal, of one of several files."""
        refusal = cls(error.text)
        refusal.values = error.values
        return refusal

    def of_everything(self) -> Invalid:
        """The same refusal, of the whole file that a person gave."""
        error = Invalid(self.text)
        error.values = self.values
        return error

    def at(self, file: str, row: int | None = None, column: str | None = None) -> Fault:
        """The fault that this is at its place; a row that the refusal itself knows goes first."""
        return Fault(file, self.row if self.row is not None else row, column, self.text, self.values, self.found)


class Refusals(Exception):
    """Several refusals of one cell, such as a list with two unknown ids; `value` as for one."""

    def __init__(self, refusals: Iterable[Refused], value: object) -> None:
        super().__init__()
        self.refusals = tuple(refusals)
        self.value = value


class Faults:
    """Collects faults in order, and refuses the files at once where there are more than FAULTS_KEPT."""

    def __init__(self) -> None:
        self._of_rows: list[Fault] = []
        self._of_groups: list[Fault] = []

    def add(self, faults: Iterable[Fault]) -> None:
        """Add faults of rows and of whole files. Raises Faulty where there are too many by now."""
        self._keep(self._of_rows, faults)

    def add_of_groups(self, faults: Iterable[Fault]) -> None:
        """Add faults of groups, which come after all others. Raises Faulty where there are too many by now."""
        self._keep(self._of_groups, faults)

    def _keep(self, kept: list[Fault], faults: Iterable[Fault]) -> None:
        # A hostile file holds millions: no more are even made than show that there are too many.
        room = FAULTS_KEPT - len(self._of_rows) - len(self._of_groups)
        found = list(islice(faults, room + 1))
        kept.extend(found[:room])
        if len(found) > room:
            raise _too_many(self._in_order())

    def _in_order(self) -> list[Fault]:
        return [*in_order(self._of_rows), *in_order(self._of_groups)]

    def refuse_if_any(self) -> None:
        """Raise Faulty where there is a fault: `faults` is in order, and the message tells the first."""
        if found := self._in_order():
            raise faulty(found)


def faulty(faults: list[Fault]) -> Faulty:
    """One error for all `faults`, in order: `values` holds the first, and how many more there are."""
    more = len(faults) - 1
    if more == 0:
        text = "%(first)s"
    elif more == 1:
        text = N_("%(first)s (One more fault was found.)")
    else:
        text = N_("%(first)s (%(more)s more faults were found.)")
    return Faulty(text, faults, first=faults[0], more=more)


def _too_many(faults: list[Fault]) -> Faulty:
    text = N_("%(first)s (There are more than %(most)s faults: reading stopped. Put these right first.)")
    return Faulty(text, faults, first=faults[0], most=len(faults))


def stopped(error: Faulty) -> bool:
    """Whether reading stopped because there were too many faults, so that there are more than `error` holds."""
    return "most" in error.values


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Sort by file as in the table of files, then row, then column as written; a fault without a column comes last."""
    return sorted(faults, key=_place)


def _place(fault: Fault) -> tuple[int, int, int]:
    name = fault.file.removesuffix(".csv")
    number, table = next(((i, table) for i, table in enumerate(TABLES) if table.name == name), (len(TABLES), None))
    column = len(table.columns) if table and fault.column is None else 0
    if table and fault.column is not None:
        column = table.position(fault.column)
    return number, fault.row or 0, column


def shown(text: str) -> str:
    """`text` on one line, cut to 60 characters, with what no screen can show written as an escape."""
    if len(text) <= _SHOWN_CHARACTERS and text.isprintable():
        return str(text)
    cut = text[: _SHOWN_CHARACTERS + 1]
    line = "".join(letter if letter.isprintable() else _escaped(letter) for letter in cut)
    return line if len(cut) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"


def _escaped(letter: str) -> str:
    return " " if letter.isspace() else f"\\u{ord(letter):04x}"
