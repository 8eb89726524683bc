"""Removing words from a content, apart from who may: all of it can be removed, and all that is removed is told."""

from zoneinfo import ZoneInfo

import pytest

from riskapp.assessments.content import canonical, fingerprint
from riskapp.reports.assessment.report import Frame
from riskapp.reports.content import Picture
from riskapp.reports.publishing.removing import Mark, redacted, replacement
from riskapp.reports.publishing.report import Published, publishable_report, strings_of
from riskapp.reports.publishing.spots import EVERYWHERE, places
from tests.decisions.test_every_field_is_printed import whole

TYPED = ("answers", "conditions", "created", "measures", "participants", "remarks", "risks", "title", "transitions")


def everywhere(number: int, words: str) -> Mark:
    return Mark(number, EVERYWHERE, words, "security")


def report_without(content: dict, marks: list[Mark]) -> tuple[Published, str]:
    """The publishable report, and all that it says."""
    found = publishable_report(content, marks, Frame("The hospital", ZoneInfo("UTC"), False, fingerprint(content)))
    said = (found.report.title, found.report.subtitle, found.report.identity, found.report.sections)
    return found, "\n".join(strings_of(said))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_text_that_people_wrote_can_be_removed_and_is_told_by_a_place_with_a_name(people, ward, language):
    content = whole(people, ward, "dpia", language).frozen
    before = canonical(content)
    known = places(content)
    assert sorted({one.split(".")[0] for one in known}) == sorted(TYPED)
    marks = [Mark(number, place, "", "internal") for number, place in enumerate(known)]
    # The names of questions that were supposed are evidence: they go everywhere or not at all.
    marks += [
        everywhere(1000 + n, f"Zq what if {one}")
        for n, one in enumerate(("availability", "confidentiality", "integrity"))
    ]
    found, said = report_without(content, marks)
    assert {one.place for one in found.redacted.removals} >= set(known)
    assert not found.redacted.vain
    fired = found.redacted.content["threshold"]["fired"]
    mark = replacement(["offl. § 14"], language)
    assert fired and {one["reason"] for one in fired} <= {mark, ""}, "what the threshold repeats of a reason"
    assert not found.report.signed, "no room is left for a signature"
    for words in ("Zq ", "Answer to", "Nina Nurse", "The laboratory", "Test the restore", people.owner.name):
        assert words not in said, words
    assert mark in said
    assert ("som ikke finnes lenger" if language == "nb" else "no longer there") not in said
    assert canonical(content) == before, "the content itself stays as it is"


def test_a_name_of_the_estate_goes_from_tables_evidence_and_pictures_and_from_what_was_accepted(people, ward):
    content = whole(people, ward, "dpia", "en").frozen
    assert b"Laboratory system" in canonical(content)
    marks = [
        everywhere(1, "laboratory  SYSTEM"),
        everywhere(2, "Emergency ward"),
        Mark(3, "risks.1.event", "stops", "security"),
    ]
    found, said = report_without(content, marks)
    assert "Laboratory system" not in said and "Emergency ward" not in said
    for one in (b"Laboratory system", b"Emergency ward"):
        assert one not in canonical(found.redacted.content)
    pictures = [block for section in found.report.sections for block in section.blocks if isinstance(block, Picture)]
    assert len(pictures) == 2, "the pictures are still drawn"
    assert "From the estate – Data flows" in said and "R1 – asset and blast radius" in said
    accepted = found.redacted.content["risks"][0]["acceptances"]
    assert accepted and all("stops" not in one["risk_then"]["risk"]["event"] for one in accepted)
    assert "it then read" not in said, "a scenario that nobody changed does not look changed"
    assert {one["risk_then"]["fingerprint"] for one in accepted} == {"–"}, "nobody tries words out against it"


def test_cuts_that_overlap_are_one_and_name_both_grounds(people, ward):
    content = whole(people, ward, "ros", "nb").frozen
    content["risks"][0]["event"] = "The laboratory\nstops, the laboratory sleeps"
    marks = [Mark(1, "risks.1.event", "The laboratory stops", "security"), Mark(2, EVERYWHERE, "laboratory", "secrecy")]
    left = redacted(content, marks)
    event = left.content["risks"][0]["event"]
    assert event == "[fjernet: offl. § 24, offl. § 13], the [fjernet: offl. § 13] sleeps"
    assert [one.words for one in left.removals if one.place == "risks.1.event"] == [3, 1]
