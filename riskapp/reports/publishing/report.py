"""The publishable report: the report of the redacted content, which first says what was removed, and is no original."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from riskapp.catalogues.redactions import load_grounds
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.report import Frame, assessment_report, reader_of
from riskapp.reports.assessment.since import without_comparison
from riskapp.reports.content import Block, Facts, Paragraphs, Report, Section, Table
from riskapp.reports.publishing.place_names import name_of
from riskapp.reports.publishing.removing import Mark, Redacted, redacted, replacement

SHORT = 4
"""Fewer letters than this are looked for as a word of its own: every long word has them somewhere."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Words that were removed in one place and that the report says in another, by its sections' headings."""

    text: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """The report to give out, what became of each mark, and what still stands elsewhere."""

    report: Report
    redacted: Redacted
    standing: tuple[Standing, ...]


def publishable_report(content: Values, marks: Sequence[Mark], frame: Frame) -> Published:
    """The report of `content` without what is marked; `frame.fingerprint` is that of the original content."""
    reader = reader_of(content, frame)
    told = redacted(without_comparison(content), marks)
    report = assessment_report(told.content, frame)
    identity = [one for one in report.identity if one[0] != reader.say("fingerprint")]
    phrase = "no original yet" if frame.draft else "no original"
    first = (reader.say("publishable"), reader.say(phrase, organisation=frame.organisation))
    last = (reader.say("original fingerprint"), frame.fingerprint)
    report = replace(
        report,
        subtitle=reader.say("publishable subtitle", subtitle=report.subtitle),
        identity=(first, last, *identity),
        sections=(*_removed(told, reader), *(_of_the_original(one, reader) for one in report.sections)),
        signed=False,
    )
    return Published(report, told, tuple(_standing(report, _words_of(told, marks))))


def _removed(told: Redacted, reader: Reader) -> Iterator[Section]:
    heading = reader.say("removed heading")
    if not told.removals:
        yield Section(heading, 1, (Paragraphs(reader.say("removed nothing")),))
        return
    counted: dict[tuple[str, str], int] = {}
    for one in told.removals:
        key = name_of(told.content, one.place, reader), "\n".join(one.grounds)
        counted[key] = counted.get(key, 0) + one.words
    rows = tuple((*key, reader.number(words)) for key, words in counted.items())
    headings = tuple(reader.say(key) for key in ("removed where", "removed ground", "removed words"))
    mark = replacement(told.removals[0].grounds, reader.language)
    table = Table(headings, rows, (6, 2.4, 1.4))
    yield Section(heading, 1, (Paragraphs(reader.say("removed lead", mark=mark)), table, *_grounds(told, reader)))


def _grounds(told: Redacted, reader: Reader) -> Iterator[Block]:
    """What the short citations are short for."""
    used = {ground for one in told.removals for ground in one.grounds}
    known = [one for one in load_grounds().grounds if one.mark in used]
    if known:
        yield Facts(tuple((one.mark, one.name.in_language(reader.language)) for one in known))


def _of_the_original(section: Section, reader: Reader) -> Section:
    """The section with the fingerprint under the name of what it is the fingerprint of."""
    old, new = reader.say("fingerprint"), reader.say("original fingerprint")
    blocks = tuple(
        Facts(tuple((new if label == old else label, value) for label, value in block.facts))
        if isinstance(block, Facts)
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)


def _words_of(told: Redacted, marks: Sequence[Mark]) -> tuple[str, ...]:
    """What was removed, once each: the words that were marked, and the texts that were cut out."""
    vain = {one.id for one in told.vain}
    marked = [one.passage for one in marks if one.passage and one.id not in vain]
    return tuple(dict.fromkeys(_squeezed(one) for one in (*marked, *(cut.text for cut in told.removals))))


def _standing(report: Report, removed: Sequence[str]) -> Iterator[Standing]:
    """Removed words that are said elsewhere: in a place that is not marked, in a longer word, or by the layout."""
    said = [(report.title, _squeezed(" ".join((report.title, report.subtitle, report.organisation))))]
    said += [(one.heading, _squeezed("\n".join(strings_of(one)))) for one in report.sections]
    for text in removed:
        wanted, inside = (f" {text} ", True) if len(text) < SHORT else (text, False)
        where = [heading for heading, words in said if wanted in (f" {_words(words)} " if inside else words)]
        if where and any(letter.isalnum() for letter in text):
            yield Standing(text, tuple(dict.fromkeys(where)))


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


def _words(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text).split())


def strings_of(value: Any) -> Iterator[str]:
    """Every string of a section."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from strings_of(inner)
    elif is_dataclass(value):
        for one in fields(value):
            yield from strings_of(getattr(value, one.name))
