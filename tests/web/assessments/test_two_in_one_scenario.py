"""Two people in one scenario: what each wrote in different fields stands, and the same field gives both texts."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.field_merge import marks
from riskapp.assessments.field_saving import Sent
from riskapp.assessments.models import Risk
from riskapp.assessments.risk_fields import save_risk_fields
from riskapp.assessments.risks import Scenario
from riskapp.database import db
from tests.inspecting_client import InspectingClient

BOTH_DATABASES = True
FILLED = {
    "property": "availability",
    "asset": "lab",
    "event": "It stops",
    "cause": "Fire",
    "effect": "No results",
    "likelihood": "3",
    "consequence": "3",
    "aspect-economy-now": "1",
    "hit": "lab",
    "what": "availability",
    "outage": "240",
}


@pytest.fixture
def one(maja: InspectingClient, ros: str) -> str:
    """The address of a scenario that is filled in."""
    maja.post_form(f"{ros}/risks", {"property": "availability", "asset": "lab", "event": "It stops"})
    assert maja.post_form(f"{ros}/risks/1", {**FILLED, "row_version": "1"}).status_code == 302
    return f"{ros}/risks/1"


@pytest.fixture
def omar(browse: Callable[..., InspectingClient]) -> InspectingClient:
    """Somebody else of the team."""
    return browse("omar", Role.MEMBER)


def shown(client: InspectingClient, one: str) -> dict[str, str]:
    """The form as it stands on the screen, ready to be changed and sent."""
    client.get(one)
    hidden = {field["name"]: field.get("value", "") for field in client.page.all("input") if "name" in field}
    return {**FILLED, "row_version": hidden["row_version"], "fields_seen": hidden["fields_seen"]}


def send(client: InspectingClient, one: str, fields: dict[str, str]) -> Any:
    headers = {"Accept": "application/json", "X-CSRFToken": client.token()}
    return client.post(one, data=fields, headers=headers)


def inputs(told: list[dict[str, Any]]) -> dict[str, str]:
    return {name: text for one in told for name, text in one["inputs"].items()}


def risk() -> Risk:
    db.session.expire_all()
    return db.session.query(Risk).one()


def test_different_fields_of_two_people_both_survive(maja: InspectingClient, omar: InspectingClient, one: str) -> None:
    hers, his = shown(maja, one), shown(omar, one)
    assert send(maja, one, {**hers, "cause": "A flood", "aspect-economy-now": "2"}).status_code == 200
    answer = send(omar, one, {**his, "effect": "Patients wait", "likelihood": "4", "aspect-privacy-now": "3"})
    assert answer.status_code == 200, answer.text
    taken = inputs(answer.json["taken"])
    assert taken["cause"] == "A flood" and answer.json["disputed"] == []
    stored = risk()
    assert (stored.cause, stored.effect, stored.likelihood) == ("A flood", "Patients wait", 4)
    assert {name: levels[0] for name, levels in stored.aspects.items()} == {"economy": 2, "privacy": 3}
    again = {**his, "effect": "Patients wait", "likelihood": "4", "aspect-privacy-now": "3", **taken}
    again |= {"fields_seen": answer.json["fields"], "effect": "Many wait"}
    assert send(omar, one, again).status_code == 200 and risk().effect == "Many wait"


def test_the_same_field_gives_both_texts_to_the_script_and_stores_the_rest(
    maja: InspectingClient, omar: InspectingClient, one: str
) -> None:
    hers, his = shown(maja, one), shown(omar, one)
    send(maja, one, {**hers, "cause": "A flood", "likelihood": "5"})
    answer = send(omar, one, {**his, "cause": "A storm", "likelihood": "2", "effect": "Patients wait"})
    assert answer.status_code == 409
    told = {row["label"]: (row["theirs"], row["mine"], row["inputs"]) for row in answer.json["disputed"]}
    assert told["Cause"] == ("A flood", "A storm", {"cause": "A flood"})
    assert told["Likelihood now"][2] == {"likelihood": "5"} and told["Likelihood now"][1].startswith("2 ")
    stored = risk()
    assert (stored.cause, stored.likelihood, stored.effect) == ("A flood", 5, "Patients wait")
    mine = {**his, "cause": "A storm", "likelihood": "5", "effect": "Patients wait"}
    assert send(omar, one, {**mine, "fields_seen": answer.json["fields"]}).status_code == 200
    assert risk().cause == "A storm"


@pytest.mark.parametrize(("choice", "stands"), [("mine", "A storm"), ("theirs", "A flood")])
def test_without_scripts_one_chooses_on_the_page(
    maja: InspectingClient, omar: InspectingClient, one: str, choice: str, stands: str
) -> None:
    hers, his = shown(maja, one), shown(omar, one)
    maja.post_form(one, {**hers, "cause": "A flood", "consequence": "5"})
    answer = omar.post_form(one, {**his, "cause": "A storm", "effect": "Patients wait"})
    assert answer.status_code == 409
    text = omar.page.text
    assert "A flood" in text and "A storm" in text and "Two people wrote here" in text
    fields = {field["name"]: field.get("value", "") for field in omar.page.all("input") if "name" in field}
    assert json.loads(fields["fields_seen"])
    sent = {**his, "cause": "A storm", "consequence": "5", "effect": "Patients wait", "take:cause": choice}
    sent |= {"fields_seen": fields["fields_seen"], "row_version": fields["row_version"]}
    assert omar.post_form(one, sent).status_code == 302
    stored = risk()
    assert (stored.cause, stored.consequence, stored.effect) == (stands, 5, "Patients wait")


def test_a_field_that_the_form_does_not_have_stays_as_it_is(maja: InspectingClient, one: str) -> None:
    seen = {"fields_seen": shown(maja, one)["fields_seen"]}
    assert send(maja, one, {**seen, "cause": "A flood"}).status_code == 200
    assert (risk().cause, risk().event, risk().likelihood) == ("A flood", "It stops", 3)


@pytest.mark.parametrize("seen", ["", "no json", "[1]", '{"cause": 3}', '{"cause": "x"}'])
def test_marks_that_say_nothing_lose_nothing(
    maja: InspectingClient, omar: InspectingClient, one: str, seen: str
) -> None:
    his = shown(omar, one)
    send(maja, one, {**shown(maja, one), "cause": "A flood"})
    answer = send(omar, one, {**his, "cause": "A storm", "fields_seen": seen})
    assert answer.status_code == 409 and risk().cause == "A flood"


def test_what_is_refused_stores_nothing_and_keeps_what_was_seen(
    maja: InspectingClient, omar: InspectingClient, one: str
) -> None:
    his = shown(omar, one)
    send(maja, one, {**shown(maja, one), "cause": "A flood"})
    answer = omar.post_form(one, {**his, "likelihood": "9", "effect": "Patients wait"})
    assert answer.status_code == 422 and risk().effect == "No results"
    fields = {field["name"]: field.get("value", "") for field in omar.page.all("input") if "name" in field}
    assert fields["fields_seen"] == his["fields_seen"]
    assert omar.post_form(one, {**his, "effect": "Patients wait"}).status_code == 302
    assert (risk().cause, risk().effect) == ("A flood", "Patients wait")


def test_what_a_save_tells_is_what_it_left_and_not_what_came_after(
    maja: InspectingClient, one: str, person: Callable[..., Actor]
) -> None:
    """Marks of a text that its writer never saw would let it be overwritten without a word."""
    omar, nina = person("omar", Role.MEMBER), person("nina", Role.MEMBER)
    his = Scenario("availability", cause="A storm")
    saved = save_risk_fields(omar, risk().id, his, Sent(["cause"], risk().row_version))
    hers = Scenario("availability", cause="A flood")
    save_risk_fields(nina, risk().id, hers, Sent(["cause"], risk().row_version))
    assert saved.values["cause"] == "A storm"
    again = Scenario("availability", cause="A gale")
    found = save_risk_fields(omar, risk().id, again, Sent(["cause"], saved.row_version, marks(saved.values)))
    assert found.disputed == {"cause": ("A flood", "A gale")} and risk().cause == "A flood"
