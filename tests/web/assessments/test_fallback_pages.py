"""What people do while a system is away, in the browser: the step, a page for each, and the way to the estate."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Fallback
from riskapp.database import db
from riskapp.estate.models import Dependency
from tests.assessments.ward import HOSTILE, Ward
from tests.inspecting_client import InspectingClient

PAPER = {
    "kind": "manual routine",
    "dependent_id": "Emergency ward (emergency)",
    "provider_id": "lab",
    "text": "Paper and telephone",
    "minutes": "20",
    "tested_on": "2025-10-24",
    "tested_by": "Nina Nurse",
}


def stored() -> list[Fallback]:
    db.session.expire_all()
    return list(db.session.scalars(select(Fallback).order_by(Fallback.number)))


@pytest.fixture
def one(maja: InspectingClient, ros: str) -> str:
    """The address of a fallback that was just added."""
    assert maja.post_form(f"{ros}/fallbacks", PAPER).status_code == 302
    return f"{ros}/fallbacks/1"


def test_the_step_lists_them_with_what_is_doubtful(maja: InspectingClient, ros: str, one: str) -> None:
    maja.get(f"{ros}/step/fallbacks")
    for text in ("Paper and telephone", "Emergency ward without Laboratory system", "20 min", "Nina Nurse", "1 h"):
        assert text in maja.page.text, text
    assert "The estate counts on 60 minutes, but only 20 were tested." in maja.page.text
    maja.post_form(
        f"{ros}/fallbacks", {**PAPER, "minutes": "", "tested_on": "", "tested_by": "", "provider_id": "pump"}
    )
    maja.get(f"{ros}/step/fallbacks")
    assert "Nobody has tested it yet." in maja.page.text and "no such dependency" in maja.page.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"provider_id": "lob"}, "provider_id"),
        ({"text": ""}, "text"),
        ({"minutes": "twenty"}, "minutes"),
        ({"minutes": "-5"}, "minutes"),
        ({"minutes": ""}, "minutes"),
        ({"tested_on": "9999-12-31"}, "tested_on"),
        ({"tested_on": "yesterday"}, "tested_on"),
    ],
)
def test_a_refusal_stands_by_its_field_and_keeps_what_was_typed(
    maja: InspectingClient, ros: str, one: str, wrong: dict[str, str], field: str
) -> None:
    for address in (f"{ros}/fallbacks", one):
        answer = maja.post_form(address, {**PAPER, "text": HOSTILE[0], "row_version": "1", **wrong})
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
        assert field == "text" or "&lt;b&gt;bold&lt;/b&gt;" in answer.text
    assert [row.text for row in stored()] == ["Paper and telephone"]


def test_it_is_changed_and_a_second_writer_sees_both_texts(maja: InspectingClient, ros: str, one: str) -> None:
    assert maja.post_form(one, {**PAPER, "text": "Telephone", "row_version": "1"}).status_code == 302
    answer = maja.post_form(one, {**PAPER, "text": "Runners", "row_version": "1"})
    assert answer.status_code == 409
    assert "Telephone" in answer.text and "Runners" in answer.text and "Two people wrote here" in answer.text
    assert stored()[0].text == "Telephone"


def test_the_tested_minutes_go_to_the_estate(maja: InspectingClient, ros: str, one: str) -> None:
    maja.get(one)
    assert "Carry 20 min over to the estate" in maja.page.text and "As tested" in maja.page.text
    seen = str(stored()[0].row_version)
    assert maja.post_form(f"{one}/carry", {"row_version": "9"}).status_code == 409
    assert maja.post_form(f"{one}/carry", {"row_version": seen}).status_code == 302
    assert list(db.session.scalars(select(Dependency.tolerance))) == [20]
    maja.get(one)
    assert "Carried over" in maja.page.text and "Carry 20 min" not in maja.page.text
    again = maja.post_form(f"{one}/carry", {"row_version": str(stored()[0].row_version)})
    assert again.status_code == 422 and "says 20 minutes already" in again.text


def test_who_reads_sees_it_and_who_may_not_write_is_refused(
    maja: InspectingClient, ros: str, one: str, browse: Callable[..., InspectingClient], ward: Ward
) -> None:
    auditor = browse("rut", Role.AUDITOR)
    page = auditor.get(one).text
    assert "Paper and telephone" in page and "<textarea" not in page and "/carry" not in page
    for address in (f"{ros}/fallbacks", one, f"{one}/carry", f"{one}/remove"):
        assert auditor.post_form(address, {**PAPER, "row_version": "1"}).status_code == 403
    assert auditor.get(f"{ros}/fallbacks/9").status_code == 404
    assert len(stored()) == 1
    assert maja.post_form(f"{one}/remove", {}).status_code == 302
    assert stored() == []


def test_a_dpia_has_no_such_step(maja: InspectingClient, dpia: str) -> None:
    assert maja.get(f"{dpia}/step/fallbacks").status_code == 404
    assert maja.post_form(f"{dpia}/fallbacks", PAPER).status_code == 404
