"""Scenarios as the tool's three sections: one each goes out as it is, several are told apart by marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.catalogues.cnil_pia import FearedEvent
from riskapp.exchange.cnil.marks import scenario_mark
from riskapp.exchange.cnil.markup import marked_up
from riskapp.exchange.cnil.moving_risks import JUDGED, LISTS
from riskapp.exchange.cnil.writing_measures import Planned

_FIELDS = {"1": ("effect", "bodily", "material", "moral"), "2": ("cause", "event", "threat"), "3": ("sources",)}

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What is left of a feared event after the measures; levels are 0 where nobody has judged."""

    status: int
    comment: str
    severity: int
    likelihood: int
    numbers: tuple[int, ...]


def event_answers(content: Content, event: FearedEvent, measures: Sequence[Planned]) -> Iterable[dict[str, Any]]:
    """The answers of a section; none where no scenario is about it."""
    risks = _about(content, event)
    if not risks:
        return
    name = event.name.in_language(content["language"])
    for kind, fields in _FIELDS.items():
        items = [
            item for risk in risks for field in fields for item in _items(risk, field, LISTS[kind], name, len(risks))
        ]
        yield _answer(event, kind, "", None, items)
    treating = [
        f"{scenario_mark(risk['number'])} {one.title}" if len(risks) > 1 else one.title
        for risk in risks
        for one in measures
        if risk["number"] in one.treats
    ]
    yield _answer(event, "4", "", None, treating)
    for kind, judged in JUDGED.items():
        yield _answer(event, kind, _reasons(risks, f"{judged}_reason", judged), _highest(risks, judged), [])


def event_evaluation(content: Content, event: FearedEvent) -> Evaluated | None:
    """What is left of it, or None where nobody has said."""
    risks = _about(content, event)
    severity, likelihood = _highest(risks, "consequence_after"), _highest(risks, "likelihood_after")
    comment = _reasons(risks, "after_reason", "consequence_after", "likelihood_after")
    numbers = tuple(risk["number"] for risk in risks)
    if not risks or not (severity or likelihood or comment or any(risk["measures"] for risk in risks)):
        return None
    judged = all(risk["consequence_after"] and risk["likelihood_after"] for risk in risks)
    high = set(content["scales"]["consult"])
    too_high = any(risk["level_after"] and risk["level_after"]["id"] in high for risk in risks)
    status = 0 if not judged else 1 if too_high else 3
    return Evaluated(status, comment, severity or 0, likelihood or 0, numbers)


def _about(content: Content, event: FearedEvent) -> list[Mapping[str, Any]]:
    return [risk for risk in content["risks"] if risk["property"] == event.id]


def _items(risk: Mapping[str, Any], field: str, default: str, name: str, several: int) -> list[str]:
    """A field as items: a line each where it is the section's own and single, else whole and marked."""
    text = risk.get(field, "")
    if field == "event":
        if several == 1 and text == name:
            return []
    elif not text:
        return []
    lines = text.split("\n")
    if several == 1 and field == default and all(line and line == line.strip() and line[0] != "[" for line in lines):
        return lines
    mark = scenario_mark(risk["number"], field)
    return [f"{mark} {text}" if text else mark]


def _reasons(risks: Sequence[Mapping[str, Any]], reason: str, *levels: str) -> str:
    if len(risks) == 1:
        return str(risks[0][reason])
    return "\n".join(
        f"{scenario_mark(risk['number'], *(risk[level] or 0 for level in levels))} {risk[reason]}".rstrip()
        for risk in risks
        if risk[reason] or any(risk[level] for level in levels)
    )


def _highest(risks: Sequence[Mapping[str, Any]], level: str) -> int | None:
    return max((risk[level] for risk in risks if risk[level]), default=None)


def _answer(event: FearedEvent, kind: str, text: str, gauge: int | None, items: list[str]) -> dict[str, Any]:
    return {
        "reference_to": int(f"{event.section}{kind}"),
        "data": {"text": marked_up(text) or None, "gauge": gauge, "list": items},
    }
