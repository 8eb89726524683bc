"""Saved questions in the browser: keep, list, open, share, change, delete, and what the estate has left behind."""

from collections.abc import Callable

import pytest
from flask import Flask, render_template_string
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.database import db
from riskapp.estate import flows
from riskapp.estate.models import Flow
from riskapp.questions.models import SavedQuestion
from tests.inspecting_client import InspectingClient, Page

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]
LONGER = '{"do":"lengthen tolerance","dependent":"ehr","provider":"ad","tolerance":600}'
ENCRYPTED = '{"do":"encrypt","flow":"f1"}'


@pytest.fixture
def sigrid(browse: Browse, ward: Address) -> InspectingClient:
    return browse("sigrid", Role.SECURITY)


def keep(browser: InspectingClient, ward: Address, change: list[str], **fields: str) -> int:
    """Keep a question about the power through the form of the page; returns its number."""
    browser.get(f"{ward('power')}/what-if", query_string={"threat": "availability", "outage": "240", "change": change})
    hidden = [one for one in browser.page.all("input") if one.get("type") == "hidden"]
    mine = {one["name"] for one in hidden}
    assert {"asset_id", "threat", "outage", "csrf_token"} <= mine
    sent = {"asset_id": ward("power").rpartition("/")[2], "threat": "availability", "outage": "240", "change": change}
    answer = browser.post_form("/graph/saved", {**sent, "name": "A longer leash", **fields})
    assert answer.status_code == 302, browser.page.text
    return int(answer.location.rpartition("/")[2])


def test_a_kept_question_opens_with_its_changes_and_says_what_it_is(sigrid: InspectingClient, ward: Address) -> None:
    number = keep(sigrid, ward, [LONGER], note="For the winter")
    answer = sigrid.get(f"/graph/saved/{number}")
    assert answer.status_code == 302 and f"saved={number}" in answer.location
    sigrid.get(answer.location)
    text = sigrid.page.text
    assert "Opened from “A longer leash” (Sigrid). For the winter" in text
    assert "1 process is saved: Ward." in text
    assert "It is kept as “A longer leash”." in text
    assert f"/graph/saved/{number}/attach" in {one.get("href") for one in sigrid.page.all("a")}


def test_a_question_that_supposes_nothing_opens_its_plain_answer(sigrid: InspectingClient, ward: Address) -> None:
    number = keep(sigrid, ward, [])
    location = sigrid.get(f"/graph/saved/{number}").location
    assert location.startswith(f"{ward('power')}?threat=availability&outage=240")
    sigrid.get(location)
    assert "What happens if Power feed fails for 4 h?" in sigrid.page.text


def test_the_list_has_mine_and_what_others_share(sigrid: InspectingClient, ward: Address, browse: Browse) -> None:
    sigrid.get("/graph/saved")
    assert "None yet. Ask a question" in sigrid.page.text
    keep(sigrid, ward, [LONGER, ENCRYPTED], shared="y")
    keep(sigrid, ward, [], name="Mine alone", control="1")
    sigrid.get("/graph/saved")
    mine = sigrid.page.text.partition("Shared by others")[0]
    assert "A longer leash What happens if Power feed fails for 4 h? 2 with everybody" in mine
    assert "An attacker controls it, and takes down all that he controls. none only you see it" in mine
    rut = browse("rut", Role.AUDITOR)
    rut.get("/graph/saved")
    others = rut.page.text.partition("Shared by others")[2]
    assert "A longer leash What happens if Power feed fails for 4 h? 2 Sigrid" in others
    assert "Mine alone" not in others


