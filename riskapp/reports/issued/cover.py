"""What all issued reports have in common: cover, checkpoint of the audit trail, and how the file can be checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp import __version__
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.trail import trail
from riskapp.reports.content import Fact, Facts, Paragraphs, Report, Section


@dataclass(frozen=True, slots=True)
class Named:
    """Title and subtitle of a report, and the facts of its own kind for the cover."""

    title: str
    subtitle: str
    facts: Sequence[Fact] = ()


def issued(content: Values, named: Named, sections: Iterable[Section], fingerprint: str, reader: Reader) -> Report:
    """The report with `sections`: who issued it and when before them, the trail and the document after."""
    by = reader.say("who in role", who=reader.word(content["by"]["name"]), role=reader.word(content["by"]["role"]))
    identity = (
        (reader.say("organisation"), content["organisation"]),
        *named.facts,
        (reader.say("estate state"), reader.number(content["estate"])),
        (reader.say("issued by"), by),
        (reader.say("issued at"), reader.moment(content["at"])),
        (reader.say("fingerprint"), fingerprint),
    )
    about = (
        (reader.say("format"), str(content["format"])),
        (reader.say("fingerprint"), fingerprint),
        (reader.say("software"), f"riskapp {__version__}"),
    )
    document = Section(reader.say("issued document"), 1, (Paragraphs(reader.say("issued document text")), Facts(about)))
    return Report(
        title=named.title,
        subtitle=named.subtitle,
        language=reader.language,
        organisation=content["organisation"],
        draft=False,
        identity=identity,
        sections=(*sections, document, *trail(content, reader)),
    )
