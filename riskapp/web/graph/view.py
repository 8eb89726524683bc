"""Which part of an answer somebody looks at, as it stands in the address line: tables, picture and moment."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import Directory
from riskapp.explorer.picture import MOST, USUAL
from riskapp.explorer.rows import Choice, Order
from riskapp.explorer.stacking import By, Stacking
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.vocabulary import Kind

STACKS = (
    (By.CAUSE, _l("what they hang on")),
    (By.KIND, _l("kind")),
    (By.SITE, _l("site")),
    (By.SUPPLIER, _l("supplier")),
)

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


def view_of(args: MultiDict[str, str]) -> View:
    """The view in the address line; raises Invalid for a word or number that means nothing."""
    try:
        return View(
            order=Order(args.get("sort") or Order.TIME),
            kind=Kind(args["kind"]) if args.get("kind") else None,
            state=args.get("state") or "",
            text=" ".join(args.get("q", "").split()),
            page=int(args.get("page") or 1),
            exposures=int(args.get("exposures") or 1),
            boxes=min(MOST, max(1, int(args.get("boxes") or USUAL))),
            by=By(args.get("by") or By.CAUSE),
            opened=tuple(dict.fromkeys(args.getlist("open")))[:OPEN],
            at=min(SEVEN_DAYS, max(0, int(args["at"]))) if args.get("at") else None,
        )
    except ValueError as error:
        raise Invalid(
            N_("This address asks for an order, kind or page that does not exist. Go back and choose again.")
        ) from error
