"""The words of a version's report: in its own language, as sentences, with names that can be told apart."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from riskapp.assessments.content import content_of
from riskapp.assessments.plain import Content
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import transaction
from riskapp.estate import snapshots
from riskapp.estate.models import Asset, Category, Dependency, Flow, FlowCategory
from riskapp.reports.assessment.evidence import sentences
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.assessment.report import Frame, assessment_report
from riskapp.reports.content import Table
from tests.decisions.examples import answer_all, started

FRAME = Frame("Fjord Hospital", ZoneInfo("Europe/Oslo"), draft=True, fingerprint="0" * 64)


def texts(value: object) -> Iterator[str]:
    """Every text of a report, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def words(content: Content) -> str:
    return "\n".join(texts(assessment_report(content, FRAME)))


@pytest.fixture
def dpia(people, ward) -> Content:
    version = started(people.member, "dpia", [ward.lab, ward.ward], "nb")
    answer_all(people.member, version, always_required="special_data")
    return content_of(version)


def test_the_threshold_is_told_in_sentences_and_not_by_the_id_of_a_rule(dpia):
    assert dpia["threshold"]["rule"] == "always"
    said = words(dpia)
    assert "Dette er et av de tre tilfellene der det alltid skal gjøres en DPIA." in said
    assert "always" not in said.split()


def test_the_grounds_of_a_question_are_in_the_language_of_the_report(dpia):
    assert "WP248 rev.01, kriterium 1" in words(dpia)
    assert "criterion" not in words(dpia)
    assert "WP248 rev.01, criterion 1" in words({**dpia, "language": "en"})


def test_content_that_was_frozen_with_one_ground_for_both_languages_still_prints(dpia):
    old = deepcopy(dpia)
    old["format"] = 1
    for step in old["questionnaire"]["steps"]:
        step["article"] = step["article"]["en"]
        for question in step["questions"]:
            question["article"] = question["article"]["en"]
    assert "WP248 rev.01, criterion 1" in words(old)
    assert "GDPR Art. 35(3)" in words(old)


def cells(content: Content, heading: str) -> list[tuple[object, ...]]:
    """The rows of the first table below a heading."""
    section = next(one for one in assessment_report(content, FRAME).sections if one.heading == heading)
    return list(next(block for block in section.blocks if isinstance(block, Table)).rows)


def test_a_supplier_of_the_estate_is_told_by_name_and_one_in_free_words_as_written(people, ward):
    with transaction() as session:
        session.add(Asset(key="dips", name="DIPS AS", kind="supplier"))
        session.get_one(Asset, ward.lab).supplier = "dips"
        session.get_one(Asset, ward.archive).supplier = "Arkiv & Sønner"
        snapshots.note_change(session)
    content = content_of(started(people.member, "ros", [ward.lab, ward.archive, ward.ward], "nb"))
    told = {"Laboratory system": "DIPS AS\ndips", "Archive": "Arkiv & Sønner", "Emergency ward": "ikke oppgitt"}
    assert {row[0]: row[1] for row in cells(content, "Leverandører")} == told
    assert {str(row[0]).split("\n")[0]: row[3] for row in cells(content, "Omfang")} == told


def test_content_that_was_frozen_without_names_of_suppliers_still_prints(dpia):
    assert "supplier_name" not in dpia["quotes"]["suppliers"][0]
    assert cells(dpia, "Leverandører")[0][1] == "Prøvesvar AS"


def test_names_that_hold_commas_can_be_told_apart(people, ward):
    with transaction() as session:
        category = Category(key="who", name="Name, address, number", sensitivity="ordinary")
        session.add(category)
        session.flush()
        flow = session.scalars(select(Flow)).one()
        session.add(FlowCategory(flow_id=flow.id, position=1, category_id=category.id))
        for number in (1, 2):
            other = Asset(key=f"s{number}", name=f"Supplier {number}, home", kind="supplier")
            session.add(other)
            session.flush()
            session.add(Dependency(dependent_id=ward.lab, provider_id=other.id, kind="supply"))
        snapshots.note_change(session)
    content = content_of(started(people.member, "ros", [ward.lab]))
    assert [row[2] for row in cells(content, "Recipients")] == ["Test results; Name, address, number"]
    assert [row[2] for row in cells(content, "Data flows")] == ["Test results; Name, address, number"]
    assert "Supplier 1, home; Supplier 2, home (supplier)" in [row[2] for row in cells(content, "Dependencies")]


