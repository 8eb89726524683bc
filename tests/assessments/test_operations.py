"""Starting, naming and scoping an assessment, and who takes part."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments import operations
from riskapp.assessments.access import latest_query, may_read, readable_version
from riskapp.assessments.models import Assessment, Version
from riskapp.database import db, transaction
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.assessments.ward import HOSTILE, Ward, start


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_a_new_assessment_is_a_draft_of_its_assets(kind: str, ward: Ward, maja: Actor) -> None:
    version = start(maja, kind, ward.lab, ward.pump, ward.lab)
    assert (version.number, version.state, version.assessment.kind) == (1, "draft", kind)
    assert [one.asset.key for one in version.scope] == ["lab", "pump"]
    assert version.catalogue


@pytest.mark.parametrize(
    ("kind", "title", "language", "field"),
    [
        ("audit", "Fine", "en", "kind"),
        ("ros", "  ", "en", "title"),
        ("ros", "x" * 201, "en", "title"),
        ("ros", "Fine", "fr", "language"),
    ],
)
def test_a_start_that_does_not_fit_is_refused_with_its_field(
    kind: str, title: str, language: str, field: str, ward: Ward, maja: Actor
) -> None:
    with pytest.raises(Invalid) as refused:
        operations.start_assessment(maja, kind, title, language, [ward.lab])
    assert refused.value.field == field
    assert db.session.query(Assessment).count() == 0


def test_an_assessment_of_an_asset_that_does_not_exist_is_refused(ward: Ward, maja: Actor) -> None:
    with pytest.raises(NotFound):
        operations.start_assessment(maja, "ros", "Fine", "en", [ward.lab, 999])


def test_somebody_with_a_role_for_one_system_starts_one_for_that_system_only(
    ward: Ward, person: Callable[..., Actor]
) -> None:
    local = person("local", Role.MEMBER, asset=ward.lab)
    assert start(local, "ros", ward.lab).state == "draft"
    for assets in ([ward.pump], []):
        with pytest.raises(NotAllowed):
            operations.start_assessment(local, "ros", "Fine", "en", assets)


def test_any_title_is_kept(ward: Ward, maja: Actor) -> None:
    for title in HOSTILE[:-1]:
        assert start(maja, "ros", ward.lab, title=title).title == title


def test_the_second_to_rename_sees_both_titles(ros: Version, maja: Actor) -> None:
    seen = ros.row_version
    operations.rename_assessment(maja, ros.id, "Mine", seen)
    with pytest.raises(Conflict) as conflict:
        operations.rename_assessment(maja, ros.id, "Theirs", seen)
    assert (conflict.value.theirs, conflict.value.mine) == ({"title": "Mine"}, {"title": "Theirs"})


def test_an_answer_does_not_make_the_title_on_the_screen_an_old_one(ros: Version, maja: Actor) -> None:
    seen = ros.row_version
    operations.add_participant(maja, ros.id, "Kari")
    operations.rename_assessment(maja, ros.id, "New", seen)
    assert ros.title == "New"


def test_every_change_moves_the_time_of_the_last_change(ros: Version, maja: Actor) -> None:
    with transaction():
        ros.changed_at = datetime(2020, 1, 1, tzinfo=UTC)
    operations.add_participant(maja, ros.id, "Kari")
    assert ros.changed_at.year > 2020


def test_the_scope_is_set_as_a_whole_and_its_last_asset_stays(ros: Version, ward: Ward, maja: Actor) -> None:
    operations.set_scope(maja, ros.id, [ward.pump, ward.lab])
    assert {one.asset.key for one in ros.scope} == {"pump", "lab"}
    operations.remove_from_scope(maja, ros.id, ward.lab)
    with pytest.raises(Invalid):
        operations.remove_from_scope(maja, ros.id, ward.pump)
    assert [one.asset.key for one in ros.scope] == ["pump"]


def test_nobody_locks_himself_out_by_changing_the_scope(ros: Version, ward: Ward, person: Callable[..., Actor]) -> None:
    local = person("local", Role.MEMBER, asset=ward.lab)
    with pytest.raises(NotAllowed):
        operations.set_scope(local, ros.id, [ward.pump])


def test_a_participant_needs_a_name(ros: Version, maja: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        operations.add_participant(maja, ros.id, " ", "nurse")
    assert refused.value.field == "name"


def test_only_who_may_read_one_of_its_systems_knows_of_an_assessment(
    ros: Version, ward: Ward, person: Callable[..., Actor]
) -> None:
    near, far = person("near", Role.AUDITOR, asset=ward.lab), person("far", Role.AUDITOR, asset=ward.pump)
    assert may_read(near, ros) and not may_read(far, ros)
    assert readable_version(near, ros.assessment_id) is ros
    with pytest.raises(NotFound):
        readable_version(far, ros.assessment_id)
    assert list(db.session.scalars(latest_query(near))) == [ros]
    assert list(db.session.scalars(latest_query(far))) == []
