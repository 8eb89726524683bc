"""The whole report of a version, from its content: what is printed, signed and read in the browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from riskapp.reports.assessment import (
    answers,
    closing,
    dialogue,
    estate,
    fallbacks,
    flows,
    glance,
    inherited,
    measures,
    method,
    negatives,
    numbers,
    picture,
    reviewed,
    risks,
    since,
    suggestions,
    trade_offs,
    trail,
    workshops,
)
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Fact, Language, Report, Section

SHOWN_SYSTEMS = 6
_DECISIONS = ("approve", "reject")


@dataclass(frozen=True)
class Frame:
    """What the content does not say: who issues the report, in which zone, whether it is a draft, and the SHA-256."""

    organisation: str
    zone: ZoneInfo
    draft: bool
    fingerprint: str


def assessment_report(content: Values, frame: Frame) -> Report:
    """The report of `content`, in the version's own language. Equal content and frame give an equal report."""
    reader = reader_of(content, frame)
    return Report(
        title=content["title"],
        subtitle=reader.say(f"title {content['kind']}"),
        language=reader.language,
        organisation=frame.organisation,
        draft=frame.draft,
        identity=tuple(_identity(content, frame, reader)),
        sections=tuple(_sections(content, frame, reader)),
    )


def reader_of(content: Values, frame: Frame) -> Reader:
    """How the report reads its content aloud: in the version's own language, with the zone's times."""
    tones = {one["id"]: one["tone"] for one in content["scales"].get("levels") or ()}
    return Reader(_language(content), frame.zone, tones)


def decision_in_words(content: Values) -> str:
    """What was decided, in one line for the signature: “Laboratoriesystemet, versjon 2: godkjent”."""
    approved = "approved on conditions" if content.get("conditions") else "approved in words"
    phrase = approved if content["state"] == "approved" else "rejected in words"
    return Reader(_language(content), ZoneInfo("UTC")).say(phrase, title=content["title"], number=content["number"])


def _language(content: Values) -> Language:
    return "en" if content["language"] == "en" else "nb"


def _sections(content: Values, frame: Frame, reader: Reader) -> Iterator[Section]:
    yield glance.at_a_glance(content, reader)
    yield estate.scope(content, reader)
    yield from estate.quotes(content, frame.draft, reader)
    yield from flows.flowing(content, reader)
    yield from picture.neighbourhood(content, reader)
    yield from inherited.inherited(content, reader)
    yield from reviewed.reviewed(content, reader)
    yield estate.participants(content, reader)
    yield from workshops.workshops(content, reader)
    yield from answers.threshold(content, reader)
    yield from answers.answers(content, reader)
    yield from fallbacks.fallbacks(content, reader)
    yield from risks.risks(content, reader)
    yield from suggestions.suggestions(content, reader)
    yield from numbers.numbers(content, reader)
    yield from measures.measures(content, reader)
    yield from trade_offs.trade_offs(content, reader)
    yield from closing.acceptances(content, reader)
    yield from dialogue.dialogue(content, reader)
    yield from closing.advice(content, reader)
    yield closing.decision(content, reader)
    yield glance.left_out(content, reader)
    yield from negatives.not_asked(content, reader)
    yield from method.method(content, reader)
    yield from method.history(content, frame.fingerprint, reader)
    yield from trail.trail(content, reader)
    yield from since.since(content, reader)


def _identity(content: Values, frame: Frame, reader: Reader) -> Iterator[Fact]:
    kind = content["kind"]
    names = [one["name"] for one in content["scope"]]
    systems = reader.listed(names[:SHOWN_SYSTEMS])
    if len(names) > SHOWN_SYSTEMS:
        systems = reader.say("and more", names=systems, more=len(names) - SHOWN_SYSTEMS)
    yield reader.say("kind"), reader.say(f"kind {kind}")
    yield (
        reader.say("number"),
        reader.say("numbered", kind=kind.upper(), id=content["assessment"], version=content["number"]),
    )
    yield reader.say("systems"), systems
    yield reader.say("state"), reader.word(content["state"])
    yield (
        reader.say("started"),
        reader.say("by on", who=reader.word(content["created"]["by"]), when=reader.moment(content["created"]["at"])),
    )
    yield reader.say("decided by"), _decided_by(content, reader)
    yield from _validity(content, reader)
    yield reader.say("fingerprint"), frame.fingerprint


def _validity(content: Values, reader: Reader) -> Iterator[Fact]:
    """Until when it stands as it was decided: the first day on which somebody's acceptance or a condition runs out.

    And the day of its review; older contents know of none.
    """
    given = [one for risk in content["risks"] for one in risk["acceptances"] if not one.get("withdrawn_at")]
    if given:
        yield reader.say("accepted until"), reader.day(min(one["until"] for one in given))
    if content.get("conditions"):
        yield reader.say("conditions until"), reader.day(min(one["due"] for one in content["conditions"]))
    if content.get("review_by"):
        yield reader.say("review by"), reader.day(content["review_by"])
    elif content["state"] == "approved" and not given and not content.get("conditions"):
        yield reader.say("validity"), reader.say("no end")


def _decided_by(content: Values, reader: Reader) -> str:
    taken = [one for one in content["transitions"] if one["act"] in _DECISIONS]
    if not taken:
        return reader.say("undecided")
    last = taken[-1]
    return reader.say("decided", who=last["by"], role=reader.word(last["role"]), when=reader.moment(last["at"]))
