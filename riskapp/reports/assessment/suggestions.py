"""What the estate suggested: which suggestions were dismissed and why, and which became scenarios."""

from collections.abc import Iterator

from riskapp.assessments.offered import ACCEPTED, DISMISSED, WORDING, changed
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Fact, Facts, Paragraphs, Quote, Section


def suggestions(content: Values, reader: Reader) -> Iterator[Section]:
    """Nothing in a DPIA; older contents know of no suggestions. None dismissed and none taken over is said too."""
    if content["kind"] != "ros" or "suggestions" not in content:
        return
    dismissed = [one for one in content["suggestions"] if one["verdict"] == DISMISSED]
    accepted = [one for one in content["suggestions"] if one["verdict"] == ACCEPTED]
    told = [
        reader.counted("suggestions dismissed", len(dismissed)),
        reader.counted("suggestions accepted", len(accepted)),
    ]
    yield Section(reader.say("suggestions"), 1, (Paragraphs("\n".join(told)),))
    for one in dismissed:
        heading = reader.say("dismissed suggestion", event=reader.text(one["said"]["event"]))
        quote = Quote(one["by"], reader.say("dismissing"), reader.moment(one["at"]), one["reason"])
        yield Section(heading, 3, (Facts(tuple(_read(one, reader))), quote))
    for one in accepted:
        facts = (*_read(one, reader), *_since(content, one, reader))
        yield Section(reader.say("taken over", number=one["risk"]), 3, (Facts(facts),))


def _read(one: Values, reader: Reader) -> Iterator[Fact]:
    """The suggestion as it read."""
    said = one["said"]
    asset = said["asset"]
    yield reader.say("property"), reader.word(said["property"])
    yield reader.say("asset"), f"{asset['name']} ({asset['key']})" if asset["key"] else asset["name"]
    for name in WORDING:
        yield reader.say(name), reader.text(said[name])
    yield reader.say("why suggested"), reader.text(said["reason"])


def _since(content: Values, one: Values, reader: Reader) -> Iterator[Fact]:
    """Who took it over, and what was changed in the scenario since."""
    yield reader.say("taken over by"), reader.say("by on", who=one["by"], when=reader.moment(one["at"]))
    risk = next((risk for risk in content["risks"] if risk["number"] == one["risk"]), None)
    if risk is not None:
        differs = [reader.say(name) for name in changed(one["said"], risk, content["language"])]
        same = reader.say("unchanged since suggested")
        yield (
            reader.say("since suggested"),
            reader.say("changed since suggested", what=reader.together(differs)) if differs else same,
        )
