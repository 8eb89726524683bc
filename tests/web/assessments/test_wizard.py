"""The wizard without scripts: from a new assessment to nothing missing, in both kinds and both languages."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Version
from riskapp.assessments.queries import answers_of, progress_of_version
from riskapp.assessments.risk import what_is_feared
from riskapp.catalogues.questionnaire import Component, Question, Step
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, transaction
from tests.assessments.ward import HOSTILE, Ward
from tests.inspecting_client import InspectingClient
from tests.web.assessments.conftest import begin

Fields = dict[str, object]


def the_version() -> Version:
    db.session.expire_all()
    return db.session.scalars(select(Version)).one()


def fill(client: InspectingClient, path: str, step: Step) -> Fields:
    """What a person writes on a step's page: the page's own row versions, and something in every field."""
    page = client.get(path).text
    fields: Fields = dict(re.findall(r'name="(seen:[^"]+)" value="(\d+)"', page))
    for question in step.questions:
        fields[question.id] = chosen(question)
        if question.reason_label:
            fields[question.reason_key] = f"Because of {HOSTILE[0]}"
        if question.verdict:
            fields[question.verdict_key] = "to_improve"
            fields[f"action:{question.id}:text"] = f"Mend {question.id}"
            fields[f"action:{question.id}:owner"] = "Olav"
            fields[f"action:{question.id}:due"] = "2027-01-02"
    assert {f"seen:{key}" for question in step.questions for key in question.keys} <= set(fields)
    return fields


def chosen(question: Question) -> object:
    if question.choices:
        values = [choice.value for choice in question.choices if choice.value != "none"]
        return values[:2] if question.kind.value == "multi_choice" else values[0]
    return f"{HOSTILE[1]} {HOSTILE[3]}"


TREATED = {
    **dict.fromkeys(("likelihood_knowledge", "consequence_knowledge", "after_knowledge"), "medium"),
    "departs_reason": "Few of them at a time",
    "treatment": "modify",
    "owner_id": "1",
}
"""What a risk assessment asks of a scenario besides; the first account can accept what is left."""


def describe(client: InspectingClient, address: str, kind: str) -> None:
    """The scenarios, one for each thing that is feared, judged and treated."""
    for number, lost in enumerate(what_is_feared(kind), 1):
        client.post_form(f"{address}/risks", {"property": lost, "asset": "lab", "event": f"{HOSTILE[0]} {number}"})
        page = client.get(f"{address}/risks/{number}").text
        seen = re.search(r'name="row_version"[^>]*value="(\d+)"', page)
        assert seen
        answer = client.post_form(
            f"{address}/risks/{number}",
            {
                "property": lost,
                "asset": "Laboratory system (lab)",
                "event": "It happens",
                "cause": "Somebody slips",
                "effect": "Care waits",
                **(TREATED if kind == "ros" else {}),
                "sources": "A thief",
                "moral": "Shame",
                "row_version": seen[1],
                "likelihood": "3",
                "likelihood_reason": "seen",
                "consequence": "3",
                "consequence_reason": "harm",
                "likelihood_after": "2",
                "consequence_after": "3",
                "hit": "lab",
                "what": "availability" if lost == "design" else lost,
                "outage": "240",
                "do": "evidence",
            },
        )
        assert answer.status_code == 302
    client.post_form(
        f"{address}/measures",
        {
            "text": "A second line",
            "owner": "Olav",
            "due": "2027-01-02",
            "treats": [str(one.number) for one in the_version().risks],
        },
    )


def judge_measures(client: InspectingClient, address: str) -> None:
    """Say of each measure what it does to patient safety; all else stays."""
    for one in the_version().measures:
        answer = client.post_form(
            f"{address}/measures/{one.number}",
            {
                "text": one.text,
                "owner": "Olav",
                "due": "2027-01-02",
                "treats": [str(risk.number) for risk in one.treats],
                "mends": one.mends,
                "status": "planned",
                "safety_effect": "better",
                "safety_note": "No wait",
                "safety_role": "clinician",
                "row_version": str(one.row_version),
            },
        )
        assert answer.status_code == 302


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_a_team_fills_in_everything_step_by_step(
    kind: str, language: str, ward: Ward, browse: Callable[..., InspectingClient]
) -> None:
    browse("rolf", Role.RISK_OWNER)
    client = browse("maja", Role.MEMBER, language=language)
    address = begin(client, kind)
    client.post_form(f"{address}/participants", {"name": "Mats Å", "profession": "medical engineer"})
    client.post_form(f"{address}/participants", {"name": "Kari Ø", "profession": "nurse"})
    steps = load_questionnaire(kind).steps
    path = f"{address}/step/{steps[0].id}"
    for step in steps:
        assert path.endswith(step.id)
        client.get(path)
        assert step.title.in_language(language) in client.page.text
        if step.component is Component.RISKS:
            describe(client, address, kind)
        if step.questions:
            answer = client.post_form(path, {**fill(client, path, step), "go": "next"})
            assert answer.status_code == 302
            path = answer.location
        elif step is not steps[-1]:
            path = f"{address}/step/{steps[steps.index(step) + 1].id}"
    judge_measures(client, address)
    assert progress_of_version(the_version()).missing == ()
    client.get(address)
    assert "100 %" in client.page.text
    for risk in the_version().risks:
        client.get(f"{address}/risks/{risk.number}")
        assert ("1 900" in client.page.text) == (risk.property == "confidentiality")


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_every_step_can_be_opened_from_an_empty_draft_and_says_what_is_missing(
    kind: str, maja: InspectingClient
) -> None:
    address = begin(maja, kind)
    progress = progress_of_version(the_version())
    for one in progress.steps:
        answer = maja.get(f"{address}/step/{one.step.id}")
        assert answer.status_code == 200
        assert f"{len(progress.missing)} things are missing" in maja.page.text
        for missing in one.missing:
            assert missing.anchor == "scope" or f"#{missing.anchor}" in answer.text or "answer-" in answer.text


def test_previous_and_save_store_what_was_typed_as_well(maja: InspectingClient, ros: str) -> None:
    path = f"{ros}/step/context"
    answer = maja.post_form(path, {"purpose": "one", "seen:purpose": "0", "go": "previous"})
    assert answer.location.endswith("/step/participants")
    answer = maja.post_form(path, {"incidents": "two", "seen:incidents": "0", "go": "stay"})
    assert answer.location.endswith("/step/context")
    assert answers_of(the_version()) == {"purpose": "one", "incidents": "two"}


def test_a_choice_that_was_cleared_is_stored_as_cleared(maja: InspectingClient, dpia: str) -> None:
    path = f"{dpia}/step/threshold"
    maja.post_form(path, {"always_required": ["automated", "special_data"], "seen:always_required": "0"})
    assert answers_of(the_version()) == {"always_required": ("automated", "special_data")}
    maja.post_form(path, {"seen:always_required": "1"})
    assert answers_of(the_version()) == {}


def test_an_answer_that_does_not_fit_is_shown_again_with_what_is_wrong_and_the_rest_is_stored(
    maja: InspectingClient, dpia: str
) -> None:
    answer = maja.post_form(
        f"{dpia}/step/threshold",
        {
            "always_required": ["none", "automated"],
            "seen:always_required": "0",
            "threshold_conclusion": "We do it",
            "seen:threshold_conclusion": "0",
        },
    )
    assert answer.status_code == 422
    assert 'href="#answer-always_required"' in answer.text
    boxes = [one for one in maja.page.all("input") if one.get("name") == "always_required"]
    ticked = [one["value"] for one in boxes if "checked" in one]
    assert ticked == ["automated", "none"]
    assert answers_of(the_version()) == {"threshold_conclusion": "We do it"}


def test_a_second_writer_sees_both_texts_and_chooses(
    maja: InspectingClient, browse: Callable[..., InspectingClient], ros: str
) -> None:
    omar, path = browse("omar", Role.MEMBER), f"{ros}/step/context"
    maja.post_form(path, {"purpose": "Maja's <b>text</b>", "seen:purpose": "0"})
    answer = omar.post_form(
        path,
        {
            "purpose": "Omar's text",
            "seen:purpose": "0",
            "incidents": "Fire",
            "seen:incidents": "0",
        },
    )
    assert answer.status_code == 409
    assert "Maja wrote" in omar.page.text and "Maja's <b>text</b>" in omar.page.text
    assert "Omar's text" in omar.page.text
    assert answers_of(the_version()) == {"purpose": "Maja's <b>text</b>", "incidents": "Fire"}
    shown = {one["name"]: one["value"] for one in omar.page.all("input") if one.get("name", "").startswith("seen:")}
    keep = {**shown, "purpose": "Omar's text", "take:purpose": "theirs"}
    omar.post_form(path, keep)
    assert answers_of(the_version())["purpose"] == "Maja's <b>text</b>"
    omar.post_form(path, {**keep, "take:purpose": "mine"})
    assert answers_of(the_version())["purpose"] == "Omar's text"


def test_the_estate_is_quoted_beside_the_questions_with_its_state(maja: InspectingClient, dpia: str) -> None:
    maja.get(f"{dpia}/step/description")
    text = maja.page.text
    assert "From the estate, state 1" in text
    assert "Cloud Nine" in text and "not encrypted" in text and "supplier unknown" in text
    assert "Emergency ward needs Laboratory system" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_survives_into_the_page(text: str, maja: InspectingClient, ros: str) -> None:
    path = f"{ros}/step/context"
    maja.post_form(path, {"purpose": text.replace("\n", "\r\n"), "seen:purpose": "0"})
    maja.get(path)
    assert " ".join(text.split()) in maja.page.text
    assert answers_of(the_version())["purpose"] == text


def test_a_reader_sees_the_answers_but_no_field(
    maja: InspectingClient, browse: Callable[..., InspectingClient], ros: str
) -> None:
    maja.post_form(f"{ros}/step/context", {"purpose": "To know", "seen:purpose": "0"})
    rut = browse("rut", Role.AUDITOR)
    for step in load_questionnaire("ros").steps:
        assert rut.get(f"{ros}/step/{step.id}").status_code == 200
        assert not rut.page.all("textarea")
    rut.get(f"{ros}/step/context")
    assert "To know" in rut.page.text
    assert rut.post_form(f"{ros}/step/context", {"purpose": "x", "seen:purpose": "1"}).status_code == 403


def test_a_step_that_does_not_exist_is_no_page(maja: InspectingClient, ros: str) -> None:
    assert maja.get(f"{ros}/step/weather").status_code == 404
    assert maja.get("/assessments/99").status_code == 404


def test_an_expired_session_gives_the_text_back_after_sign_in(maja: InspectingClient, ros: str) -> None:
    fields = {"csrf_token": maja.token(), "purpose": "Long <b>text</b>", "seen:purpose": "0", "go": "stay"}
    maja.delete_cookie("riskapp")
    answer = maja.post(f"{ros}/step/context", data=fields)
    assert answer.status_code == 401
    kept = next(one["value"] for one in maja.page.all("input") if one.get("name") == "kept")
    maja.post_form("/sign-in", {"username": "maja", "password": "fjell-og-fjord-2026", "kept": kept})
    assert "Long <b>text</b>" in [one.get("value") for one in maja.page.all("input")]
    again = {one["name"]: one["value"] for one in maja.page.all("input") if one.get("name", "") in fields}
    maja.post_form(f"{ros}/step/context", again)
    assert answers_of(the_version())["purpose"] == "Long <b>text</b>"


@pytest.mark.parametrize("way", ["step/description", "answer"])
def test_what_was_written_while_a_colleague_submitted_is_given_back(
    maja: InspectingClient, dpia: str, way: str
) -> None:
    maja.get(f"{dpia}/step/description")
    key = next(field["name"] for field in maja.page.all("textarea"))
    with transaction() as session:
        session.query(Version).update({"state": "in review"})
    text = "A long <b>thought</b> about it"
    sent = {key: text, f"seen:{key}": "0"} if way != "answer" else {"key": key, "text": text, "seen": "0"}
    answer = maja.post_form(f"{dpia}/{way}", sent)
    assert answer.status_code == 422
    assert "What you had written" in answer.text
    label = next(question for question in load_questionnaire("dpia").questions if question.id == key).label.en
    assert label in maja.page.text
    assert "A long &lt;b&gt;thought&lt;/b&gt; about it</textarea>" in answer.text
