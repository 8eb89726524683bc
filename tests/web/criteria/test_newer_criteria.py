"""A draft that is behind the hospital's criteria says so, shows what would change, and is moved by its own team."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments.criteria import NewCriteria, adopt_criteria
from riskapp.catalogues.presets import preset
from tests.decisions.examples import SCENARIO, filled, make_people, make_ward, risk, version_of
from tests.inspecting_client import InspectingClient

GRAVE = replace(SCENARIO, likelihood_after=3, consequence_after=5)


@pytest.fixture
def behind(person) -> str:
    """The address of a draft that began before the criteria."""
    people = make_people(person)
    version = filled(people, "ros", [make_ward().lab], scenario=GRAVE)
    adopt_criteria(people.security, NewCriteria("Felles", preset("public4x4").table, "Som regionen"), 0)
    return f"/assessments/{version.assessment_id}"


def test_a_draft_that_is_behind_is_moved_after_a_look(behind: str, browse: Callable[..., InspectingClient]) -> None:
    maja = browse("mari", Role.MEMBER)
    assert "The hospital has newer criteria" in maja.get(f"{behind}/step/scenarios").text
    assert "The hospital has newer criteria" in maja.get(behind).text
    page = maja.get(f"{behind}/criteria").text
    assert "Som regionen" in page and "The laboratory stops" in page and "4 Very high" in page and "3 Red" in page
    assert maja.post_form(f"{behind}/criteria", {}).status_code == 302
    moved = risk(version_of(1))
    assert (moved.likelihood, moved.consequence_after) == (3, 4)
    page = maja.get(f"{behind}/step/scenarios").text
    assert "Measured with Felles, version 1." in page and "newer criteria" not in page
    assert maja.get(f"{behind}/criteria").status_code == 422
    assert maja.post_form(f"{behind}/criteria", {}).status_code == 422


def test_whoever_only_reads_moves_nothing(behind: str, browse: Callable[..., InspectingClient]) -> None:
    rut = browse("rut2", Role.AUDITOR)
    assert rut.get(f"{behind}/criteria").status_code == 403
    assert rut.post_form(f"{behind}/criteria", {}).status_code == 403
    assert risk(version_of(1)).consequence_after == 5


def test_the_scenarios_are_seen_as_threat_value_and_vulnerability(
    behind: str, browse: Callable[..., InspectingClient]
) -> None:
    maja = browse("mari", Role.MEMBER)
    page = maja.get(f"{behind}/step/scenarios?view=values").text
    assert "NS 5832" in page and "Ransomware" in page and "Show as likelihood and consequence" in page


def test_the_risk_page_proposes_and_keeps_what_was_written(
    behind: str, browse: Callable[..., InspectingClient]
) -> None:
    maja = browse("mari", Role.MEMBER)
    path = f"{behind}/risks/1"
    page = maja.get(path).text
    assert "Who owns the risk?" in page and "Rikke" in page and "Olav" in page
    seen = page.split('name="row_version"')[1].split('value="')[1].split('"')[0]
    typed = {
        "property": "availability",
        "asset": "Laboratory system (lab)",
        "event": "It stops",
        "cause": "Ransomware",
        "likelihood": "3",
        "consequence": "4",
        "likelihood_knowledge": "low",
        "consequence_knowledge": "high",
        "aspect-privacy-now": "2",
        "aspect-privacy-after": "1",
        "value": "Results",
        "vulnerability": "One account",
        "treatment": "share",
        "treatment_reason": "The supplier",
        "owner_id": "5",
        "departs_reason": "Few",
        "hit": "lab",
        "what": "confidentiality",
        "outage": "240",
        "row_version": seen,
        "do": "evidence",
    }
    assert maja.post_form(path, typed).status_code == 302
    stored = risk(version_of(1))
    assert (stored.likelihood_knowledge, stored.value, stored.treatment, stored.owner_id) == (
        *("low", "Results", "share", 5),
    )
    assert stored.aspects == {"privacy": [2, 1]}
    page = maja.get(path).text
    assert "It points at this consequence" in page and "5 Catastrophic" in page and "this level begins at 100" in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("owner_id", "999", "There is no such person"),
        ("owner_id", "x", "Choose from the list"),
        ("treatment", "ignore", "Choose what is done about the risk"),
        ("likelihood_knowledge", "perfect", "Choose how well you know this"),
        ("aspect-privacy-now", "9", "not on the scale"),
    ],
)
def test_what_does_not_fit_is_told_and_leaves_all_as_it_was(
    behind: str, browse: Callable[..., InspectingClient], field: str, value: str, says: str
) -> None:
    maja = browse("mari", Role.MEMBER)
    answer = maja.post_form(
        f"{behind}/risks/1", {"property": "availability", "event": "Other words", "row_version": "1", field: value}
    )
    assert answer.status_code == 422 and says in answer.text and "Other words" in answer.text
    assert risk(version_of(1)).event == "The laboratory stops"


def test_the_matrix_marks_what_is_known_weakly_in_words(behind: str, browse: Callable[..., InspectingClient]) -> None:
    maja = browse("mari", Role.MEMBER)
    assert "knowledge behind it is weak" not in maja.get(f"{behind}/step/matrix").text
    typed = {"property": "availability", "event": "It stops", "likelihood": "3", "consequence": "4", "row_version": "1"}
    seen = maja.get(f"{behind}/risks/1").text.split('name="row_version"')[1].split('value="')[1].split('"')[0]
    maja.post_form(f"{behind}/risks/1", {**typed, "consequence_knowledge": "low", "row_version": seen})
    page = maja.get(f"{behind}/step/matrix").text
    assert "knowledge behind it is weak" in page and "weak knowledge" in page
