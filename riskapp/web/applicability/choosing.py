"""Which controls a list shows: those that fit the address line, in groups by theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from riskapp.applicability.findings import RULES, findings_of
from riskapp.applicability.statement import Standing
from riskapp.catalogues.controls import CHOICES, STATES, THEMES
from riskapp.errors import N_, Invalid

ANY = "any"
"""Whatever the finding is."""

_MOST = 200
_KNOWN = {"theme": THEMES, "applicable": CHOICES, "state": STATES, "finding": (ANY, *RULES)}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the address asks for; empty where it does not matter."""

    text: str = ""
    theme: str = ""
    applicable: str = ""
    state: str = ""
    finding: str = ""

    def args(self) -> dict[str, str]:
        """The same as parts of an address."""
        named = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}
        return {("q" if name == "text" else name): value for name, value in named.items()}

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.args())


def narrowing_in(args: Mapping[str, str]) -> Narrowing:
    """What an address asks for. Raises Invalid for a word that means nothing."""
    values = {name: args.get(name, "") for name in _KNOWN}
    for name, value in values.items():
        if value and value not in _KNOWN[name]:
            raise Invalid(N_("“%(value)s” is nothing to choose by. Go back and choose again."), value=value[:40])
    return Narrowing(args.get("q", "").strip()[:_MOST], **values)


def fitting(rows: Sequence[Standing], by: Narrowing) -> list[Standing]:
    """The rows that fit, in their order."""
    return [one for one in rows if _fits(one, by)]


def _fits(row: Standing, by: Narrowing) -> bool:
    found = findings_of(row)
    return (
        by.theme in ("", row.control.theme.id)
        and by.applicable in ("", row.decision.applicable)
        and by.state in ("", row.decision.state)
        and (not by.finding or by.finding in found or (by.finding == ANY and bool(found)))
        and all(word in _words(row) for word in by.text.casefold().split())
    )


def _words(row: Standing) -> str:
    """What a search looks in: name and sentence in both languages, what is said, and what stands behind it."""
    control, said = row.control, row.decision
    own = (control.number, control.name.nb, control.name.en, control.asks.nb, control.asks.en)
    behind = (f"M{one.number} {one.text}" for one in row.measures)
    return "\n".join((*own, said.justification, said.responsible, said.note, *behind)).casefold()
