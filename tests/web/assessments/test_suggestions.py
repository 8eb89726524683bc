"""Suggested scenarios in the browser, without scripts: tick, add, dismiss with a reason, think again."""

import re
from collections.abc import Callable

from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Risk, SuggestionVerdict, Version
from riskapp.catalogues.incidents import load_incidents
from riskapp.database import db, transaction
from riskapp.estate.models import Dependency
from riskapp.estate.snapshots import note_change
from tests.assessments.ward import HOSTILE, Ward
from tests.inspecting_client import InspectingClient

SOLE, COPY = "Laboratory system stays away for longer", "Test results can be lost"


def risks() -> list[Risk]:
    db.session.expire_all()
    return list(db.session.scalars(select(Risk).order_by(Risk.number)))


def verdicts() -> dict[str, tuple[str, str]]:
    db.session.expire_all()
    return {one.key: (one.verdict, one.reason) for one in db.session.scalars(select(SuggestionVerdict))}


def offered(client: InspectingClient) -> list[str]:
    return [box["value"] for box in client.page.all("input") if box.get("name") == "keys"]


def test_the_scenarios_lead_to_what_is_suggested_and_say_how_many_are_open(maja: InspectingClient, ros: str) -> None:
    answer = maja.get(f"{ros}/step/scenarios")
    assert f'href="{ros}/suggestions"' in answer.text and "5 open suggestions" in maja.page.text
    maja.get(f"{ros}/suggestions")
    assert offered(maja) == [
        "only_copy:lab",
        "sole_way:lab",
        "large_leak:lab",
        "supplier_flow:cloud",
        "unencrypted_way:lab",
    ]
    for words in (
        "A fault, an update or an attack stops Laboratory system.",
        SOLE,
        "That stops 1 process: Emergency ward.",
        "The estate says that Emergency ward cannot go on without Laboratory system.",
    ):
        assert words in maja.page.text


def test_the_ticked_ones_are_added_with_their_blast_radius(maja: InspectingClient, ros: str) -> None:
    sent = {"keys": ["sole_way:lab", "only_copy:lab"], "reason": "", "do": "accept"}
    answer = maja.post_form(f"{ros}/suggestions", sent)
    assert answer.location.endswith("/suggestions")
    maja.get(answer.location)
    assert "2 scenarios are added." in maja.page.text and "reads as suggested" in maja.page.text
    assert offered(maja) == ["large_leak:lab", "supplier_flow:cloud", "unencrypted_way:lab"]
    assert all(risk.evidence for risk in risks()) and len(risks()) == 2
    maja.get(f"{ros}/step/scenarios")
    assert "3 open suggestions" in maja.page.text


def test_one_is_added_and_opened_and_what_is_changed_in_it_is_told(maja: InspectingClient, ros: str) -> None:
    answer = maja.post_form(f"{ros}/suggestions", {"change": "sole_way:lab", "keys": ["only_copy:lab"]})
    assert answer.location == f"{ros}/risks/1"
    page = maja.get(answer.location).text
    assert SOLE in page and "Emergency ward" in page
    assert [risk.number for risk in risks()] == [1]
    one = risks()[0]
    sent = {"property": one.property, "asset": "lab", "cause": one.cause, "event": "It is away", "effect": one.effect}
    maja.post_form(f"{ros}/risks/1", {**sent, "row_version": str(one.row_version)})
    maja.get(f"{ros}/suggestions")
    assert "changed: event" in maja.page.text and "reads as suggested" not in maja.page.text


def test_several_are_dismissed_for_one_reason_and_taken_back(maja: InspectingClient, ros: str) -> None:
    for reason in (HOSTILE[0], HOSTILE[4]):
        sent = {"keys": ["sole_way:lab", "only_copy:lab"], "reason": reason, "do": "dismiss"}
        maja.get(maja.post_form(f"{ros}/suggestions", sent).location)
        assert "2 suggestions are dismissed." in maja.page.text and reason in maja.page.text
        assert verdicts() == dict.fromkeys(("sole_way:lab", "only_copy:lab"), ("dismissed", reason))
        for key in verdicts():
            maja.post_form(f"{ros}/suggestions/take-back", {"key": key})
    maja.get(f"{ros}/suggestions")
    assert "The suggestion is open again." in maja.page.text and len(offered(maja)) == 5


