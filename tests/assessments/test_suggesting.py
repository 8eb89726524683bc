"""Suggested scenarios are taken over, dismissed and offered again: by who may, all or none, with a trail."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.models import Contributor, SuggestionVerdict, Version
from riskapp.assessments.risks import Scenario, add_risk, remove_risk
from riskapp.assessments.suggesting import (
    Taken,
    accept_suggestions,
    dismiss_suggestions,
    offered,
    take_back,
)
from riskapp.audit.models import AuditEvent
from riskapp.database import db, transaction
from riskapp.errors import Invalid, NotAllowed, NotFound
from riskapp.estate.models import Asset
from riskapp.estate.snapshots import note_change
from tests.assessments.ward import Ward, start


def keys(version: Version) -> list[str]:
    db.session.expire_all()
    return [one.key for one in offered(version)]


def verdicts(version: Version) -> dict[str, tuple[str, str, int | None]]:
    db.session.expire_all()
    return {one.key: (one.verdict, one.reason, one.risk) for one in version.suggestions}


def told() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_what_is_taken_over_becomes_scenarios_in_the_language_of_the_assessment(
    ros: Version, ward: Ward, maja: Actor
) -> None:
    before = len(told())
    taken = accept_suggestions(maja, ros.id, ["supplier_flow:cloud", "sole_way:lab"])
    assert taken == [Taken(1, True), Taken(2, True)]
    first, second = ros.risks
    assert (first.property, first.asset_id) == ("availability", ward.lab)
    assert first.cause == "A fault, an update or an attack stops Laboratory system."
    assert first.event == "Laboratory system stays away for longer than the departments can do without."
    assert first.effect == "That stops 1 process: Emergency ward."
    assert first.evidence is not None and first.evidence["outage"] == 240
    assert [one["id"] for one in first.evidence["processes"]] == ["emergency"]
    assert second.evidence is not None and second.evidence["threat"] == "confidentiality"
    assert (second.property, second.asset_id) == ("confidentiality", ward.cloud)
    assert verdicts(ros) == {"sole_way:lab": ("accepted", "", 1), "supplier_flow:cloud": ("accepted", "", 2)}
    each = ["risk.evidence_attached", "assessment.suggestion_accepted"]
    assert told()[before:] == ["risk.added", "risk.added", *each, *each]
    last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert last is not None and last.actor_id == maja.id
    assert last.after == {"suggestion": "supplier_flow:cloud", "event": second.event, "number": 2}
    assert {"sole_way:lab", "supplier_flow:cloud"}.isdisjoint(keys(ros))


def test_a_norwegian_assessment_gets_norwegian_scenarios(ward: Ward, maja: Actor) -> None:
    version = start(maja, "ros", ward.lab)
    with transaction():
        version.language = "nb"
    accept_suggestions(maja, version.id, ["sole_way:lab"])
    assert version.risks[0].event == "Laboratory system er borte lenger enn avdelingene klarer seg uten."


def test_several_are_dismissed_for_one_reason_and_each_can_be_taken_back(ros: Version, maja: Actor) -> None:
    before, whole = len(told()), keys(ros)
    dismiss_suggestions(maja, ros.id, ["only_copy:lab", "large_leak:lab"], "  Covered by R1 ")
    assert verdicts(ros) == {
        "only_copy:lab": ("dismissed", "Covered by R1", None),
        "large_leak:lab": ("dismissed", "Covered by R1", None),
    }
    stored = db.session.scalars(select(SuggestionVerdict).order_by(SuggestionVerdict.id)).first()
    assert stored is not None and (stored.by_name, stored.user_id) == ("Maja", maja.id)
    assert stored.said["event"]["en"] == "Test results can be lost, with no copy to take over."
    assert stored.said["event"]["nb"] and stored.said["asset"] == {"key": "lab", "name": "Laboratory system"}
    assert not ros.risks
    assert keys(ros) == [key for key in whole if key not in ("only_copy:lab", "large_leak:lab")]
    take_back(maja, ros.id, "only_copy:lab")
    assert list(verdicts(ros)) == ["large_leak:lab"]
    assert keys(ros) == [key for key in whole if key != "large_leak:lab"]
    assert told()[before:] == [
        "assessment.suggestion_dismissed",
        "assessment.suggestion_dismissed",
        "assessment.suggestion_taken_back",
    ]
    last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert last is not None and last.before is not None and last.before["reason"] == "Covered by R1"


def test_one_whose_scenario_was_removed_is_offered_again_even_when_the_number_is_given_anew(
    ros: Version, maja: Actor
) -> None:
    whole = keys(ros)
    accept_suggestions(maja, ros.id, ["sole_way:lab"])
    remove_risk(maja, ros.risks[0].id)
    assert keys(ros) == whole and not verdicts(ros)
    add_risk(maja, ros.id, Scenario("integrity", event="Something else"))
    assert ros.risks[0].number == 1 and keys(ros) == whole
    accept_suggestions(maja, ros.id, ["sole_way:lab"])
    assert verdicts(ros) == {"sole_way:lab": ("accepted", "", 2)}


Act = Callable[[Actor, int], object]
ACTS: dict[str, Act] = {
    "accept": lambda who, version: accept_suggestions(who, version, ["sole_way:lab"]),
    "dismiss": lambda who, version: dismiss_suggestions(who, version, ["sole_way:lab"], "No"),
    "take back": lambda who, version: take_back(who, version, "only_copy:lab"),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_is_refused_without_the_right_and_after_submission_and_changes_nothing(
    act: str, ros: Version, ward: Ward, maja: Actor, person: Callable[..., Actor]
) -> None:
    dismiss_suggestions(maja, ros.id, ["only_copy:lab"], "No")
    elsewhere = person("elsewhere", Role.MEMBER, asset=ward.cloud)
    readers = [person("rut", Role.AUDITOR), elsewhere, person("nobody")]
    before, kept = len(told()), verdicts(ros)
    for reader in readers:
        with pytest.raises(NotAllowed):
            ACTS[act](reader, ros.id)
    with transaction():
        ros.state = "in review"
    with pytest.raises(Invalid, match="in review"):
        ACTS[act](maja, ros.id)
    with pytest.raises(NotFound):
        ACTS[act](maja, 999)
    assert (len(told()), verdicts(ros), len(ros.risks)) == (before, kept, 0)


@pytest.mark.parametrize("act", ACTS)
def test_a_role_for_the_system_is_enough_and_makes_a_contributor(
    act: str, ros: Version, ward: Ward, maja: Actor, person: Callable[..., Actor]
) -> None:
    dismiss_suggestions(maja, ros.id, ["only_copy:lab"], "No")
    local = person("local", Role.MEMBER, asset=ward.lab)
    ACTS[act](local, ros.id)
    assert db.session.get(Contributor, (ros.id, local.id)) is not None


@pytest.mark.parametrize("gone", ["single_host:nothing", "only_copy:lab"])
def test_all_or_none_where_one_is_no_longer_open(gone: str, ros: Version, maja: Actor) -> None:
    dismiss_suggestions(maja, ros.id, ["only_copy:lab"], "No")
    before, kept = len(told()), verdicts(ros)
    with pytest.raises(Invalid, match="no longer open"):
        accept_suggestions(maja, ros.id, ["sole_way:lab", gone])
    with pytest.raises(Invalid, match="no longer open"):
        dismiss_suggestions(maja, ros.id, ["sole_way:lab", gone], "No")
    with pytest.raises(NotFound):
        take_back(maja, ros.id, "sole_way:lab")
    assert (len(told()), verdicts(ros), len(ros.risks)) == (before, kept, 0)


def test_one_that_the_engine_refuses_leaves_none_behind(
    ros: Version, maja: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Invalid("The engine says no.")

    before = len(told())
    monkeypatch.setattr("riskapp.assessments.suggesting.attach_evidence", refuse)
    with pytest.raises(Invalid, match="engine"):
        accept_suggestions(maja, ros.id, ["sole_way:lab"])
    db.session.expire_all()
    assert (len(told()), verdicts(ros), len(ros.risks)) == (before, {}, 0)


@pytest.mark.parametrize(("reason", "says"), [("", "Say why"), (" \n", "Say why"), ("a\0b", "cannot be stored")])
def test_a_dismissal_needs_a_reason(reason: str, says: str, ros: Version, maja: Actor) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        dismiss_suggestions(maja, ros.id, ["sole_way:lab"], reason)
    assert refused.value.field == "reason" and not verdicts(ros)


def test_nothing_ticked_is_told(ros: Version, maja: Actor) -> None:
    with pytest.raises(Invalid, match="Tick at least one"):
        accept_suggestions(maja, ros.id, [])
    with pytest.raises(Invalid, match="Tick at least one"):
        dismiss_suggestions(maja, ros.id, [], "No")


def test_a_dpia_gets_no_suggestions(dpia: Version, maja: Actor) -> None:
    with pytest.raises(Invalid, match="risk assessments only"):
        offered(dpia)
    with pytest.raises(Invalid, match="risk assessments only"):
        accept_suggestions(maja, dpia.id, ["sole_way:lab"])


def test_a_supplier_that_is_no_asset_leaves_the_scenario_without_one(ward: Ward, maja: Actor) -> None:
    with transaction() as session:
        for number in range(3):
            session.add(Asset(key=f"host{number}", name=f"Host {number}", kind="infrastructure", supplier="Acme Ltd"))
        note_change(session)
    hosts = list(db.session.scalars(select(Asset.id).where(Asset.key.startswith("host"))))
    version = start(maja, "ros", *hosts)
    assert "one_supplier:Acme Ltd" in keys(version)
    accept_suggestions(maja, version.id, ["one_supplier:Acme Ltd"])
    (risk,) = version.risks
    assert risk.asset_id is None and "Acme Ltd" in risk.cause
    assert version.suggestions[0].said["asset"] == {"key": None, "name": "Acme Ltd"}


def test_what_is_still_planned_becomes_a_scenario_without_a_blast_radius(ros: Version, ward: Ward, maja: Actor) -> None:
    with transaction() as session:
        session.get_one(Asset, ward.lab).lifecycle = "planned"
        note_change(session)
    assert accept_suggestions(maja, ros.id, ["sole_way:lab"]) == [Taken(1, False)]
    assert ros.risks[0].evidence is None
