"""Which part of an answer somebody looks at, as it stands in the address line: tables, picture and moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import Directory
from riskapp.explorer.picture import MOST, USUAL
from riskapp.explorer.rows import Choice, Order
from riskapp.explorer.stacking import By, Stacking
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.vocabulary import Kind

NAMES = ("sort", "kind", "state", "q", "page", "exposures", "boxes", "by", "open", "at")
"""What the address line calls them."""

OPEN = 20
"""So many stacks can be unfolded at once."""


@dataclass(frozen=True, slots=True)
class View:
    """Order, kind, state, text and page of the tables; boxes, stacks and moment of the picture.

    `opened` names a member of each unfolded stack; `at` is a minute of an outage, None before anybody moved the slider.
    """

    order: Order = Order.TIME
    kind: Kind | None = None
    state: str = ""
    text: str = ""
    page: int = 1
    exposures: int = 1
    boxes: int = USUAL
    by: By = By.CAUSE
    opened: tuple[str, ...] = ()
    at: int | None = None

    @property
    def choice(self) -> Choice:
        """The rows of the table that are wanted."""
        return Choice(self.order, self.kind, self.state, self.text)

    def stacking(self, directory: Directory) -> Stacking:
        """How the picture stacks."""
        return Stacking(self.by, frozenset(self.opened), directory)

    def args(self, **others: Any) -> dict[str, Any]:
        """The view as it stands in the address line, with other values for some; first pages again unless told."""
        args: dict[str, Any] = {
            "sort": None if self.order is Order.TIME else self.order.value,
            "kind": self.kind.value if self.kind else None,
            "state": self.state or None,
            "q": self.text or None,
            "boxes": None if self.boxes == USUAL else self.boxes,
            "by": None if self.by is By.CAUSE else self.by.value,
            "open": list(self.opened) or None,
            "at": self.at,
        }
        return args | others

    def written(self) -> dict[str, list[str]]:
        """All of the view, pages too, as `view_of` reads it; what is as usual is left out."""
        pages = {"page": self.page, "exposures": self.exposures}
        args = self.args(**{name: None if number == 1 else number for name, number in pages.items()})
        lists = {name: value if isinstance(value, list) else [value] for name, value in args.items()}
        return {name: [str(one) for one in values] for name, values in lists.items() if values != [None]}


def view_of(args: Mapping[str, Sequence[str]]) -> View:
    """The view in the address line, the first of several values counts; raises Invalid for what means nothing."""
    first = {name: values[0] for name, values in args.items() if values and values[0]}
    try:
        return View(
            order=Order(first.get("sort", Order.TIME)),
            kind=Kind(first["kind"]) if "kind" in first else None,
            state=first.get("state", ""),
            text=" ".join(first.get("q", "").split()),
            page=int(first.get("page", 1)),
            exposures=int(first.get("exposures", 1)),
            boxes=min(MOST, max(1, int(first.get("boxes", USUAL)))),
            by=By(first.get("by", By.CAUSE)),
            opened=tuple(dict.fromkeys(args.get("open", ())))[:OPEN],
            at=min(SEVEN_DAYS, max(0, int(first["at"]))) if "at" in first else None,
        )
    except ValueError as error:
        raise Invalid(
            N_("This address asks for an order, kind or page that does not exist. Go back and choose again.")
        ) from error
