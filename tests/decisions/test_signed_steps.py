"""Each step is taken over one content: its hash, the statement about it, and that content itself stay on file."""

import hashlib
import json

from sqlalchemy import delete, select, text, update

from riskapp.assessments import risks
from riskapp.assessments.content import canonical, content_of, fingerprint
from riskapp.assessments.dialogue import make_remark
from riskapp.assessments.kept_states import Why, content_kept, keep_by_hand, kept_states, latest_kept
from riskapp.assessments.models import ContentPerson, ContentSnapshot, Transition
from riskapp.assessments.signed_content import signed_part
from riskapp.database import db
from riskapp.decisions.advising import send_back
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.submitting import submit
from riskapp.decisions.trail.statements import same_text_since, statement_of
from riskapp.errors import Invalid, NotAllowed
from tests.decisions.conftest import refused
from tests.decisions.examples import accepted, advised, filled, risk, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_closed_for_good import refuses

BOTH_DATABASES = True


def change_event(people, version, event: str) -> None:
    stored = risk(version)
    said = {name: getattr(stored, name) for name in risks.FIELDS} | {"event": event}
    risks.change_risk(people.member, stored.id, risks.Scenario(**said), stored.row_version)


def name_of(commitment: str) -> str:
    return db.session.get_one(ContentPerson, commitment).name


def test_every_step_states_who_in_which_role_did_what_to_which_content_and_when(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id, "Go on")

    version = version_of(version.assessment_id)
    told = [json.loads(one.statement) for one in version.transitions]
    assert [(one["act"], one["role"], name_of(one["by"]["person"])) for one in told] == [
        ("submit", "project member", people.member.name),
        ("advise", "security", people.security.name),
        ("approve", "system owner", people.owner.name),
    ]
    for one, row in zip(told, version.transitions, strict=True):
        assert (one["assessment"], one["version"]) == (version.assessment_id, 1)
        assert one["content"] == row.content_hash
        assert one["at"] == row.at.isoformat()
        assert row.statement == statement_of(row, version)
        assert row.statement.encode() == canonical(one)


def test_what_is_approved_can_be_recomputed_from_the_frozen_content_alone(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id)

    version = version_of(version.assessment_id)
    assert version.transitions[-1].content_hash == fingerprint(signed_part(version.frozen))
    assert [one["content_hash"] for one in version.frozen["transitions"]] == [
        one.content_hash for one in version.transitions
    ]


def test_the_content_of_a_step_is_kept_to_the_byte(people, ward):
    version = filled(people, "ros", [ward.lab])
    submit(people.member, version.id)
    kept = latest_kept(version_of(version.assessment_id), Why.SUBMITTED)
    assert hashlib.sha256(kept.content.encode()).hexdigest() == kept.content_hash
    assert kept.content_hash == version_of(version.assessment_id).transitions[-1].content_hash
    assert content_kept(kept) == json.loads(canonical(signed_part(content_of(version_of(version.assessment_id)))))


def test_it_is_told_whether_the_text_is_still_what_was_advised_on(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    version = version_of(version.assessment_id)
    assert same_text_since(version, Why.ADVISED, content_of(version)) is True
    accepted(people, version)
    make_remark(people.owner, version.id, "scenarios", "", "remark", "Well seen")
    version = version_of(version.assessment_id)
    assert same_text_since(version, Why.ADVISED, content_of(version)) is True, "what others add is not the team's text"

    send_back(people.owner, version.id, "Describe it better")
    change_event(people, version, "Something else happens")

    version = version_of(version.assessment_id)
    assert same_text_since(version, Why.ADVISED, content_of(version)) is False
    assert same_text_since(version, Why.BY_HAND, content_of(version)) is None


def test_a_rejection_is_stated_too(people, ward):
    version = advised(people, "ros", [ward.lab])
    reject(people.owner, version.id, "No")
    last = version_of(version.assessment_id).transitions[-1]
    assert json.loads(last.statement)["act"] == "reject"
    assert json.loads(last.statement)["text"] == "No"


def test_steps_and_kept_contents_are_only_ever_added(people, ward):
    version = filled(people, "ros", [ward.lab])
    submit(people.member, version.id)
    send_back(people.security, version.id, "Again")  # a draft: nothing is closed yet
    for table, column in ((Transition, "text"), (ContentSnapshot, "content")):
        says = f"rows of {table.__tablename__} are only ever added"
        refuses(update(table).values({column: "forged"}), says)
        refuses(delete(table), says)
        if db.engine.dialect.name != "sqlite":
            refuses(text(f"TRUNCATE {table.__tablename__} CASCADE"), says)
            continue
        row = dict(db.session.execute(select(table.__table__).limit(1)).mappings().one())
        forged = table.__table__.insert().prefix_with("OR REPLACE").values({**row, column: "forged"})
        refuses(forged, says)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
        refuses(forged, says)


def test_a_draft_is_kept_under_a_name_by_whoever_writes_in_it(people, ward):
    version = filled(people, "ros", [ward.lab])
    keep_by_hand(people.member, version.id, "  Before the\nworkshop ")
    assert [(one.why, one.name) for one in kept_states(version)] == [("kept by hand", "Before the workshop")]
    with refused(Invalid, "Give this state a name", "name"):
        keep_by_hand(people.member, version.id, " ")
    with refused(Invalid, "within 120", "name"):
        keep_by_hand(people.member, version.id, "x" * 121)
    with refused(NotAllowed, ""):
        keep_by_hand(people.auditor, version.id, "Mine")


def test_the_first_change_of_a_day_keeps_what_the_day_before_left(people, ward, monkeypatch):
    version = filled(people, "ros", [ward.lab])
    assert kept_states(version) == []
    monday = version.changed_at
    tomorrow = monday.replace(year=monday.year + 1)
    monkeypatch.setattr("riskapp.assessments.kept_states.now", lambda: tomorrow)
    change_event(people, version, "On Tuesday")
    change_event(people, version, "Later on Tuesday")
    monkeypatch.undo()
    [kept] = kept_states(version)[-1:]
    assert kept.why == "new day"
    assert [one["event"] for one in content_kept(kept)["risks"]] == ["The laboratory stops"]


def test_many_rows_at_once_are_preceded_by_a_kept_state_once(people, ward):
    version = filled(people, "ros", [ward.lab])
    more = [risks.Scenario("integrity", event=one) for one in ("One", "Two")]
    risks.add_risk(people.member, version.id, more[0])
    assert kept_states(version) == []
    risks.add_risks(people.member, version.id, more)
    risks.add_risks(people.member, version.id, more)
    assert [one.why for one in kept_states(version)] == ["before many", "before many"]
    assert [len(content_kept(one)["risks"]) for one in kept_states(version)] == [4, 2]
