"""Which part of an answer somebody looks at, as it stands in the address line: tables, picture and moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import Directory
from riskapp.explorer.picture import MOST, USUAL
from riskapp.explorer.stacking import By, Stacking
from riskapp.explorer.table import EVERYTHING, Choice, Shape
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.vocabulary import Kind

Args = Mapping[str, Sequence[str]]
"""An address line: the values of each name."""

Tables = Mapping[str, Shape[Any]]
"""The tables of a page by name; the main one's is empty."""

_CHOICE = ("sort", "kind", "state", "q")
_PICTURE = ("boxes", "by", "open", "at")

OPEN = 20
"""So many stacks can be unfolded at once."""


def argument(table: str, what: str) -> str:
    """What an argument of a table is called: the main one's as it is, another's with the table's name before it.

    The page of another table is called as the table itself.
    """
    if what == "page":
        return table or what
    return f"{table}_{what}" if table else what


def names_of(tables: Tables) -> tuple[str, ...]:
    """What the address line of a page with these tables calls its view."""
    return (*(argument(table, what) for table in tables for what in (*_CHOICE, "page")), *_PICTURE)


@dataclass(frozen=True, slots=True)
class View:
    """The choice and page of each table, by its name; boxes, stacks and moment of the picture.

    `opened` names a member of each unfolded stack; `at` is a minute of an outage, None before anybody moved the slider.
    """

    choices: Mapping[str, Choice] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    boxes: int = USUAL
    by: By = By.CAUSE
    opened: tuple[str, ...] = ()
    at: int | None = None

    def choice(self, table: str = "") -> Choice:
        """The rows of a table that are wanted."""
        return self.choices.get(table, EVERYTHING)

    def page(self, table: str = "") -> int:
        """The page of a table that is wanted."""
        return self.pages.get(table, 1)

    def stacking(self, directory: Directory) -> Stacking:
        """How the picture stacks."""
        return Stacking(self.by, frozenset(self.opened), directory)

    def args(self, **others: Any) -> dict[str, Any]:
        """The view as it stands in the address line, with other values for some; first pages again unless told."""
        args: dict[str, Any] = {}
        for table, choice in self.choices.items():
            args |= choice_args(choice, table)
        args |= {
            "boxes": None if self.boxes == USUAL else self.boxes,
            "by": None if self.by is By.CAUSE else self.by.value,
            "open": list(self.opened) or None,
            "at": self.at,
        }
        return args | others

    def written(self) -> dict[str, list[str]]:
        """All of the view, pages too, as `view_of` reads it; what is as usual is left out."""
        pages = {argument(table, "page"): number for table, number in self.pages.items() if number != 1}
        args = self.args(**pages)
        lists = {name: value if isinstance(value, list) else [value] for name, value in args.items()}
        return {name: [str(one) for one in values] for name, values in lists.items() if values != [None]}


def choice_args(choice: Choice, table: str = "") -> dict[str, Any]:
    """A choice of rows as it stands in the address line."""
    values = (choice.order, choice.kind and choice.kind.value, choice.state, choice.text)
    return {argument(table, what): value or None for what, value in zip(_CHOICE, values, strict=True)}


def choice_in(args: Args, shape: Shape[Any], table: str = "") -> Choice:
    """The choice in the address line; raises Invalid for a word that means nothing in this table."""
    order, kind, state, text = (_first(args, argument(table, what)) for what in _CHOICE)
    try:
        wanted = Kind(kind) if kind else None
    except ValueError as error:
        raise _odd() from error
    choice = Choice("" if order == shape.natural else order, wanted, state, " ".join(text.split()))
    if not shape.has(choice):
        raise _odd()
    return choice


def page_in(args: Args, table: str = "") -> int:
    """The page in the address line; raises Invalid for what is no number."""
    try:
        return int(_first(args, argument(table, "page")) or 1)
    except ValueError as error:
        raise _odd() from error


def view_of(args: Args, tables: Tables) -> View:
    """The view of these tables in the address line; raises Invalid for a word or number that means nothing."""
    at = _first(args, "at")
    try:
        return View(
            choices={table: choice_in(args, shape, table) for table, shape in tables.items()},
            pages={table: page_in(args, table) for table in tables},
            boxes=min(MOST, max(1, int(_first(args, "boxes") or USUAL))),
            by=By(_first(args, "by") or By.CAUSE),
            opened=tuple(dict.fromkeys(args.get("open", ())))[:OPEN],
            at=min(SEVEN_DAYS, max(0, int(at))) if at else None,
        )
    except ValueError as error:
        raise _odd() from error


def _first(args: Args, name: str) -> str:
    """Of several values the first counts."""
    return next(iter(args.get(name, ())), "")


def _odd() -> Invalid:
    return Invalid(
        N_("This address asks for an order, kind, state or page that does not exist. Go back and choose again.")
    )
