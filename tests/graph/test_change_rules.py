"""What a change leaves as it is, and when the members of a group are counted."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.changes import Added, Altered, GroupAdded, ToleranceLengthened, apply_changes
from riskapp.graph.draft import Draft, Table
from riskapp.graph.snapshot import Snapshot

from .estates import estate, needs

THREE = estate(needs("a", "b", tolerance=1), needs("a", "c", tolerance=2), needs("a", "d", tolerance=3))
TO_C = {"dependent": "a", "provider": "c"}


def tolerances(snapshot: Snapshot) -> list[int]:
    return [row.tolerance for row in snapshot.dependencies]


def test_what_is_changed_of_a_dependency_on_its_own_changes_none_of_the_others() -> None:
    assert tolerances(apply_changes(THREE, [ToleranceLengthened(TO_C, 60)])) == [1, 60, 3]
    assert tolerances(apply_changes(THREE, [Altered(Table.DEPENDENCY, TO_C, {"tolerance": 0})])) == [1, 0, 3]


def test_a_group_of_one_may_be_added_whole() -> None:
    after = apply_changes(THREE, [GroupAdded((needs("b", "c", "spare"),))])
    assert after.dependencies == (*THREE.dependencies, needs("b", "c", "spare"))


def test_a_group_that_does_not_grow_is_counted_though_another_one_grows_after_it() -> None:
    changes = [Added(needs("b", "c", "pair", needed=2)), Added(needs("c", "d", "other"))]
    with pytest.raises(Invalid) as refusal:
        apply_changes(THREE, changes)
    assert str(refusal.value) == (
        "Change 1 cannot be made. b needs 2 of the group pair, which has only 1 members. Ask for fewer."
    )


def test_a_draft_counts_the_members_of_a_group_unless_more_are_said_to_follow() -> None:
    draft = Draft(THREE)
    draft.add(needs("b", "c", "pair", needed=2))
    with pytest.raises(Invalid, match="which has only 1 members"):
        draft.check()
    draft.check(growing=True)
    draft.add(needs("b", "d", "pair", needed=2))
    draft.check()
