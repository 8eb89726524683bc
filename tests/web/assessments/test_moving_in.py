"""The pages on which a DPIA moves in from the CNIL tool and goes back to it."""

import io
import json
from collections.abc import Callable

from sqlalchemy import func, select

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Assessment
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from tests.assessments.ward import Ward
from tests.exchange.cnil.files import SLEEP_DIARY, answer, as_text, small
from tests.inspecting_client import InspectingClient

PAGE = "/assessments/move-in"


def sends(client: InspectingClient, data: bytes | None, **fields: str) -> object:
    """Send the form, with a file or without."""
    values: dict[str, object] = {"asset": "lab", "title": "", "language": "en", **fields}
    if data is not None:
        values["file"] = (io.BytesIO(data), "pia.json")
    return client.post_form(PAGE, values)


def test_the_page_of_a_new_assessment_leads_there(maja: InspectingClient) -> None:
    maja.get("/assessments/new")
    assert PAGE in [one.get("href") for one in maja.page.all("a")]
    maja.get(f"{PAGE}?asset=lab")
    assert "lab" in [one.get("value") for one in maja.page.all("input")]


def test_a_dpia_moves_in_and_what_was_left_out_is_told(maja: InspectingClient) -> None:
    answered = sends(maja, SLEEP_DIARY.read_bytes())
    assert answered.status_code == 302
    maja.get(answered.location)
    assert "The DPIA has moved in." in maja.page.text
    assert "Who empties the cellar?" in maja.page.text
    assert "riskapp has no place for this field. Clinical" in maja.page.text
    address = answered.location.removesuffix("/moved-in")
    maja.get(address)
    assert "Sleep diary of the lung ward" in maja.page.text and "What moved in from there" in maja.page.text
    maja.get(f"{address}/step/rights")
    assert "The ward prints the diary on request." in maja.page.text


def test_the_trail_has_all_that_was_left_out(maja: InspectingClient, browse: Callable[..., InspectingClient]) -> None:
    sends(maja, SLEEP_DIARY.read_bytes())
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == Action.PIA_IMPORTED)).one()
    rut = browse("rut", Role.AUDITOR)
    rut.get("/audit")
    assert "moved a DPIA in from the CNIL tool" in rut.page.text
    rut.get(f"/audit/{event.id}")
    assert "left out, or to look at" in rut.page.text and "Who empties the cellar?" in rut.page.text


def test_scripts_in_a_file_are_words_on_our_pages(maja: InspectingClient) -> None:
    text = as_text(
        small(
            pia={"name": "<script>alert(1)</script>", "category": "<img src=x onerror=alert(2)>"},
            answers=[answer(321, None, None, ["<script>alert(3)</script>"]), answer("<b>9</b>", "odd")],
        )
    )
    answered = sends(maja, text.encode())
    page = maja.get(answered.location)
    for markup in ("<script>alert", "<img src=x", "<b>9</b>"):
        assert markup not in page.text
    assert "<img src=x onerror=alert(2)>" in maja.page.text and "<script>alert(1)</script>" in maja.page.text
    assert "<script>alert(3)" not in maja.get(answered.location.replace("/moved-in", "/step/risks")).text


def test_a_file_that_is_refused_says_why_and_stores_nothing(maja: InspectingClient) -> None:
    for data, says in (
        (None, "Choose a file first."),
        (b"{", "The file is no JSON"),
        (b"\xff", "no text in UTF-8"),
        (as_text(small(answers=[answer(325, None, 9)])).encode(), "answers 1, data.gauge is 9"),
    ):
        answered = sends(maja, data)
        assert answered.status_code == 422, says
        assert says in maja.page.text and 'href="#file"' in answered.text
    answered = sends(maja, SLEEP_DIARY.read_bytes(), asset="lob", title="Mine")
    assert answered.status_code == 422 and 'href="#asset"' in answered.text
    assert "Mine" in [one.get("value") for one in maja.page.all("input")]
    assert db.session.scalar(select(func.count()).select_from(Assessment)) == 0


def test_a_dpia_goes_out_as_a_file_that_moves_in_again(maja: InspectingClient, dpia: str) -> None:
    maja.get(dpia)
    assert f"{dpia}/cnil-pia.json" in [one.get("href") for one in maja.page.all("a")]
    file = maja.get(f"{dpia}/cnil-pia.json")
    assert file.mimetype == "application/json"
    assert file.headers["Content-Disposition"].endswith("-v1-cnil-pia.json")
    assert json.loads(file.data)["pia"]["name"] == "Home monitoring"
    assert sends(maja, file.data).status_code == 302


def test_a_risk_assessment_does_not_go_out_and_what_was_begun_here_did_not_move_in(
    maja: InspectingClient, ros: str, dpia: str
) -> None:
    assert "CNIL" not in maja.get(ros).text
    assert maja.get(f"{ros}/cnil-pia.json").status_code == 422
    assert maja.get(f"{dpia}/moved-in").status_code == 404
    assert "What moved in from there" not in maja.get(dpia).text


def test_who_may_not_read_a_dpia_gets_no_file_of_it(
    ward: Ward, dpia: str, browse: Callable[..., InspectingClient]
) -> None:
    nobody = browse("adam", Role.ADMINISTRATOR)
    assert nobody.get(f"{dpia}/cnil-pia.json").status_code == 403
    assert nobody.get(f"{dpia}/moved-in").status_code == 403
    auditor = browse("rut", Role.AUDITOR)
    assert auditor.get(f"{dpia}/cnil-pia.json").status_code == 200
    assert auditor.get(PAGE).status_code == 403