def test_a_long_list_is_searched_and_sorted(sigrid: InspectingClient, ward: Address, browse: Browse) -> None:
    names = [f"Winter {number}" for number in range(1, 11)]
    for name in names:
        keep(sigrid, ward, [], name=name)
    sigrid.get("/graph/saved")
    assert not [one for one in sigrid.page.all("input") if one.get("id") == "saved-q"], (
        "ten are found without searching"
    )
    keep(sigrid, ward, [LONGER], name="Åpen dør", note="For the night", shared="y")
    sigrid.get("/graph/saved")
    assert [one for one in sigrid.page.all("input") if one.get("id") == "saved-q"]

    def listed(address: str, browser: InspectingClient = sigrid) -> list[str]:
        browser.get(address)
        return [one for one in browser.page.words if one in (*names, "Åpen dør")]

    assert listed("/graph/saved") == ["Åpen dør", *reversed(names)], "latest change first"
    assert listed("/graph/saved?sort=name") == [*names, "Åpen dør"]
    assert "ascending" in {one.get("aria-sort") for one in sigrid.page.all("th")}
    assert listed("/graph/saved?q=NIGHT") == listed("/graph/saved?q=åpen+DØR") == ["Åpen dør"]
    assert "1 of 11 questions." in sigrid.page.text
    assert listed("/graph/saved?q=power+feed+winter+10&sort=name") == ["Winter 10"], "the question's own words"
    assert listed("/graph/saved?q=sigrid", browse("rut", Role.AUDITOR)) == ["Åpen dør"], "its owner"
    assert listed("/graph/saved?q=nothing+has+this") == []
    assert sigrid.page.text.count("None of these.") == 2
    assert sigrid.get("/graph/saved?sort=gossip").status_code == 422
    assert "Saved questions are sorted by name or changed, not by gossip." in sigrid.page.text


def test_another_opens_what_is_shared_and_changes_nothing_of_it(
    sigrid: InspectingClient, ward: Address, browse: Browse
) -> None:
    number = keep(sigrid, ward, [LONGER], shared="y")
    rut = browse("rut", Role.AUDITOR)
    location = rut.get(f"/graph/saved/{number}").location
    rut.get(location)
    assert "1 process is saved: Ward." in rut.page.text
    assert "Attach it to a risk or a measure" not in rut.page.text, "an auditor writes in no assessment"
    rut.get(f"{location}&change={ENCRYPTED}")
    assert "The changes are others than those that are kept as “A longer leash”." in rut.page.text
    assert "Keep these instead" not in rut.page.text
    assert rut.get(f"/graph/saved/{number}/edit").status_code == 403
    for act in ("edit", "changes", "delete"):
        sent = {"name": "Stolen", "asset_id": ward("power").rpartition("/")[2]}
        assert rut.post_form(f"/graph/saved/{number}/{act}", sent).status_code == 403, act
    assert db.session.get_one(SavedQuestion, number).name == "A longer leash"


def test_what_is_not_shared_does_not_exist_for_others(sigrid: InspectingClient, ward: Address, browse: Browse) -> None:
    number = keep(sigrid, ward, [LONGER])
    rut = browse("rut", Role.AUDITOR)
    for path in ("", "/edit"):
        assert rut.get(f"/graph/saved/{number}{path}").status_code == 404
    rut.get(f"{ward('power')}/what-if?saved={number}")
    assert "A longer leash" not in rut.page.text


def test_without_a_name_the_form_comes_back_with_the_changes(sigrid: InspectingClient, ward: Address) -> None:
    sent = {"asset_id": ward("power").rpartition("/")[2], "threat": "availability", "outage": "240", "change": LONGER}
    assert sigrid.post_form("/graph/saved", {**sent, "name": " ", "note": "Kept text"}).status_code == 422
    assert "Name: Give it a name, so that you find it again." in sigrid.page.text
    assert "Kept text" in sigrid.page.text
    assert LONGER in [one.get("value") for one in sigrid.page.all("input")]
    assert sigrid.post_form("/graph/saved", {"name": "x"}).status_code == 422


