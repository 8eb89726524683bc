"""Two people in one measure, fallback, workshop, judgement or follow-up: both keep what they wrote, or choose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from bench.sent_form import SentForm
from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Fallback, Guest, Measure, RegisteredMeasure, Risk, Workshop
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from tests.inspecting_client import InspectingClient

BOTH_DATABASES = True
Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Case:
    """A kind of row: where it is made and edited, and two of its fields with a text each of Maja and of Omar."""

    made: str
    with_fields: dict[str, str]
    page: str
    form: str
    table: Any
    one: tuple[str, str, str]
    other: tuple[str, str]
    label: str


PAPER = {"kind": "manual routine", "dependent_id": "emergency", "provider_id": "lab", "text": "Paper"}
MEETING = {"day": "2027-03-04", "time": "09:30", "minutes": "180", "agenda": "1. Hello"}
STOPS = {"property": "availability", "asset": "lab", "event": "It stops"}
CASES = {
    "measure": Case(
        "{ros}/measures",
        {"text": "Two lines"},
        "{ros}/measures/1",
        "measure",
        Measure,
        ("text", "Hers", "His"),
        ("owner", "Olav"),
        "What is to be done",
    ),
    "follow-up": Case(
        "{ros}/measures",
        {"text": "Two lines"},
        "/register/measures/1",
        "stands",
        RegisteredMeasure,
        ("note", "Hers", "His"),
        ("owner", "Olav"),
        "Note",
    ),
    "fallback": Case(
        "{ros}/fallbacks",
        PAPER,
        "{ros}/fallbacks/1",
        "fallback",
        Fallback,
        ("text", "Hers", "His"),
        ("minutes", "20"),
        "What do people do?",
    ),
    "workshop": Case(
        "{ros}/workshops/new",
        MEETING,
        "{ros}/workshops/1",
        "workshop",
        Workshop,
        ("agenda", "Hers", "His"),
        ("notes", "Agreed"),
        "Agenda",
    ),
    "judgement": Case(
        "{ros}/risks",
        STOPS,
        "{ros}/workshop/live/1",
        "judge",
        Risk,
        ("likelihood_reason", "Hers", "His"),
        ("consequence_reason", "Because"),
        "Why this likelihood?",
    ),
}


@pytest.fixture
def omar(browse: Callable[..., InspectingClient]) -> InspectingClient:
    """Somebody else of the team."""
    return browse("omar", Role.MEMBER)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, maja: InspectingClient, ros: str) -> Case:
    """A row that is stored, with its addresses filled in."""
    found = CASES[request.param]
    made, page = found.made.format(ros=ros), found.page.format(ros=ros)
    assert maja.post_form(made, found.with_fields).status_code == 302
    return Case(made, found.with_fields, page, *(getattr(found, one) for one in list(Case.__annotations__)[3:]))


def shown(client: InspectingClient, case: Case) -> Fields:
    """What a browser would send of the page, untouched."""
    page = case.page.replace("/live/1", "/live?risk=1")
    return SentForm(client.get(page).text, case.form).values()


def send(client: InspectingClient, case: Case, fields: Fields) -> Any:
    headers = {"Accept": "application/json", "X-CSRFToken": client.token()}
    return client.post(case.page, data=fields, headers=headers)


def stored(case: Case, name: str) -> str:
    db.session.expire_all()
    return str(getattr(db.session.scalars(select(case.table)).one(), name))


def test_different_fields_of_two_people_both_stand(maja: InspectingClient, omar: InspectingClient, case: Case) -> None:
    hers, his = shown(maja, case), shown(omar, case)
    one, other = case.one, case.other
    assert send(maja, case, {**hers, one[0]: [one[1]]}).status_code == 200
    answer = send(omar, case, {**his, other[0]: [other[1]]})
    assert answer.status_code == 200, answer.text
    assert {one[0]: one[1]} in [told["inputs"] for told in answer.json["taken"]]
    assert (stored(case, one[0]), stored(case, other[0])) == (one[1], other[1])
    # Without scripts too, and the next save begins from what is stored now.
    assert omar.post_form(case.page, {**shown(omar, case), one[0]: [one[2]]}).status_code == 302
    assert stored(case, one[0]) == one[2]


def test_the_same_field_gives_both_texts_and_the_rest_is_stored(
    maja: InspectingClient, omar: InspectingClient, case: Case
) -> None:
    hers, his = shown(maja, case), shown(omar, case)
    one, other = case.one, case.other
    send(maja, case, {**hers, one[0]: [one[1]]})
    answer = send(omar, case, {**his, one[0]: [one[2]], other[0]: [other[1]]})
    assert answer.status_code == 409
    (told,) = answer.json["disputed"]
    assert told == {"label": case.label, "inputs": {one[0]: one[1]}, "theirs": one[1], "mine": one[2]}
    assert (stored(case, one[0]), stored(case, other[0])) == (one[1], other[1])
    seen = {"fields_seen": [answer.json["fields"]], "row_version": [str(answer.json["seen"])]}
    assert send(omar, case, {**his, one[0]: [one[2]], other[0]: [other[1]], **seen}).status_code == 200
    assert stored(case, one[0]) == one[2]


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_without_scripts_one_chooses_on_the_page(
    maja: InspectingClient, omar: InspectingClient, case: Case, choice: str
) -> None:
    hers, his = shown(maja, case), shown(omar, case)
    one, other = case.one, case.other
    maja.post_form(case.page, {**hers, one[0]: [one[1]]})
    answer = omar.post_form(case.page, {**his, one[0]: [one[2]], other[0]: [other[1]]})
    assert answer.status_code == 409 and "Two people wrote here" in omar.page.text
    kept = SentForm(answer.text, case.form).values()
    assert (kept[one[0]], kept[other[0]]) == ([one[2]], [other[1]])
    assert omar.post_form(case.page, {**kept, f"take:{one[0]}": [choice]}).status_code == 302
    assert stored(case, one[0]) == {"mine": one[2], "theirs": one[1]}[choice]
    assert stored(case, other[0]) == other[1]


def test_a_field_that_the_form_does_not_have_stays(maja: InspectingClient, ros: str) -> None:
    maja.post_form(f"{ros}/risks", STOPS)
    maja.post_form(f"{ros}/measures", {"text": "Two lines", "owner": "Olav", "treats": "1"})
    page = f"{ros}/measures/1"
    sent = SentForm(maja.get(page).text, "measure").values()
    assert sent["treats"] == ["1"] and set(sent["listed"]) == {"treats", "situations"}
    few = {name: sent[name] for name in ("text", "fields_seen")}
    assert maja.post_form(page, {**few, "text": ["Three lines"]}).status_code == 302
    (row,) = db.session.scalars(select(Measure))
    assert (row.text, row.owner, [one.number for one in row.treats]) == ("Three lines", "Olav", [1])
    # Where the list was on the form and nothing of it is ticked, nothing of it stays.
    sent = SentForm(maja.get(page).text, "measure").values()
    del sent["treats"]
    assert maja.post_form(page, sent).status_code == 302
    db.session.expire_all()
    assert [one.number for one in db.session.scalars(select(Measure)).one().treats] == []


def test_words_of_the_register_replace_only_what_was_seen(
    maja: InspectingClient, omar: InspectingClient, ros: str
) -> None:
    maja.post_form(f"{ros}/measures", {"text": "Two lines"})
    page = f"{ros}/measures/1"
    his = SentForm(omar.get(page).text, "measure").values()
    maja.post_form(page, {**SentForm(maja.get(page).text, "measure").values(), "text": ["Three lines"]})
    idea = "Strong authentication (two factors)"
    (ideas,) = [one for one in his if one == "idea"]
    known = [one["value"] for one in omar.page.all("option") if one.get("value", "")]
    idea = idea if idea in known else next(one for one in known if len(one) > 20)
    answer = omar.post_form(page, {**his, ideas: [idea]})
    assert answer.status_code == 409 and "Three lines" in omar.page.text
    assert db.session.scalars(select(Measure)).one().text == "Three lines"
    kept = SentForm(answer.text, "measure").values()
    assert kept["idea"] == [idea]
    assert omar.post_form(page, kept).status_code == 302
    db.session.expire_all()
    assert db.session.scalars(select(Measure)).one().text == idea


def test_who_came_is_noted_by_two_people_at_once(maja: InspectingClient, omar: InspectingClient, ros: str) -> None:
    maja.post_form(f"{ros}/workshops/new", MEETING)
    page = f"{ros}/workshops/1"
    for name in ("Kari", "Per"):
        maja.post_form(f"{page}/guests", {"name": name})
    kari, per = db.session.scalars(select(Guest.id).order_by(Guest.id))
    hers = SentForm(maja.get(page).text, "attendance").values()
    his = SentForm(omar.get(page).text, "attendance").values()
    came = {"attendance_seen": hers["attendance_seen"], f"came-{kari}": ["yes"], f"came-{per}": [""]}
    assert maja.post_form(f"{page}/attendance", came).status_code == 302
    seen = {"attendance_seen": his["attendance_seen"]}
    assert (
        omar.post_form(f"{page}/attendance", {**seen, f"came-{kari}": [""], f"came-{per}": ["yes"]}).status_code == 302
    )

    def noted() -> list[bool | None]:
        db.session.expire_all()
        return list(db.session.scalars(select(Guest.came).order_by(Guest.id)))

    assert noted() == [True, True]
    answer = omar.post_form(f"{page}/attendance", {**seen, f"came-{kari}": ["no"], f"came-{per}": ["yes"]})
    assert answer.status_code == 409 and "Did Kari come?" in omar.page.text and noted() == [True, True]
    kept = SentForm(answer.text, "attendance").values()
    again = {"attendance_seen": kept["attendance_seen"], f"came-{kari}": ["no"], f"came-{per}": ["yes"]}
    assert omar.post_form(f"{page}/attendance", again | {f"take:came-{kari}": ["theirs"]}).status_code == 302
    assert noted() == [True, True]
    assert omar.post_form(f"{page}/attendance", again).status_code == 302
    assert noted() == [False, True]


def test_what_was_in_dispute_is_in_the_trail_only_when_it_is_stored(
    maja: InspectingClient, omar: InspectingClient, ros: str
) -> None:
    maja.post_form(f"{ros}/measures", {"text": "Two lines"})
    page = f"{ros}/measures/1"
    hers = SentForm(maja.get(page).text, "measure").values()
    maja.post_form(page, {**hers, "text": ["Hers"]})
    before = len(list(db.session.scalars(select(AuditEvent.id))))
    assert omar.post_form(page, {**hers, "text": ["His"]}).status_code == 409
    assert len(list(db.session.scalars(select(AuditEvent.id)))) == before
