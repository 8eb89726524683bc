"""The record of processing as a report: each activity in the law's order, what we answer for before the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from riskapp.catalogues.processing import CONTROLLER, PROCESSOR
from riskapp.processing.phrases import PHRASES, language_of
from riskapp.processing.record import Activity, Known
from riskapp.processing.telling import document
from riskapp.reports.content import Fact, Facts, Language, Paragraphs, Report, Section
from riskapp.reports.wording import moment

_ROLES = ((CONTROLLER, "own"), (PROCESSOR, "for others"))


@dataclass(frozen=True, slots=True)
class Issue:
    """What the record itself does not say: in which language it is printed, and when (aware)."""

    language: str
    at: datetime


def record_report(activities: Sequence[Activity], known: Known, issue: Issue) -> Report:
    """The whole record; a role without activities says so."""
    say, language = PHRASES[language_of(issue.language)], language_of(issue.language)
    sections: list[Section] = []
    for role, phrase in _ROLES:
        held = [one for one in activities if one.basics.role == role]
        lead = () if held else (Paragraphs(say["no activities"]),)
        sections.append(Section(say[phrase], 1, lead))
        for one in held:
            sections += _activity(one, known, language, 2)
    return _report(say["title"], known, issue, [(say["count"], str(len(activities)))], sections)


def activity_report(activity: Activity, known: Known, issue: Issue) -> Report:
    """One activity on its own."""
    say, language = PHRASES[language_of(issue.language)], language_of(issue.language)
    article = say["own" if activity.basics.role == CONTROLLER else "for others"]
    return _report(
        activity.basics.name,
        known,
        issue,
        [(say["part of"], article)],
        list(_activity(activity, known, language, 1)),
    )


def _report(title: str, known: Known, issue: Issue, facts: list[Fact], sections: Sequence[Section]) -> Report:
    language: Language = "nb" if language_of(issue.language) == "nb" else "en"
    say = PHRASES[language]
    contacts = known.contacts
    named = (("address label", contacts.address), ("officer label", contacts.officer))
    identity = (
        (say["organisation label"], known.organisation),
        *((say[phrase], text) for phrase, text in named if text),
        *facts,
        (say["printed"], moment(issue.at, language)),
    )
    return Report(
        title=title,
        subtitle=say["subtitle"],
        language=language,
        organisation=known.organisation,
        draft=False,
        identity=identity,
        sections=tuple(sections),
        signed=False,
    )


def _activity(activity: Activity, known: Known, language: str, level: int) -> Iterator[Section]:
    told = document(activity, known, language)
    asked = [(f"{one.letter}) {one.heading}\n{one.article}", one.text) for one in told.asked]
    also = [(one.heading, one.text) for one in told.also]
    yield from told_sections(activity.basics.name, asked, also, language, level)


def told_sections(
    name: str, asked: Sequence[Fact], also: Sequence[Fact], language: str, level: int
) -> Iterator[Section]:
    """An activity in words: what the law asks for, and what is kept besides."""
    yield Section(name, 1 if level == 1 else 2, (Facts(tuple(asked)),))
    yield Section(PHRASES[language]["also"], 3, (Facts(tuple(also)),))