FAILS = {
    "threat": "availability",
    "hit": [{"id": "dho", "name": "Oppfølging, digital"}],
    "outage": 480,
    "assets": 1,
    "degraded": 0,
    "deadlocks": [],
    "settled": True,
    "horizon": 10080,
}
TWO = [{"id": "ad1", "name": "Katalog 1"}, {"id": "ad2", "name": "Katalog 2"}]
LIES = {"threat": "integrity", "hit": TWO, "assets": 3, "controlled": 1, "wrong_data": 2, "stopped": 0}
LEAKS = {"threat": "confidentiality", "hit": TWO, "assets": 0, "controlled": 2, "at_least": 7, "at_most": 1900}


@pytest.mark.parametrize(
    ("language", "found", "told"),
    [
        (
            "nb",
            FAILS,
            (
                "Oppfølging, digital (dho) faller ut i 8 timer. 1 annen ressurs slutter å virke. Ingen ressurser er"
                " bare svekket. Ingen ressurser venter på hverandre ved oppstart. Utfallet er fulgt i 7 døgn, og "
                "innen da er det ingenting mer som endrer seg."
            ),
        ),
        (
            "en",
            {**FAILS, "hit": TWO, "outage": 1530, "assets": 4501, "degraded": 2, "settled": False},
            (
                "Katalog 1 (ad1) and Katalog 2 (ad2) fail for 1 day and 1 hour. 4\u202f501 other assets stop "
                "working. 2 assets are degraded but still work. The outage was followed for 7 days, and more may "
                "change after that."
            ),
        ),
        (
            "nb",
            {**FAILS, "outage": None, "deadlocks": [["Katalog 1", "Katalog 2", "Plattform"]], "assets": 0},
            (
                "Oppfølging, digital (dho) faller ut inntil videre. Ingen andre ressurser slutter å virke. Ingen "
                "ressurser er bare svekket. Disse venter på hverandre ved oppstart og kommer ikke i gang av seg "
                "selv: Katalog 1; Katalog 2 og Plattform. Utfallet er fulgt i 7 døgn, og innen da er det ingenting "
                "mer som endrer seg."
            ),
        ),
        (
            "nb",
            LIES,
            (
                "Katalog 1 (ad1) og Katalog 2 (ad2) gir uriktige data eller er under fremmed styring. 3 andre "
                "ressurser rammes. 1 av dem kommer under fremmed styring. 2 av dem kan få feil data. Ingen dataflyt"
                " stanser feilen."
            ),
        ),
        (
            "en",
            {**LIES, "hit": TWO[:1], "assets": 0, "controlled": 0, "wrong_data": 0, "stopped": 1},
            (
                "Katalog 1 (ad1) lies or is controlled by somebody else. No other asset is reached. 1 data flow "
                "checks its data and stops the error."
            ),
        ),
        (
            "nb",
            {**LIES, "hit": TWO[:1], "assets": 1, "controlled": 0, "wrong_data": 1, "stopped": 4},
            (
                "Katalog 1 (ad1) gir uriktige data eller er under fremmed styring. 1 annen ressurs rammes. Den kan "
                "få feil data. 4 dataflyter kontrollerer data og stanser feilen."
            ),
        ),
        (
            "nb",
            {**LEAKS, "unknown": 2},
            (
                "Katalog 1 (ad1) og Katalog 2 (ad2) lekker. Ingen andre ressurser rammes. I alt er 2 ressurser "
                "under fremmed styring, det som lekker medregnet. Minst 7 og høyst 1\u202f900 personer kan være "
                "berørt. I tillegg kommer 2 lagre der ingen vet hvor mange det gjelder."
            ),
        ),
    ],
)
def test_a_blast_radius_is_told_in_whole_sentences(language, found, told):
    assert " ".join(sentences(found, Reader(language, ZoneInfo("Europe/Oslo")))) == told


def test_minutes_are_spelled_out_in_a_sentence():
    reader = Reader("nb", ZoneInfo("Europe/Oslo"))
    assert [reader.duration(value) for value in (0, 1, 45, 60, 1440, 1501)] == [
        "0 minutter",
        "1 minutt",
        "45 minutter",
        "1 time",
        "1 døgn",
        "1 døgn og 1 time",
    ]


def test_a_question_that_nobody_had_to_answer_is_not_told_as_missing(people, ward):
    version = started(people.member, "dpia", [ward.lab])
    told = {one.heading: one for one in assessment_report(content_of(version), FRAME).sections}[
        "What is missing or left out"
    ]
    missing = dict(told.blocks[0].facts)["Not answered"]
    optional = [one for one in load_questionnaire("dpia").questions if not one.required]
    assert optional and not [one.id for one in optional if one.label.en in missing.split("\n")]
    assert "What are the purposes of the processing?" in missing
