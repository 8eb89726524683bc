"""A question with supposed changes, as the address line has it: who is hit, what is asked, change after change.

Each `change` of the address is one change in the form of docs/answers.md, as compact JSON; `also` are further hit
assets by their numbers.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from flask import url_for
from werkzeug.datastructures import MultiDict

from riskapp.errors import N_, Invalid
from riskapp.exchange.change_file import read_changes
from riskapp.exchange.change_json import listed
from riskapp.graph.changes import Change
from riskapp.questions.checking import LONGEST_ADDRESS
from riskapp.web.graph.links import asset_key
from riskapp.web.graph.question import Question
from riskapp.web.numbers import row_number

ChangeObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Supposed:
    """One change: as compact JSON, and read (None where it cannot be, with the reason)."""

    text: str
    change: Change | None
    fault: Invalid | None = None


@dataclass(frozen=True, slots=True)
class Supposition:
    """What the page is about. `hit` are the engine's ids, the asset of the address first; `also` the others' numbers.

    `saved` is the number of the saved question that it was opened from.
    """

    asset_id: int
    hit: tuple[str, ...]
    also: tuple[int, ...]
    question: Question
    changes: tuple[Supposed, ...]
    saved: int | None = None

    @property
    def made(self) -> tuple[Change, ...]:
        """The changes as the engine makes them, in their order."""
        return tuple(one.change for one in self.changes if one.change is not None)

    @property
    def text(self) -> str:
        """The changes as one JSON text; empty where nothing is supposed."""
        return f"[{','.join(one.text for one in self.changes)}]" if self.changes else ""

    def asked(self) -> dict[str, Any]:
        """The question as it stands in the address line of its plain answer."""
        args = {**self.question.args(), "asset_id": self.asset_id}
        return {**args, "also": list(self.also)} if self.also else args

    def args(self, texts: Sequence[str] | None = None) -> dict[str, Any]:
        """The whole address line, with these changes instead of its own."""
        own = [one.text for one in self.changes] if texts is None else list(texts)
        return {**self.asked(), "change": own, "saved": self.saved}

    def url(self, texts: Sequence[str] | None = None, **more: Any) -> str:
        """The address of the page with these changes instead of its own."""
        return url_for("graph.what_if", **self.args(texts), **more)

    def changed_to(self, texts: Sequence[str]) -> "Supposition":
        """The same question with these changes instead of its own."""
        return replace(self, changes=_read(texts))

    def without(self, number: int) -> str:
        """The address without change `number`, counted from 1."""
        return self.url([one.text for place, one in enumerate(self.changes, start=1) if place != number])


def supposition_of(asset_id: int, question: Question, args: MultiDict[str, str]) -> Supposition:
    """Read the address line; raises Invalid for what holds no changes at all, NotFound for an asset that is not there.

    A change that is JSON but none that can be read stays, with the reason.
    """
    also = tuple(dict.fromkeys(number for number in map(_asset_number, args.getlist("also")) if number != asset_id))
    changes = _read(args.getlist("change"))
    check_length([one.text for one in changes])
    hit = tuple(dict.fromkeys(asset_key(number) for number in (asset_id, *also)))
    return Supposition(asset_id, hit, also, question, changes, args.get("saved", type=row_number))


def _asset_number(text: str) -> int:
    try:
        return row_number(text)
    except ValueError as error:
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again.")) from error


def _read(texts: Sequence[str]) -> tuple[Supposed, ...]:
    return tuple(_supposed(one) for text in texts for one in listed(f"[{text}]"))


def _supposed(given: Any) -> Supposed:
    text = compact(given)
    try:
        (change,) = read_changes(f"[{text}]")
    except Invalid as error:
        return Supposed(text, None, inner(error))
    return Supposed(text, change)


def compact(change: Any) -> str:
    """A change as the shortest JSON that says it."""
    return json.dumps(change, ensure_ascii=False, separators=(",", ":"))


def check_length(texts: Sequence[str]) -> None:
    """Raise Invalid where the changes do not fit in an address."""
    if sum(len(quote(text)) for text in texts) > LONGEST_ADDRESS:
        raise Invalid(
            N_("These are more changes than one address can hold. Give them to riskapp what-if as a file instead.")
        )


def texts_in(changes: str) -> list[str]:
    """Each change of a stored JSON text as an address has it."""
    return [compact(one) for one in listed(changes)] if changes else []


def inner(error: Invalid) -> Invalid:
    """The reason why a change cannot be made, without its number: the page shows it beside the change."""
    reason = error.values.get("reason")
    return reason if isinstance(reason, Invalid) else error
