"""A DPIA that goes out as a file of the CNIL tool and comes back says the same, as far as the form can hold it."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments import operations
from riskapp.assessments.answering import save_answers
from riskapp.assessments.content import content_of
from riskapp.assessments.control import Control
from riskapp.assessments.dialogue import RemarkKind, answer_remark, make_remark
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Assessment, Version
from riskapp.assessments.risks import Scenario, add_risks
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.verdicts import VERDICTS
from riskapp.database import db
from riskapp.errors import Invalid
from riskapp.exchange.cnil.importing import import_pia
from riskapp.exchange.cnil.reading import read_pia
from riskapp.exchange.cnil.writing import write_pia
from tests.assessments.ward import HOSTILE, Ward, start

NUMBERS = ("number", "measures", "treats", "evidence", "acceptances", "asset")


def full_answers() -> dict[str, str]:
    """Something under every key that the DPIA has: a choice, or a text with what spoils texts on the way."""
    found = {}
    verdicts = list(VERDICTS)
    for number, question in enumerate(load_questionnaire("dpia").questions):
        for key in question.keys:
            offered = question.offered(key)
            if key == question.verdict_key:
                found[key] = verdicts[number % 3]
            elif offered:
                several = (
                    offered[:2] if question.kind.value == "multi_choice" and offered[0].value != "none" else offered[:1]
                )
                found[key] = "\n".join(choice.value for choice in several)
            else:
                found[key] = f"{question.id} & {HOSTILE[number % 5]}\n\nsecond  line <br> of {key}"
    return found


def scenario(property_lost: str, number: int) -> Scenario:
    """A scenario with every field of its own."""
    return Scenario(
        property_lost,
        threat=f"Threat {number}",
        cause=f"Cause {number}\n\nin two parts",
        event=f"Event {number}",
        effect=f"- Effect <{number}>",
        likelihood=1 + number % 4,
        likelihood_reason=f"Likely {number}\nor not",
        consequence=4 - number % 4,
        consequence_reason=f"Hard {number}",
        likelihood_after=1,
        consequence_after=1 + (number + 1) % 4,
        after_reason=f"Left {number}\n[not a mark]",
        sources=f"Source {number}",
        bodily="Body",
        material="Means\nand more",
        moral="Mind",
    )


def written(actor: Actor, ward: Ward, scenarios: list[Scenario], controls: list[Control]) -> Version:
    """A draft with all answers, these scenarios and these measures."""
    version = start(actor, "dpia", ward.lab, title=HOSTILE[0])
    outcome = save_answers(actor, version.id, {key: (text, 0) for key, text in full_answers().items()})
    assert outcome.faults == ()
    add_risks(actor, version.id, scenarios)
    for control in controls:
        add_measure(actor, version.id, control)
    operations.add_participant(actor, version.id, "Kari", "nurse", "knows it")
    return version


def returned(actor: Actor, ward: Ward, version: Version) -> tuple[dict[str, Any], Version, Any]:
    """The content that went out, the version that came back, and what was left out."""
    content = content_of(version)
    done = import_pia(actor, write_pia(content).decode(), "", content["language"], [ward.lab])
    return content, db.session.get_one(Assessment, done.assessment_id).latest, done.left_out


def same_risks(content: dict[str, Any], back: dict[str, Any]) -> None:
    """Each scenario of a feared event says the same, and is treated by the same measures."""
    texts = {one["number"]: one["text"] for one in content["measures"]}
    texts_back = {one["number"]: one["text"] for one in back["measures"]}

    def told(risk: dict[str, Any], names: dict[int, str]) -> tuple[object, ...]:
        own = {name: value for name, value in risk.items() if name not in NUMBERS}
        return own, sorted(names[number] for number in risk["measures"])

    order = ["confidentiality", "integrity", "availability"]
    held = sorted(
        (one for one in content["risks"] if one["property"] != "design"), key=lambda r: order.index(r["property"])
    )
    assert [told(one, texts_back) for one in back["risks"]] == [told(one, texts) for one in held]


CONTROLS = [
    Control(
        "First line\n\nand more\nof it",
        "Kari",
        date(2027, 2, 1),
        "started",
        "worse",
        "Slower",
        "Nina",
        (1, 3),
        "access",
    ),
    Control("Same words", treats=(1,)),
    Control("Same words", status="in place", treats=(2,)),
    Control("Mends only", owner="Ola", mends="portability"),
    Control(
        "Costs and lowers",
        kind="damage-limiting",
        references="NSM 2.9\nISO/IEC 27001:2022 A.8.13",
        cost=0,
        yearly_cost=20_000,
        lowers_likelihood=1,
    ),
]


def test_everything_that_the_form_holds_comes_back(ward: Ward, maja: Actor) -> None:
    names = ["confidentiality", "availability", "integrity", "confidentiality", "design"]
    version = written(maja, ward, [scenario(name, number) for number, name in enumerate(names, 1)], CONTROLS)
    content, version_back, _ = returned(maja, ward, version)
    back = content_of(version_back)
    assert back["answers"] == content["answers"]
    assert back["title"] == content["title"]
    same_risks(content, back)
    fields = (
        *("text", "owner", "due", "status", "safety_effect", "safety_note", "safety_assessed_by", "mends"),
        *("kind", "references", "cost", "yearly_cost", "lowers_likelihood", "lowers_consequence"),
    )
    assert [[one[name] for name in fields] for one in back["measures"]] == [
        [one[name] for name in fields] for one in content["measures"]
    ]
    assert back["participants"][0]["name"] == "Kari (nurse, knows it)"


def test_a_single_scenario_goes_out_without_marks_and_comes_back(ward: Ward, maja: Actor) -> None:
    plain = Scenario(
        "integrity",
        event="Unwanted change of the data",
        cause="One\nTwo",
        effect="Harm",
        sources="Staff",
        likelihood=2,
        consequence=3,
        consequence_reason="Because",
    )
    version = written(maja, ward, [plain], [Control("Look twice", treats=(1,))])
    content, version_back, _ = returned(maja, ward, version)
    same_risks(content, content_of(version_back))
    sent = {one["reference_to"]: one["data"] for one in json.loads(write_pia(content))["answers"]}
    assert sent[332]["list"] == ["One", "Two"] and sent[331]["list"] == ["Harm"] and sent[333]["list"] == ["Staff"]
    assert (sent[335]["gauge"], sent[335]["text"], sent[336]["gauge"]) == (3, "<p>Because</p>", 2)


def test_an_empty_draft_goes_out_and_comes_back(ward: Ward, maja: Actor) -> None:
    version = start(maja, "dpia", ward.lab)
    content, version_back, _ = returned(maja, ward, version)
    back = content_of(version_back)
    assert (back["answers"], back["risks"], back["measures"]) == ({}, [], [])
    assert back["title"] == content["title"]


def test_the_tool_finds_verdicts_levels_and_plans_where_it_looks_for_them(ward: Ward, maja: Actor) -> None:
    scenarios = [scenario("confidentiality", 1), scenario("confidentiality", 2)]
    sent = json.loads(
        write_pia(
            content_of(
                written(
                    maja,
                    ward,
                    scenarios,
                    [Control("Do it", "Kari", date(2027, 2, 1), treats=(1,)), Control("Mend", mends="access")],
                )
            )
        )
    )
    evaluations = {one["reference_to"]: one for one in sent["evaluations"]}
    answers = full_answers()
    statuses = {1: "not_acceptable", 2: "to_improve", 3: "acceptable"}
    assert statuses[evaluations["2.1.213"]["status"]] == answers["minimisation.verdict"]
    texts = {one["reference_to"]: one["data"]["text"] for one in sent["answers"]}
    assert "minimisation.verdict" not in texts[213], "said once: somebody may change it there"
    assert evaluations["2.2.223"]["action_plan_comment"] == "<p>[T2] Mend</p>"
    assert evaluations["3.2"]["person_in_charge"] == "Kari"
    assert evaluations["3.2"]["estimated_implementation_date"] == "2027-02-01"
    assert evaluations["3.2"]["gauges"] == {"x": 4, "y": 1}
    gauges = {one["reference_to"]: one["data"]["gauge"] for one in sent["answers"]}
    assert (gauges[325], gauges[326]) == (3, 3), "the highest of its scenarios"
    assert "scenarios of the processing as intended" in sent["comments"][0]["description"]


def test_a_scenario_by_design_is_told_as_a_comment(ward: Ward, maja: Actor) -> None:
    content = content_of(written(maja, ward, [scenario("design", 7)], []))
    comment = read_pia(write_pia(content).decode()).comments[0].text
    assert "R1: Event 7" in comment


def test_a_risk_assessment_does_not_go_out(ward: Ward, maja: Actor) -> None:
    with pytest.raises(Invalid, match="Only a DPIA"):
        write_pia(content_of(start(maja, "ros", ward.lab)))


def test_what_came_in_goes_out_again(ward: Ward, maja: Actor, person: Callable[..., Actor]) -> None:
    other = person("omar", Role.MEMBER)
    version = written(maja, ward, [scenario("integrity", 3)], CONTROLS[1:2])
    once, back, _ = returned(maja, ward, version)
    _, twice, _ = returned(other, ward, back)
    assert content_of(twice)["answers"] == once["answers"]
    same_risks(once, content_of(twice))


def test_the_talk_goes_out_as_comments_at_the_questions(ward: Ward, maja: Actor, person: Callable[..., Actor]) -> None:
    version = written(maja, ward, [scenario("availability", 1)], [])
    pavel = person("pavel", Role.PRIVACY_OFFICER)
    asked = make_remark(pavel, version.id, "rights", "portability", RemarkKind.REQUEST.value, "In which format?")
    answer_remark(maja, asked, "In FHIR.")
    make_remark(pavel, version.id, "risks", "R1", "remark", "Well told.")
    db.session.expire_all()
    pia = read_pia(write_pia(content_of(version)).decode())
    assert [one.reference for one in pia.comments] == ["111", "223", "341"]
    assert "In which format?" in pia.comments[1].text and "In FHIR." in pia.comments[1].text
    assert pia.comments[1].text.startswith("[portability] Pavel, ")


def test_a_cost_or_a_kind_that_is_none_is_left_out_and_told(ward: Ward, maja: Actor) -> None:
    priced = Control("Costs", kind="preventive", cost=12_345, lowers_consequence=1)
    text = write_pia(content_of(written(maja, ward, [], [priced]))).decode()
    for good, odd in (("12345", "9" * 14), ("preventive", "lucky")):
        assert good in text
        text = text.replace(good, odd)
    done = import_pia(maja, text, "", "en", [ward.lab])
    (back,) = db.session.get_one(Assessment, done.assessment_id).latest.measures
    assert (back.text, back.kind, back.cost, back.lowers_consequence) == ("Costs", "", None, 1)
    assert {"9" * 14, "lucky"} <= {one.text for one in done.left_out}
