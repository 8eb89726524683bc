"""The whole report of a version, from its content: what is printed, signed and read in the browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from riskapp.reports.assessment import (
    answers,
    closing,
    dialogue,
    estate,
    flows,
    glance,
    measures,
    method,
    picture,
    risks,
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
    return Reader(_language(content), frame.zone)


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
    yield estate.participants(content, reader)
    yield from answers.threshold(content, reader)
    yield from answers.answers(content, reader)
    yield from risks.risks(content, reader)
    yield from measures.measures(content, reader)
    yield from closing.acceptances(content, reader)
    yield from dialogue.dialogue(content, reader)
    yield from closing.advice(content, reader)
    yield closing.decision(content, reader)
    yield glance.left_out(content, reader)
    yield from method.method(content, reader)
    yield from method.history(content, frame.fingerprint, reader)


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
    yield reader.say("fingerprint"), frame.fingerprint


def _decided_by(content: Values, reader: Reader) -> str:
    taken = [one for one in content["transitions"] if one["act"] in _DECISIONS]
    if not taken:
        return reader.say("undecided")
    last = taken[-1]
    return reader.say("decided", who=last["by"], role=reader.word(last["role"]), when=reader.moment(last["at"]))
