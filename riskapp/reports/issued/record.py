"""The record of processing on paper, from its content: the law's points of each activity, then what is kept besides."""

from collections.abc import Iterator

from riskapp.catalogues.processing import CONTROLLER, PROCESSOR
from riskapp.processing.phrases import PHRASES
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Paragraphs, Report, Section
from riskapp.reports.issued.cover import Named, issued
from riskapp.reports.record import told_sections

_ROLES = ((CONTROLLER, "own"), (PROCESSOR, "for others"))
_CONTACTS = (("address", "address label"), ("representative", "representative label"), ("officer", "officer label"))


def issued_record(content: Values, reader: Reader, fingerprint: str) -> Report:
    """The report of the record's content."""
    say = PHRASES[reader.language]
    contacts = [(say[label], content["contacts"][name]) for name, label in _CONTACTS if content["contacts"][name]]
    named = Named(say["title"], say["subtitle"], (*contacts, (say["count"], str(len(content["activities"])))))
    return issued(content, named, _sections(content, reader), fingerprint, reader)


def _sections(content: Values, reader: Reader) -> Iterator[Section]:
    say = PHRASES[reader.language]
    for role, phrase in _ROLES:
        held = [one for one in content["activities"] if one["role"] == role]
        yield Section(say[phrase], 1, () if held else (Paragraphs(say["no activities"]),))
        for one in held:
            points = [point for point in one["told"] if point["letter"]]
            asked = [(f"{each['letter']}) {each['heading']}\n{each['article']}", each["text"]) for each in points]
            also = [(point["heading"], point["text"]) for point in one["told"] if not point["letter"]]
            yield from told_sections(one["name"], asked, also, reader.language, 2)
