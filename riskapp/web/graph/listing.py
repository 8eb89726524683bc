"""A table as a page shows it: one page of its rows, and the addresses of other choices, other pages and its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

from riskapp.explorer.table import Choice, Page, Shape, page_of
from riskapp.explorer.view import View, argument, choice_args, page_in

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: the page's endpoint with the values of its question, its anchor there, and its files.

    `name` leads the arguments of all but the main table; `turned` names the page where that is another name.
    """

    endpoint: str
    values: Mapping[str, Any]
    anchor: str
    file: str
    name: str = ""
    turned: str = ""


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """A page of rows, and what was chosen."""

    place: Place
    view: View
    shape: Shape[R]
    choice: Choice
    page: Page[R]

    def argument(self, what: str) -> str:
        """What an argument of this table is called."""
        return argument(self.place.name, what)

    def args(self, **own: Any) -> dict[str, Any]:
        """All of the address, with other values for some of this table's own arguments."""
        changed = {self.argument(what): value for what, value in own.items()}
        return {**self.place.values, **_told(self.view.args(**changed))}

    def url(self, **own: Any) -> str:
        """The address with other values for some of this table's own arguments; its first page unless told."""
        return url_for(self.place.endpoint, _anchor=self.place.anchor, **self.args(**own))

    @property
    def turns(self) -> str:
        """What the argument that says which page is called."""
        return self.place.turned or self.argument("page")

    def file_values(self, *, whole: bool) -> dict[str, Any]:
        """What the address of the file says: the chosen rows, or all of them; both in the chosen order."""
        choice = Choice(self.choice.order) if whole else self.choice
        return {**self.place.values, **_told(choice_args(choice, self.place.name))}


def _told(args: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in args.items() if value is not None}


def table_of(rows: Sequence[R], shape: Shape[R], place: Place, view: View) -> Table[R]:
    """The table that the address asks for; raises Invalid for a page that does not exist."""
    choice, number = view.choice(place.name), view.page(place.name)
    if place.turned:
        number = page_in(request.args.to_dict(flat=False), place.turned)
    return Table(place, view, shape, choice, page_of(rows, shape, choice, number))