def test_a_dismissal_without_a_reason_keeps_what_was_ticked(maja: InspectingClient, ros: str) -> None:
    answer = maja.post_form(f"{ros}/suggestions", {"keys": ["sole_way:lab"], "reason": " ", "do": "dismiss"})
    assert answer.status_code == 422 and 'href="#reason"' in answer.text
    boxes = {box["value"]: "checked" in box for box in maja.page.all("input") if box.get("name") == "keys"}
    assert boxes["sole_way:lab"] and not boxes["only_copy:lab"]
    assert not verdicts()


def test_a_refusal_keeps_the_typed_reason_and_adds_nothing(maja: InspectingClient, ros: str) -> None:
    for sent in ({"keys": []}, {"keys": ["sole_way:lab", "sole_way:nothing"]}, {"change": "no such key"}):
        answer = maja.post_form(f"{ros}/suggestions", {**sent, "reason": HOSTILE[1], "do": "accept"})
        assert answer.status_code == 422 and 'href="#keys"' in answer.text
        assert re.search(r'id="reason"[^>]*>\s*R&amp;D</textarea>', answer.text)
    assert not risks() and not verdicts()
    assert maja.post_form(f"{ros}/suggestions/take-back", {"key": "sole_way:lab"}).status_code == 404


def test_only_who_may_write_judges_and_others_read_what_was_judged(
    maja: InspectingClient, ros: str, browse: Callable[..., InspectingClient]
) -> None:
    maja.post_form(f"{ros}/suggestions", {"keys": ["sole_way:lab"], "reason": "Out of scope", "do": "dismiss"})
    rut = browse("rut", Role.AUDITOR)
    rut.get(f"{ros}/suggestions")
    assert "Out of scope" in rut.page.text and SOLE in rut.page.text and not offered(rut)
    assert "only while the assessment is being written" in rut.page.text and COPY not in rut.page.text
    assert rut.post_form(f"{ros}/suggestions", {"keys": ["only_copy:lab"], "do": "accept"}).status_code == 403
    with transaction() as session:
        session.scalars(select(Version)).one().state = "in review"
    maja.get(f"{ros}/suggestions")
    assert not offered(maja)
    assert "Take back" not in maja.page.text


def test_a_dpia_has_no_such_page(maja: InspectingClient, dpia: str) -> None:
    assert maja.get(f"{dpia}/suggestions").status_code == 404
    assert "risk assessments only" in maja.page.text
    assert f"{dpia}/suggestions" not in maja.get(f"{dpia}/step/risks").text


def test_an_incident_that_fits_is_told_with_its_doubts_and_begins_a_scenario(maja: InspectingClient, ros: str) -> None:
    page = maja.get(f"{ros}/suggestions").text
    for one in load_incidents().fitting(kinds=["system"]):
        assert one.name.en in maja.page.text and one.source in maja.page.text
        for figure in one.figures:
            assert " ".join(figure.said.en.split()) in maja.page.text
            doubt = f"Uncertain: {figure.doubt.en}" if figure.doubt else ""
            assert " ".join(doubt.split()) in maja.page.text
    (begin,) = re.findall(r'href="([^"]*incident=innlandet_2020[^"]*)"', page)
    answer = maja.get(begin.replace("&amp;", "&"))
    incident = load_incidents().named("innlandet_2020")
    assert incident is not None and 'selected value="confidentiality"' in answer.text
    assert f'value="{incident.name.en}"' in answer.text
    assert re.search(r'id="cause"[^>]*>\s*' + re.escape(incident.started.en), answer.text)
    assert maja.get(f"{ros}/step/scenarios?incident=nothing").status_code == 200


def test_a_scope_that_gives_no_reason_says_so(maja: InspectingClient, ward: Ward) -> None:
    answer = maja.post_form("/assessments/new", {"kind": "ros", "title": "Pumps", "asset": "pump", "language": "en"})
    address = answer.location.split("/step/")[0]
    maja.get(f"{address}/suggestions")
    assert "Nothing is open" in maja.page.text and not offered(maja)
    maja.get(f"{address}/step/scenarios")
    assert "none open" in maja.page.text


def test_a_suggestion_whose_reason_is_gone_is_not_offered(maja: InspectingClient, ros: str) -> None:
    with transaction() as session:
        session.delete(session.scalars(select(Dependency)).one())
        note_change(session)
    maja.get(f"{ros}/suggestions")
    assert "sole_way:lab" not in offered(maja)
    answer = maja.post_form(f"{ros}/suggestions", {"keys": ["sole_way:lab"], "do": "accept"})
    assert answer.status_code == 422 and "no longer open" in maja.page.text
