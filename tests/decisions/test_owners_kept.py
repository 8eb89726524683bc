"""Owners of systems stand in a slice by commitment: compared like all else, and erased without a hash that breaks."""

import json

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import ContentPerson, EstateSlice, SlicePart, Staleness
from riskapp.assessments.persons import commitment
from riskapp.database import db
from riskapp.decisions.erasing.erasing_names import erase
from riskapp.decisions.staleness.owners_kept import OWNERS, owners_then
from riskapp.decisions.staleness.resting import latest_slice
from riskapp.decisions.staleness.slice_parts import rows_of
from riskapp.decisions.staleness.watching import JUDGE, is_due, judge_all
from riskapp.decisions.trail.content_checks import bent_contents
from riskapp.staleness.slices import fingerprint_of
from tests.audit.trails import bend
from tests.decisions.standing_estate import approved, asset_becomes

BOTH_DATABASES = True
MARIT = "Marit Ánne"


@pytest.fixture
def version(people, ward):
    return approved(people, ward)


def kept(version) -> EstateSlice:
    db.session.expire_all()
    return latest_slice(db.session(), version.id)


def changes(version) -> list[tuple[str, str, object, object]]:
    judge_all(JUDGE, anew=True)
    db.session.rollback()
    found = db.session.get(Staleness, version.id)
    told = found.found["changes"] if found else []
    return [(one["key"][0], one["field"], one["before"], one["after"]) for one in told]


def test_no_name_is_in_what_is_hashed_and_its_commitment_holds(version):
    one = kept(version)
    rows = [text for part in db.session.scalars(select(SlicePart)) for text in rows_of(db.session(), part.fingerprint)]
    assert MARIT not in json.dumps([one.body, rows], ensure_ascii=False)
    digest = one.body[OWNERS]["lab"]["person"]
    person = db.session.get(ContentPerson, digest)
    assert (person.name, person.content_hash) == (MARIT, one.fingerprint)
    assert commitment(person.salt, person.name) == digest
    assert fingerprint_of(one.body) == one.fingerprint
    assert owners_then(db.session(), [one]) == {one.id: {"lab": MARIT}}


def test_the_owner_of_the_scope_is_watched_and_that_of_another_system_is_not_printed_and_not_told(version):
    asset_becomes("archive", owner="Somebody there")
    asset_becomes("ward", owner="Somebody here")
    assert changes(version) == []
    asset_becomes("lab", owner="Ola")
    assert changes(version) == [("lab", "owner", MARIT, "Ola")]
    asset_becomes("lab", owner="")
    assert changes(version) == [("lab", "owner", MARIT, "")]


def test_an_erased_owner_breaks_no_hash_and_marks_nothing(version, person):
    before = kept(version).fingerprint
    gone = erase(person("adam", Role.ADMINISTRATOR), MARIT, "request 121")
    assert any(str(one.of).endswith("what it rests on") for one in gone.places)
    assert not any("slice_part" in one.field for one in gone.stays)
    one = kept(version)
    assert fingerprint_of(one.body) == one.fingerprint == before
    assert list(bent_contents()) == []
    asset_becomes("lab", owner="Ola")
    assert changes(version) == [], "nobody can tell any more whether that is another one"


def test_a_finding_that_names_who_is_erased_goes_and_is_judged_anew(version, person):
    asset_becomes("lab", owner="Ola", recovery=7)
    assert len(changes(version)) == 2
    gone = erase(person("adam", Role.ADMINISTRATOR), MARIT, "request 123")
    assert "staleness.found" in {one.field for one in gone.places} - {one.field for one in gone.stays}
    db.session.rollback()
    assert db.session.get(Staleness, version.id) is None
    assert is_due()
    assert changes(version) == [("lab", "recovery", 0, 7)]


def test_a_slice_that_was_changed_past_riskapp_is_found(version):
    one = kept(version)
    body = json.dumps(one.body | {"scope": ["archive"]})
    bend(f"UPDATE estate_slice SET body = '{body}' WHERE id = {one.id}")
    assert [fault.kind for fault in bent_contents()] == ["slice"]