def test_a_question_is_renamed_shared_and_a_second_writer_gets_both_texts(
    sigrid: InspectingClient, ward: Address
) -> None:
    number = keep(sigrid, ward, [LONGER])
    address = f"/graph/saved/{number}/edit"
    sigrid.get(address)
    assert sigrid.post_form(address, {"name": "Renamed", "note": "n", "shared": "y", "version": "1"}).status_code == 302
    assert db.session.get_one(SavedQuestion, number).shared
    assert sigrid.post_form(address, {"name": "", "version": "2"}).status_code == 422
    assert sigrid.post_form(address, {"name": "Again", "version": "1"}).status_code == 409
    text = sigrid.page.text
    assert "Name Renamed Again" in text
    assert "Show it to everybody who may view the estate yes no" in text
    assert sigrid.post_form(address, {"name": "Again", "version": "2"}).status_code == 302
    db.session.expire_all()
    assert db.session.get_one(SavedQuestion, number).name == "Again"


def test_other_changes_are_kept_under_the_same_name(sigrid: InspectingClient, ward: Address) -> None:
    number = keep(sigrid, ward, [LONGER])
    location = sigrid.get(f"/graph/saved/{number}").location
    sigrid.get(location, query_string=None)
    sigrid.get(f"{location}&change={ENCRYPTED}")
    assert "Keep these instead" in sigrid.page.text
    sent = {"asset_id": ward("power").rpartition("/")[2], "threat": "availability", "outage": "240", "version": "1"}
    address = f"/graph/saved/{number}/changes"
    assert sigrid.post_form(address, {**sent, "change": [LONGER, ENCRYPTED]}).status_code == 302
    assert db.session.get_one(SavedQuestion, number).changes == f"[{LONGER},{ENCRYPTED}]"
    assert sigrid.post_form(address, {**sent, "change": []}).status_code == 409
    assert "Changes of the estate" in sigrid.page.text


def test_a_deleted_question_is_gone_for_all(sigrid: InspectingClient, ward: Address) -> None:
    number = keep(sigrid, ward, [LONGER], shared="y")
    assert sigrid.post_form(f"/graph/saved/{number}/delete", {}).status_code == 302
    assert sigrid.get(f"/graph/saved/{number}").status_code == 404


def test_where_the_estate_has_moved_on_it_says_what_and_why_and_can_still_be_changed(
    sigrid: InspectingClient, ward: Address
) -> None:
    number = keep(sigrid, ward, [ENCRYPTED, LONGER])
    flow = db.session.scalars(select(Flow).where(Flow.key == "f1")).one()
    flows.remove_flow(OPERATOR, flow.id, flow.version)
    assert sigrid.get(sigrid.get(f"/graph/saved/{number}").location).status_code == 422
    text = sigrid.page.text
    assert "The changes cannot all be made in the estate as it is now." in text
    assert "This change cannot be made: No data flow has the id f1." in text
    assert "Patient record can do without Directory service for 10 h." in text
    without = next(one["href"] for one in sigrid.page.all("a") if "f1" in one.get("aria-label", ""))
    assert sigrid.get(without).status_code == 200
    assert "1 process is saved: Ward." in sigrid.page.text
    assert "Keep these instead" in sigrid.page.text


def test_other_pages_offer_to_keep_their_question_and_to_go_on_from_it(app: Flask, ward: Address) -> None:
    macros = (
        "{% import 'graph/keep.html' as keep with context %}"
        "{{ keep.ways_on(7, values) }}{{ keep.form(7, dict(values, also=[8, 9])) }}"
    )
    with app.test_request_context():
        page = Page(render_template_string(macros, values={"threat": "availability", "outage": "240", "control": "1"}))
    links = {one["href"] for one in page.all("a")}
    assert links == {"/graph/assets/7/what-if?threat=availability&outage=240&control=1", "/graph/saved"}
    hidden = [(one["name"], one["value"]) for one in page.all("input") if one.get("type") == "hidden"]
    assert hidden[1:] == [
        ("asset_id", "7"), ("threat", "availability"), ("outage", "240"), ("control", "1"),
        ("also", "8"), ("also", "9"),
    ]  # fmt: skip
