"""What the authority gets when it is consulted first: the points of GDPR Art. 36(3), in their order, from a DPIA."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskapp.reports.assessment import estate, measures
from riskapp.reports.assessment.answers import answer_block
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.report import Frame, reader_of
from riskapp.reports.assessment.trail import trail
from riskapp.reports.content import Block, Facts, Paragraphs, Quote, Report, Section, Table

MEANS = ("nature", "scope", "context", "recipients", "storage_period")
SAFEGUARDS = ("by_design", "existing_security", "information", "access", "objection")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who consults: the organisation's address, its representative and its privacy officer, as the record has them."""

    address: str
    representative: str
    officer: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes along, with the SHA-256 of its bytes."""

    name: str
    description: str
    sha256: str


def consultation_report(
    content: Values, frame: Frame, sender: Sender, enclosed: Sequence[Enclosed], point: Values | None = None
) -> Report:
    """The letter of the package, in the DPIA's own language; equal input gives an equal report.

    `point` is the checkpoint of the audit trail before it.
    """
    reader = reader_of(content, frame)
    return Report(
        title=reader.say("consultation title", title=content["title"]),
        subtitle=reader.say("consultation subtitle"),
        language=reader.language,
        organisation=frame.organisation,
        draft=False,
        identity=(
            (reader.say("controller"), "\n".join(part for part in (frame.organisation, sender.address) if part)),
            (reader.say("privacy officer"), reader.given(sender.officer)),
            (
                reader.say("number"),
                reader.say("numbered", kind="DPIA", id=content["assessment"], version=content["number"]),
            ),
            (reader.say("state"), reader.word(content["state"])),
            (reader.say("fingerprint"), frame.fingerprint),
        ),
        sections=(*_sections(content, frame, sender, enclosed, reader), *trail({"trail": point}, reader)),
    )


def _sections(
    content: Values, frame: Frame, sender: Sender, enclosed: Sequence[Enclosed], reader: Reader
) -> Iterator[Section]:
    yield Section(reader.say("why consulted"), 1, tuple(_why(content, reader)))
    yield Section(reader.say("36 a"), 1, tuple(_responsible(content, frame, sender, reader)))
    yield Section(reader.say("36 b"), 1, tuple(_told(content, ("purposes", *MEANS), reader)))
    yield estate.scope(content, reader)
    yield Section(reader.say("36 c"), 1, tuple(_told(content, SAFEGUARDS, reader)))
    yield from measures.measures(content, reader)
    yield Section(reader.say("36 d"), 1, tuple(_officer(content, sender, reader)))
    yield Section(reader.say("36 e"), 1, (Paragraphs(reader.say("36 e text")), _list(enclosed, reader)))
    yield Section(reader.say("36 f"), 1, (Paragraphs(reader.say("36 f text")),))


def _why(content: Values, reader: Reader) -> Iterator[Block]:
    """The risks that stay high, and the team's own words on it."""
    high = [one for one in content["risks"] if _stays_high(content, one)]
    if high:
        headings = tuple(reader.say(key) for key in ("nr", "event", "level after", "why after"))
        rows = tuple(
            (f"R{one['number']}", one["event"], reader.level(one["level_after"]), reader.given(one["after_reason"]))
            for one in high
        )
        yield Table(headings, rows, (0.7, 4, 1.6, 3.7))
    else:
        yield Paragraphs(reader.say("none stays high"))
    reason = content["answers"].get("prior_consultation.reason")
    if reason:
        yield Paragraphs(str(reason))


def _stays_high(content: Values, risk: Values) -> bool:
    return bool(risk["level_after"]) and risk["level_after"]["id"] in content["scales"]["consult"]


def _responsible(content: Values, frame: Frame, sender: Sender, reader: Reader) -> Iterator[Block]:
    """Controller, joint controllers and processors, as the record of processing has them, and the suppliers."""
    parties = [(reader.say("controller"), frame.organisation)]
    if sender.representative:
        parties.append((reader.say("representative"), sender.representative))
    yield Facts(tuple(parties))
    for activity in content["quotes"].get("record") or []:
        told = [one for one in activity["passages"] if one["letter"] in ("a", "d")]
        if told:
            facts = tuple((one["heading"][reader.language], one["text"][reader.language]) for one in told)
            yield Paragraphs(reader.say("activity", name=activity["name"], number=activity["id"]))
            yield Facts(facts)
    yield from _told(content, ("processors", "transfers"), reader)


def _told(content: Values, questions: Sequence[str], reader: Reader) -> Iterator[Block]:
    """Answers of the DPIA, word for word; one that nobody gave says so."""
    asked = {question["id"]: question for step in content["questionnaire"]["steps"] for question in step["questions"]}
    for name in questions:
        if name in asked:
            yield answer_block(asked[name], content, reader)


def _officer(content: Values, sender: Sender, reader: Reader) -> Iterator[Block]:
    """How to reach the privacy officer, and what the advice was."""
    yield Paragraphs(reader.given(sender.officer))
    for one in content["transitions"]:
        if one["act"] == "advise":
            role = f"{reader.word(one['role'])}, {reader.word(one['opinion'])}"
            yield Quote(one["by"], role, reader.moment(one["at"]), one["text"])


def _list(enclosed: Sequence[Enclosed], reader: Reader) -> Table:
    headings = tuple(reader.say(key) for key in ("file", "what it is", "sha256"))
    return Table(headings, tuple((one.name, one.description, one.sha256) for one in enclosed), (3, 3, 4))
