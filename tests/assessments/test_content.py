"""The whole of a version as plain data."""

import json

import pytest

from riskapp.accounts.permissions import Actor
from riskapp.assessments import operations
from riskapp.assessments.answering import save_answer
from riskapp.assessments.content import canonical, content_of, fingerprint
from riskapp.assessments.control import Control
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Version
from riskapp.assessments.risks import Scenario, add_risk, attach_evidence
from tests.assessments.ward import HOSTILE

FULL = Scenario("availability", "Fire", None, "A", "B", "C", 3, "seen", 4, "harm", 2, 4, "less often")


def write_some(version: Version, actor: Actor) -> None:
    operations.add_participant(actor, version.id, "Kari", "nurse", "knows it")
    risk = add_risk(actor, version.id, FULL)
    attach_evidence(actor, risk, ["lab"], "availability", 240)
    add_measure(actor, version.id, Control("A second line", treats=(1,)))


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_it_is_json_and_holds_everything_that_was_written(kind: str, dpia: Version, ros: Version, maja: Actor) -> None:
    version = dpia if kind == "dpia" else ros
    write_some(version, maja)
    content = content_of(version)
    assert json.loads(json.dumps(content)) == content
    assert content["scope"] == [{"key": "lab", "name": "Laboratory system", "kind": "system"}]
    assert content["participants"] == [{"name": "Kari", "profession": "nurse", "role": "knows it"}]
    risk = content["risks"][0]
    assert (risk["event"], risk["measures"], risk["evidence"]["assets"]) == ("B", [1], 1)
    assert risk["level"]["value"] >= risk["level_after"]["value"]
    assert content["measures"][0]["treats"] == [1]
    assert content["scales"]["version"] and content["questionnaire"]["version"] == content["catalogue"]
    assert content["quotes"]["data"][0]["persons"] == 1900
    assert (content["threshold"] is None) == (kind == "ros")


def test_any_text_is_in_it_as_it_was_typed(ros: Version, maja: Actor) -> None:
    seen = 0
    for text in HOSTILE:
        seen = save_answer(maja, ros.id, "purpose", text, seen).row_version
        assert json.loads(canonical(content_of(ros)))["answers"]["purpose"] == text


def test_equal_content_has_an_equal_fingerprint_and_a_change_another(ros: Version, maja: Actor) -> None:
    before = fingerprint(content_of(ros))
    assert before == fingerprint(content_of(ros)) and len(before) == 64
    save_answer(maja, ros.id, "purpose", "x", 0)
    assert fingerprint(content_of(ros)) != before


def test_the_order_of_keys_does_not_matter_and_no_letter_is_escaped() -> None:
    one, other = {"b": "č", "a": [1, None]}, {"a": [1, None], "b": "č"}
    assert canonical(one) == canonical(other) == '{"a":[1,null],"b":"č"}'.encode()
