"""An activity in words: the law's letters in order, every stored value somewhere, in both languages."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from riskapp.catalogues.processing import load_record_words
from riskapp.processing.phrases import PHRASES, day_in
from riskapp.processing.record import Contacts, Known, Parties, Purpose, Recipients, Retention, Security
from riskapp.processing.telling import document
from tests.processing.test_completeness import SUPPLIER, USA, WHOLE

KNOWN = Known(
    "Fjord Hospital",
    Contacts("Street 1", "The agent", "Pavel"),
    {"s": "The supplier", "lab": "Laboratory system"},
    {"labs": "Results"},
    frozenset({"labs"}),
)
FULL = replace(
    WHOLE,
    parties=Parties("The university", "A clinic", "post@clinic.example"),
    data=replace(WHOLE.data, other_subjects="Midwives"),
    recipients=Recipients("Another hospital\nThe municipality"),
    retention=Retention("Ten years", "By the act", "By the system"),
    processors=(replace(SUPPLIER, service="Runs it", reference="25/77", signed=date(2025, 3, 1)),),
    transfers=(replace(USA, recipient="Support", safeguards="Keys stay here", assessed_by="Pia", reference="25/78"),),
)
NOT_A_TEXT = {"number", "checklist"}


def leaves(value: object) -> Iterator[object]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in NOT_A_TEXT:
                yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield from value.split("\n")
    else:
        yield value


def forms(value: object, language: str) -> set[str]:
    """How a stored value may stand in words: as it is, by its name, or by the catalogue's words."""
    words = load_record_words()
    names = KNOWN.assets | KNOWN.categories
    known = (*words.roles, *words.states, *words.subjects, *words.agreements, *words.mechanisms)
    labels = {one.id: one.label.in_language(language) for one in known}
    if isinstance(value, date):
        return {day_in(value, language)}
    return {names.get(str(value), labels.get(str(value), str(value)))}


@pytest.mark.parametrize("role", ["controller", "processor"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_stored_value_is_told(role, language):
    activity = replace(FULL, basics=replace(FULL.basics, role=role))
    told = document(activity, KNOWN, language)
    said = "\n".join(one.text for one in (*told.asked, *told.also))
    unsaid = [
        one for one in leaves((activity, KNOWN.contacts)) if not any(form in said for form in forms(one, language))
    ]
    assert set(unsaid) <= {activity.basics.name}, "the name is the heading"


def test_the_letters_are_those_of_the_law_and_every_section_is_told_once():
    for role, letters in (("controller", "abcdefg"), ("processor", "abcd")):
        told = document(replace(FULL, basics=replace(FULL.basics, role=role)), KNOWN, "en")
        assert "".join(one.letter for one in told.asked) == letters
        sections = [one.section for one in (*told.asked, *told.also)]
        assert len(sections) == len(set(sections))
        assert {one.article[:14] for one in told.asked} == {
            "GDPR Art. 30(1" if role == "controller" else "GDPR Art. 30(2"
        }


def test_a_row_is_told_with_its_number_so_that_a_page_can_lead_to_it():
    told = document(FULL, KNOWN, "en")
    rows = {(line.part, line.number) for one in told.asked for line in one.lines if line.part}
    assert rows == {("purposes", 11), ("processors", 12), ("transfers", 13)}


def test_what_somebody_wrote_keeps_its_line_ends_and_rows_stand_apart():
    activity = replace(FULL, security=Security("Locks\n\n\nand keys"), purposes=(*FULL.purposes, Purpose("To bill")))
    told = {one.section: one.text for one in document(activity, KNOWN, "en").asked}
    assert told["security"] == "Locks\n\n\nand keys"
    assert told["purposes"].startswith("To cure\nBasis: GDPR Art. 6(1)(e)")
    assert told["purposes"].endswith("The act § 6\n\nTo bill")
    assert (
        "The municipality\n\nProcessor: The supplier\nRuns it\nProcessor agreement: signed; dated 1 March 2025"
        in (told["recipients"])
    )


def test_both_languages_have_the_same_phrases_with_the_same_places():
    for name, text in PHRASES["en"].items():
        assert sorted(part.split(")")[0] for part in text.split("%(")[1:]) == sorted(
            part.split(")")[0] for part in PHRASES["nb"][name].split("%(")[1:]
        ), name
    assert set(PHRASES["nb"]) == set(PHRASES["en"])
