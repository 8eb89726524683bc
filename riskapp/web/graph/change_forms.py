"""From the short forms of the what-if page to a change as JSON: nobody types JSON, and what was typed is kept."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from riskapp.errors import N_, Invalid
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import directory as stored_directory
from riskapp.exchange.change_json import listed
from riskapp.graph.changes import Added
from riskapp.graph.snapshot import Asset, Flow
from riskapp.web.graph.supposition import ChangeObject, Supposition

_MINUTES = re.compile(r"0*[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into one of the short forms, and why it could not be done; `field` is the name of an input."""

    add: str
    about: str
    values: Mapping[str, str]
    fault: Invalid | None = None

    @property
    def field(self) -> str:
        """The input that the fault concerns; of a change as a whole the first of its form."""
        known = self.fault.field if self.fault is not None else None
        return known if known is not None and known in self.values else _FIRST.get(self.add, "")

    def at(self, about: str, *verbs: str) -> bool:
        """Whether this was typed into the form of that need or flow for one of these verbs."""
        return self.about == about and self.add in verbs


def typed_in(args: MultiDict[str, str]) -> Typed | None:
    """What the address line says was typed; None where it asks for no new change."""
    add = args.get("add", "")
    if not add:
        return None
    return Typed(add, args.get("need") or args.get("flow") or "", {name: args.get(name, "") for name in _FIELDS})


def change_typed(typed: Typed, supposition: Supposition) -> ChangeObject:
    """The change. Raises Invalid, with the name of the input that it concerns where there is one."""
    if typed.add not in _CHANGES:
        raise Invalid(N_("This address asks for a change that does not exist. Go back and choose again."))
    return _CHANGES[typed.add](_Form(typed, supposition))


def asset_meant(text: str, field: str, supposition: Supposition) -> str:
    """The id of the asset that a text means, be it supposed or of the estate. Raises Invalid with `field`."""
    for change in supposition.made:
        row = change.row if isinstance(change, Added) else None
        if isinstance(row, Asset) and text.casefold() in (row.id.casefold(), row.name.casefold()):
            return row.id
    return find_asset(stored_directory(), text, field).key


class _Form:
    """What was typed, read as what it stands for."""

    def __init__(self, typed: Typed, supposition: Supposition) -> None:
        self._typed = typed
        self._supposition = supposition
        self._added = [change.row for change in supposition.made if isinstance(change, Added)]

    @property
    def about(self) -> str:
        """The id of the data flow."""
        return self._typed.about

    def need(self) -> tuple[str, ChangeObject]:
        """The word for what is needed ("dependency" or "group"), and the need as it is named."""
        given = listed(f"[{self._typed.about}]")
        if len(given) != 1 or not isinstance(given[0], dict):
            raise Invalid(N_("This address asks for a change that does not exist. Go back and choose again."))
        return "dependency" if "provider" in given[0] else "group", given[0]

    def text(self, name: str) -> str:
        """The text, without blanks around it."""
        return self._typed.values[name].strip()

    def asset(self, name: str) -> str:
        """The id of the asset that is meant."""
        return asset_meant(self.text(name), name, self._supposition)

    def minutes(self, name: str, otherwise: int | None = None) -> int:
        """Whole minutes; `otherwise` stands for nothing."""
        text = self.text(name)
        if not text and otherwise is not None:
            return otherwise
        if not _MINUTES.fullmatch(text):
            raise Invalid(N_("Write how many whole minutes."), field=name)
        return int(text)

    def new_id(self, word: str, kind: type[Asset] | type[Flow]) -> str:
        """An id that nothing supposed has."""
        used = {row.id for row in self._added if isinstance(row, kind)}
        return next(found for number in range(1, 2_000) if (found := f"{word}-{number}") not in used)


def _redundant(form: _Form) -> ChangeObject:
    return {"do": "make redundant", **form.need()[1], "with": [form.asset("with")]}


def _tolerance(form: _Form) -> ChangeObject:
    what, need = form.need()
    return {"do": "change", what: need, "set": {"tolerance": form.minutes("tolerance")}}


def _soft(form: _Form) -> ChangeObject:
    what, need = form.need()
    return {"do": "change", what: need, "set": {"strength": "soft"}}


def _without(form: _Form) -> ChangeObject:
    what, need = form.need()
    return {"do": "remove", what: need}


def _new_need(form: _Form) -> ChangeObject:
    needed = {"dependent": form.asset("dependent"), "provider": form.asset("provider"), "kind": form.text("kind")}
    tolerance = form.minutes("tolerance", otherwise=0)
    return {"do": "add", "dependency": {**needed, **({"tolerance": tolerance} if tolerance else {})}}


def _new_flow(form: _Form) -> ChangeObject:
    if not form.text("category"):
        raise Invalid(N_("Choose which data."), field="category")
    return {
        "do": "add",
        "flow": {
            "id": form.new_id("new-flow", Flow),
            "source": form.asset("source"),
            "target": form.asset("target"),
            "categories": [form.text("category")],
            "access": "push",
            "encrypted": bool(form.text("encrypted")),
            "validated": bool(form.text("validated")),
        },
    }


def _new_asset(form: _Form) -> ChangeObject:
    if not form.text("name"):
        raise Invalid(N_("Say what it is called."), field="name")
    given: dict[str, Any] = {"id": form.new_id("new", Asset), "name": form.text("name"), "kind": form.text("kind")}
    recovery = form.minutes("recovery", otherwise=0)
    return {"do": "add", "asset": {**given, **({"recovery": recovery} if recovery else {})}}


_CHANGES: Mapping[str, Callable[[_Form], ChangeObject]] = {
    "redundant": _redundant,
    "tolerance": _tolerance,
    "soft": _soft,
    "without": _without,
    "encrypt": lambda form: {"do": "encrypt", "flow": form.about},
    "validate": lambda form: {"do": "validate", "flow": form.about},
    "no-flow": lambda form: {"do": "remove", "flow": form.about},
    "new-need": _new_need,
    "new-flow": _new_flow,
    "new-asset": _new_asset,
    "no-asset": lambda form: {"do": "remove", "asset": form.asset("asset")},
    "in-use": lambda form: {"do": "change", "asset": form.asset("asset"), "set": {"lifecycle": "in use"}},
}
_FIELDS = (
    *("with", "tolerance", "dependent", "provider", "kind", "source", "target", "category"),
    *("encrypted", "validated", "name", "recovery", "asset"),
)
_FIRST = {
    "redundant": "with",
    "tolerance": "tolerance",
    "new-need": "dependent",
    "new-flow": "source",
    "new-asset": "name",
    "no-asset": "asset",
    "in-use": "asset",
    "about": "about",
}
"""The input that is shown to blame where a change as a whole cannot be made."""
