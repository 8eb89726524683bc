"""The criteria in the browser: read by all, changed by security, and what a change does is seen before it is stored."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments.criteria import newest
from tests.decisions.examples import SCENARIO, filled, make_people, make_ward
from tests.inspecting_client import InspectingClient


@pytest.fixture
def sigrid(browse: Callable[..., InspectingClient]) -> InspectingClient:
    return browse("siv", Role.SECURITY)


def fields(page: str) -> dict[str, str]:
    """Every field of the form as the page has it."""
    found = {
        name: unescape(value) for name, value in re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page)
    }
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options) or re.findall(r'value="([^"]*)"', options)
        found[name] = chosen[0]
    found.pop("csrf_token", None)
    found.pop("q", None)
    return found


def test_everybody_who_reads_assessments_sees_the_criteria_in_force(browse):
    page = browse("rut", Role.AUDITOR).get("/criteria").text
    assert "Risk matrix" in page and "from level 2" in page
    assert "Change the criteria" not in page


def test_a_preset_is_looked_at_and_put_in_force(sigrid, person):
    grave = replace(SCENARIO, likelihood_after=3, consequence_after=5)
    filled(make_people(person), "ros", [make_ward().lab], scenario=grave)
    page = sigrid.get("/criteria/change?from=public4x4").text
    typed = {**fields(page), "name": "Our 4 × 4", "reason": "As the region", "do": "preview"}
    looked = sigrid.post_form("/criteria/change", typed)
    assert looked.status_code == 200 and newest() is None
    assert "R1" in looked.text and "The laboratory stops" in looked.text
    assert "Say what each old level becomes" in looked.text
    assert sigrid.post_form("/criteria/change", {**fields(looked.text), "do": "adopt"}).status_code == 302
    found = newest()
    assert (found.name, found.preset, found.reason) == ("Our 4 × 4", "public4x4", "As the region")
    shown = sigrid.get("/criteria").text
    assert "Our 4 × 4, version 1. Set by Siv" in shown and "Patient safety" in shown
    assert sigrid.get("/criteria/1").status_code == 200
    assert sigrid.get("/criteria/2").status_code == 404


def test_what_the_form_shows_is_what_is_stored(sigrid):
    page = sigrid.get("/criteria/change").text
    typed = {**fields(page), "name": "Ours", "reason": "Names", "risk-1-word-nb": "Grei", "risk-1-word-en": "Fine"}
    assert sigrid.post_form("/criteria/change", {**typed, "do": "adopt"}).status_code == 302
    again = fields(sigrid.get("/criteria/change").text)
    ignored = {"seen", "reason", "do"}
    assert {k: v for k, v in again.items() if k not in ignored} == {k: v for k, v in typed.items() if k not in ignored}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("risk-2-word-nb", "", "Write what this level says."),
        ("consequence-3-privacy-nb", "", "Write what this level says."),
        ("risk-3-days", "0", "For how many days at most? Write 1 to 3650"),
        ("risk-3-days", "ever", "Write a whole number."),
        ("risk-3-days", "400", "A higher level must not be accepted by more people, nor for longer"),
        ("borne", "4", "A level that nobody may accept cannot go without an acceptance."),
        ("cell-5-5", "1", "A higher likelihood or consequence must not lower the level."),
        ("from-persons-3", "0", "each higher than the one before"),
        ("reason", "", "Write why the criteria are changed."),
        ("name", "", "Give the criteria a name"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field_and_nothing_is_stored(sigrid, name, text, says):
    good = {**fields(sigrid.get("/criteria/change").text), "name": "Ours", "reason": "Because", "borne": "2"}
    if name.endswith("-nb"):
        good[name.replace("-nb", "-en")] = ""
    answer = sigrid.post_form("/criteria/change", {**good, name: text, "do": "adopt"})
    assert answer.status_code == 422 and says in answer.text
    place = {"from-persons-3": "from-persons-2"}.get(name, name)
    if "nor for longer" in says:
        place = "risk-3-who"
    assert f'href="#{place}"' in answer.text
    assert newest() is None
    assert fields(answer.text)["likelihood-1-word-nb"] == good["likelihood-1-word-nb"]


def test_another_size_gives_new_rows_and_keeps_what_was_typed(sigrid):
    typed = {**fields(sigrid.get("/criteria/change").text), "name": "Ours", "likelihood-2-word-nb": "Sjelden"}
    page = sigrid.post_form("/criteria/change", {**typed, "size-likelihood": "6", "size-risk": "3", "do": "size"}).text
    found = fields(page)
    assert (found["name"], found["likelihood-2-word-nb"]) == ("Ours", "Sjelden")
    assert found["likelihood-6-word-nb"] == "" and found["cell-6-5"] == "3"
    assert "risk-4-word-nb" not in found


@pytest.mark.parametrize("size", ["2", "7"])
@pytest.mark.parametrize("scale", ["likelihood", "consequence"])
def test_fewer_than_three_or_more_than_six_levels_are_no_scale(sigrid, scale, size):
    typed = {**fields(sigrid.get("/criteria/change").text), "name": "Ours", f"size-{scale}": size, "do": "size"}
    page = sigrid.post_form("/criteria/change", typed).text
    assert sum(name.startswith(f"{scale}-") and name.endswith("-word-nb") for name in fields(page)) == 5
    assert fields(page)["name"] == "Ours"


def test_one_language_is_enough(sigrid):
    typed = {**fields(sigrid.get("/criteria/change").text), "name": "Ours", "reason": "Words", "do": "adopt"}
    sigrid.post_form("/criteria/change", {**typed, "risk-1-word-nb": "Grei", "risk-1-word-en": ""})
    assert newest().body["risk_level"][0]["word"] == {"nb": "Grei", "en": "Grei"}


def test_the_second_to_change_them_keeps_what_was_typed(sigrid):
    typed = {**fields(sigrid.get("/criteria/change").text), "name": "Mine", "reason": "Mine", "borne": "2"}
    sigrid.post_form("/criteria/change", {**typed, "name": "Theirs", "do": "adopt"})
    answer = sigrid.post_form("/criteria/change", {**typed, "borne": "1", "risk-1-word-nb": "Min", "do": "adopt"})
    assert answer.status_code == 409 and "Somebody else changed the criteria" in answer.text
    assert (fields(answer.text)["risk-1-word-nb"], newest().name) == ("Min", "Theirs")


def test_others_do_not_open_the_form(browse):
    assert browse("olav", Role.SYSTEM_OWNER).get("/criteria/change").status_code == 403
