"""Measures as entries of the tool's list; what it has no field for goes as marked lines under the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.exchange.cnil.marks import measure_mark, section
from riskapp.exchange.cnil.markup import marked_up
from riskapp.exchange.cnil.moving_measures import FIELDS

_UNSAID = {"safety_effect": "not assessed", "lowers_likelihood": 0, "lowers_consequence": 0}
"""What a measure says without being asked: it goes out unsaid."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure on its way out. `title` is what the tool's other lists name it by, `entry` the measure itself."""

    title: str
    entry: Mapping[str, Any]
    owner: str
    due: str | None
    mends: str
    treats: tuple[int, ...]
    to_do: bool


def measures_of(measures: Sequence[Mapping[str, Any]]) -> list[Planned]:
    """All measures of a content, in their order."""
    return [_planned(number, one) for number, one in enumerate(measures, 1)]


def _planned(number: int, measure: Mapping[str, Any]) -> Planned:
    text = measure["text"]
    first, _, rest = text.partition("\n")
    title = f"{measure_mark(measure['number'])} {first.strip()}"
    marked = [
        section(name, "", str(measure[name]))
        for name in FIELDS
        if measure.get(name) not in (None, "", _UNSAID.get(name))
    ]
    content = "\n".join(part for part in (text if rest else "", *marked) if part)
    return Planned(
        title,
        {"id": number, "title": title, "content": marked_up(content), "placeholder": ""},
        measure["owner"],
        measure["due"],
        measure.get("mends", ""),
        tuple(measure["treats"]),
        measure["status"] != "in place",
    )


def plan_of(planned: Iterable[Planned]) -> dict[str, Any]:
    """An evaluation's action plan: the measures by name, with owner and day where it is a single one."""
    wanted = list(planned)
    if not wanted:
        return {}
    single = wanted[0] if len(wanted) == 1 else None
    return {
        "action_plan_comment": marked_up("\n".join(one.title for one in wanted)),
        "person_in_charge": single.owner if single else "",
        "estimated_implementation_date": single.due if single else None,
    }
