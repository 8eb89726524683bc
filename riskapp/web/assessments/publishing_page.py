"""The page of the publishable version: it reads as it would be given out, and beside each text something is removed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from riskapp.assessments.models import Version
from riskapp.catalogues.redactions import Ground, load_grounds
from riskapp.decisions.reports.publishing import published, redactions_of
from riskapp.decisions.reports.report_files import content_to_read
from riskapp.decisions.surroundings import surroundings
from riskapp.errors import Conflict, Invalid
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Report, Section
from riskapp.reports.models import Redaction
from riskapp.reports.publishing.place_names import name_of
from riskapp.reports.publishing.report import Published
from riskapp.reports.publishing.spots import EVERYWHERE, places
from riskapp.web.answers import sentence, status_of
from riskapp.web.guard import the_actor

SECTIONS = ("participants", "workshops", "acceptances", "dialogue", "advice", "decision", "history")
"""Sections of the report that have no key of their own, by the phrase of their heading."""
TOP = "top"
ALL = "everywhere"
_ADVICE, _DECISION = ("advise",), ("approve", "reject")


@dataclass(frozen=True, slots=True)
class Choice:
    """A text that something can be removed from: its place, what it is called, and what it says."""

    place: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Marking:
    """What the page's forms know. `refused` is the form whose mark was refused, `wrong` the field of it."""

    version: Version
    grounds: Sequence[Ground]
    choices: Mapping[str, Sequence[Choice]]
    refused: str
    fault: str
    wrong: str
    typed: Mapping[str, str]

    def at(self, form: str) -> Sequence[Choice]:
        """The texts that a form removes something from."""
        return self.choices.get(form, ())

    def sent(self, form: str, name: str, otherwise: str = "") -> str:
        """What was typed in this form, where it was refused."""
        return self.typed.get(name, otherwise) if form == self.refused else otherwise


@dataclass(frozen=True, slots=True)
class Listed:
    """A mark in the list of marks: where in words, on which ground, and whether it still does anything."""

    row: Redaction
    where: str
    ground: str
    vain: bool
    changed: bool


def render_publishing(version: Version, fault: Invalid | Conflict | None = None) -> ResponseReturnValue:
    """The page; `fault` is why the mark that was sent is not stored."""
    content, found = content_to_read(version), published(the_actor(), version)
    reader = Reader(found.report.language, surroundings().zone)
    form = request.form.get("form", ALL) if fault else ""
    typed = request.form.to_dict() if fault else {}
    where = fault.field or "" if isinstance(fault, Invalid) else ""
    choices = _choices(content, reader)
    marking = Marking(
        version,
        load_grounds().grounds,
        choices,
        form if form in choices else ALL if fault else "",
        sentence(fault) if fault else "",
        where,
        typed,
    )
    page = render_template(
        "assessments/publishing/page.html",
        version=version,
        report=_keyed(found.report, reader),
        marking=marking,
        marks=list(_listed(redactions_of(version.id), content, found, reader)),
        standing=found.standing,
    )
    return page, status_of(fault) if fault else 200


def form_of(content: Values, place: str) -> str:
    """The form in which a place stands: that of its question, its scenario or its section."""
    head, *rest = place.split(".")
    if head == "answers":
        return f"question:{rest[0]}"
    if head == "risks":
        return "section:acceptances" if rest[1] == "acceptances" else f"section:R{rest[0]}"
    if head == "transitions":
        act = content["transitions"][int(rest[0]) - 1]["act"]
        return f"section:{'advice' if act in _ADVICE else 'decision' if act in _DECISION else 'history'}"
    names = {"remarks": "dialogue", "conditions": "decision", "title": TOP, "created": TOP}
    name = names.get(head, head)
    return TOP if name == TOP else f"section:{name}"


def _choices(content: Values, reader: Reader) -> dict[str, list[Choice]]:
    found: dict[str, list[Choice]] = {ALL: [Choice(EVERYWHERE, name_of(content, EVERYWHERE, reader), "")]}
    for place, text in places(content).items():
        found.setdefault(form_of(content, place), []).append(Choice(place, name_of(content, place, reader), text))
    return found


def _keyed(report: Report, reader: Reader) -> Report:
    """The report with a key for each section that forms stand below."""
    keys = {reader.say(name): name for name in SECTIONS}
    sections = tuple(_with_key(one, keys) for one in report.sections)
    return replace(report, sections=sections)


def _with_key(section: Section, keys: Mapping[str, str]) -> Section:
    return replace(section, key=section.key or (keys.get(section.heading, "") if section.level == 1 else ""))


def _listed(rows: Sequence[Redaction], content: Values, found: Published, reader: Reader) -> Iterator[Listed]:
    vain = {one.id for one in found.redacted.vain}
    changed = {one.id for one in found.redacted.changed}
    for row in rows:
        ground = load_grounds().named(row.ground)
        told = row.namely or (ground.mark if ground else row.ground)
        yield Listed(row, name_of(content, row.place, reader), told, row.id in vain, row.id in changed)
