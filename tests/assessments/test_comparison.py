"""What differs between two contents is told field by field, and nothing is told where nothing differs."""

import json

from riskapp.assessments import operations
from riskapp.assessments.comparison import ESTATE, GRAVE, NOTABLE, PARTS, compare, difference_from
from riskapp.assessments.content import canonical, content_of
from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.measures import change_measure
from riskapp.assessments.risks import attach_evidence
from riskapp.database import db
from riskapp.estate.models import Flow
from tests.decisions.conftest import people, ward  # noqa: F401
from tests.decisions.examples import filled, measure, only_measure, risk, version_of
from tests.decisions.test_signed_steps import change_event


def read_again(version) -> dict:
    """The content as it comes back from a file."""
    return json.loads(canonical(content_of(version_of(version.assessment_id))))


def test_equal_contents_do_not_differ_and_everything_is_told_as_unchanged(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    content = read_again(version)
    same = compare(content, content)
    assert same.differences == ()
    assert [len(same.unchanged[part]) for part in ("scope", "risks", "measures")] == [1, 1, 1]
    assert same.unchanged["flows"], "the estate counts too"


def test_a_first_content_is_new_as_a_whole_and_swapping_swaps(people, ward):  # noqa: F811
    version = filled(people, "dpia", [ward.lab])
    before = read_again(version)
    operations.add_participant(people.member, version.id, "Jon", "physicist")
    change_event(people, version, "Another event")
    after = read_again(version)
    there, back = compare(before, after).differences, compare(after, before).differences
    assert [(one.part, one.place, one.did) for one in there] == [
        ("participants", "Jon", "added"),
        ("risks", "R1", "changed"),
    ]
    assert [(one.did, [(f.field, f.after, f.before) for f in one.fields]) for one in back] == [
        ("removed" if one.did == "added" else one.did, [(f.field, f.before, f.after) for f in one.fields])
        for one in there
    ]


def test_the_estate_is_compared_fact_by_fact(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    before = read_again(version)
    flow = db.session.query(Flow).one()
    after = json.loads(json.dumps(before))
    [row] = [one for one in after["quotes"]["flows"] if one["id"] == flow.key]
    row["encrypted"], row["persons"] = False, 50_000
    [change] = [one for one in compare(before, after).differences if one.part in ESTATE]
    assert (change.place, change.name, change.weight) == ("f1", "Laboratory system → Emergency ward", GRAVE)
    assert {(one.field, one.before, one.after) for one in change.fields} == {
        ("encrypted", True, False),
        ("persons", 42_000, 50_000),
    }


def test_a_level_that_moves_weighs_more_than_words_and_stands_first(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    before = read_again(version)
    after = json.loads(json.dumps(before))
    after["answers"]["purpose"] = "Other words"
    after["risks"][0]["level_after"] = {"id": "x", "value": 4, "word": {"nb": "Svært høy", "en": "Very high"}}
    found = compare(before, after)
    assert [one.part for one in found.differences] == ["answers", "risks"]
    assert [one.part for one in found.gravest] == ["risks", "answers"]


def test_measures_fallbacks_and_what_came_of_a_measure_are_told(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    before = read_again(version)
    stored = only_measure(version)
    change_measure(people.member, stored.id, measure(status="in place"), stored.row_version)
    add_fallback(people.member, version.id, Routine("manual routine", "Paper", ward.ward, ward.lab))
    found = compare(before, read_again(version)).differences
    told = {one.part: (one.place, one.did, [field.field for field in one.fields]) for one in found}
    assert told["measures"][:2] == ("T1", "changed")
    assert "status" in told["measures"][2]
    assert told["fallbacks"][1] == "added"


def test_an_older_format_that_lacks_fields_has_not_changed_for_it(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    content = read_again(version)
    older = json.loads(json.dumps(content))
    for name in ("fallbacks", "suggestions", "workshops"):
        del older[name]
    for one in older["risks"]:
        for name in ("value", "vulnerability", "aspects", "departs_reason"):
            del one[name]
    for row in older["quotes"]["data"]:
        del row["asset_id"], row["category_id"]
    assert {one.part for one in compare(older, content).differences} <= {"data"}


def test_differences_come_back_from_data_as_they_were(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    content = read_again(version)
    emptied = {**content, "risks": [], "measures": [], "quotes": {}, "scope": [], "participants": []}
    found = compare(content, emptied)
    stored = json.loads(json.dumps(found.as_rows()))
    assert [difference_from(row) for row in stored] == list(found.differences)
    assert {one.part for one in found.differences} >= {"scope", "risks", "measures", "flows", "needs"}
    assert set(found.unchanged) == set(PARTS)


def test_a_process_that_is_down_longer_is_told_with_its_minutes_and_a_name_is_not(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    attach_evidence(people.member, risk(version).id, ["lab"], "availability", 240)
    before = read_again(version)
    after = json.loads(json.dumps(before))
    [process] = after["risks"][0]["evidence"]["processes"]
    process["name"] = "Another name of the ward"
    after["risks"][0]["evidence"]["slice"] = "0" * 64  # computed from another part of the estate
    assert compare(before, after).differences == ()
    process["minutes_down"] = 6000
    [change] = compare(before, after).differences
    [field] = change.fields
    was = before["risks"][0]["evidence"]["processes"][0]["minutes_down"]
    assert (field.field, field.of, field.before, field.after) == (
        "row minutes_down",
        "Another name of the ward",
        was,
        6000,
    )
    assert change.weight == NOTABLE


def test_evidence_that_is_new_or_asks_otherwise_is_told_as_a_whole(people, ward):  # noqa: F811
    version = filled(people, "ros", [ward.lab])
    bare = read_again(version)
    attach_evidence(people.member, risk(version).id, ["lab"], "availability", 240)
    outage = read_again(version)
    attach_evidence(people.member, risk(version_of(version.assessment_id)).id, ["lab"], "confidentiality", None)
    leak = read_again(version)
    [new] = compare(bare, outage).differences
    assert {one.field: one.after for one in new.fields}["evidence processes"] == ["Emergency ward"]
    [asked] = compare(outage, leak).differences
    told = {one.field: (one.before, one.after) for one in asked.fields}
    assert told["evidence"] == ("availability", "confidentiality")
    assert told["evidence outage"] == (240, None)
    assert "evidence at_most" in told
