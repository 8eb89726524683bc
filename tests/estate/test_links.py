"""Holdings, flows and dependencies, alone and in groups, on both databases."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.errors import Conflict, Invalid, NotAllowed
from riskapp.estate import dependencies, flows, holdings
from riskapp.estate.rows import dependency_row, flow_row
from riskapp.estate.snapshots import present, state_number
from riskapp.graph.snapshot import Dependency, Flow, Holding
from riskapp.graph.vocabulary import Access, DependencyKind, Strength
from tests.estate import stored

BOTH_DATABASES = True

CARRIED = ("record", "results")
BACKUP = Flow("", "ehr", "dc1", CARRIED, Access.PUSH, encrypted=True, validated=False, via=("net", "integ"))
THIRD = Dependency("ehr", "integ", DependencyKind.HOSTING, "cluster", needed=2, tolerance=5, strength=Strength.SOFT)


def test_a_holding_is_added_changed_and_removed_with_an_event_each(app, ward):
    number = holdings.add_holding(OPERATOR, Holding("ehr", "vitals", 7))
    holdings.change_holding(OPERATOR, number, 1, 9)
    assert present().holdings[-1] == Holding("ehr", "vitals", 9)
    assert stored.last_event().before == {"vitals: persons": 7}

    holdings.remove_holding(OPERATOR, number, 2)

    assert present().holdings == ward.holdings
    assert stored.last_event().action == "holding.removed"


def test_a_holding_that_is_there_or_names_nothing_is_refused(app, ward):
    for holding in (Holding("ehr", "record", 1), Holding("ehr", "none", 1), Holding("none", "record", 1)):
        with pytest.raises(Invalid):
            holdings.add_holding(OPERATOR, holding)
    with pytest.raises(Invalid):
        holdings.add_holding(OPERATOR, Holding("ehr", "vitals", -1))
    assert present() == ward


def test_a_holding_that_changed_meanwhile_conflicts(app, ward):
    number = stored.holding("ehr").id
    holdings.change_holding(OPERATOR, number, 1, 5)

    with pytest.raises(Conflict) as conflict:
        holdings.change_holding(OPERATOR, number, 1, 6)

    assert (conflict.value.theirs["persons"], conflict.value.mine["persons"]) == (5, 6)


def test_a_flow_is_added_changed_and_removed_with_an_event_each(app, ward):
    number = flows.add_flow(OPERATOR, BACKUP)
    assert present().flows[-1] == replace(BACKUP, id="ehr-dc1")

    other = replace(BACKUP, source="lab", categories=("vitals", "record"), via=("integ", "net"), persons=3)
    flows.change_flow(OPERATOR, number, 1, other)
    assert present().flows[-1] == replace(other, id="ehr-dc1")
    assert stored.last_event().after["via"] == ["integ", "net"]

    flows.remove_flow(OPERATOR, number, stored.flow("ehr-dc1").version)
    assert present().flows == ward.flows
    assert stored.last_event().action == "flow.removed"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": "none"}, "source"),
        ({"target": "none"}, "target"),
        ({"categories": ("none",)}, "categories"),
        ({"categories": ()}, "categories"),
        ({"via": ("none",)}, "via"),
        ({"persons": -1}, "persons"),
        ({"id": "f1"}, "id"),
    ],
)
def test_a_flow_that_refers_to_nothing_is_refused_at_its_field(app, ward, change, field):
    with pytest.raises(Invalid) as refused:
        flows.add_flow(OPERATOR, replace(BACKUP, **change))
    assert refused.value.field == field
    assert present() == ward


def test_a_flow_may_be_edited_by_who_may_edit_either_end_and_by_nobody_else(app, ward, person):
    maja = person("maja", Role.MEMBER, asset=stored.asset("dc1").id)

    number = flows.add_flow(maja, BACKUP)

    with pytest.raises(NotAllowed):
        flows.change_flow(maja, number, 1, replace(BACKUP, target="lab"))
    with pytest.raises(NotAllowed):
        flows.remove_flow(maja, stored.flow("f1").id, 1)


def test_a_flow_that_changed_meanwhile_conflicts_and_shows_both_lists(app, ward):
    found = stored.flow("f4")
    number, row = found.id, flow_row(found)
    flows.change_flow(OPERATOR, number, 1, replace(row, categories=("record",)))

    with pytest.raises(Conflict) as conflict:
        flows.change_flow(OPERATOR, number, 1, replace(row, categories=("results",)))

    assert conflict.value.theirs["categories"] == ("record",)


def test_what_belongs_to_a_group_changes_for_all_its_rows(app, ward):
    number, changed = dependencies.add_dependency(OPERATOR, THIRD)

    rows = [row for row in present().dependencies if row.group == "cluster"]
    assert changed == 2
    assert {(row.needed, row.tolerance, row.strength) for row in rows} == {(2, 5, Strength.SOFT)}
    assert stored.last_event().after["other_rows_of_group"] == 2

    assert dependencies.change_dependency(OPERATOR, number, 1, replace(THIRD, needed=3)) == 2
    assert {row.needed for row in present().dependencies if row.group == "cluster"} == {3}
    assert stored.last_event().after["integ (hosting): needed"] == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"provider": "ehr"}, "provider"),
        ({"provider": "none"}, "provider"),
        ({"dependent": "none"}, "dependent"),
        ({"needed": 0}, "needed"),
        ({"needed": 4}, "needed"),
        ({"tolerance": -1}, "tolerance"),
        ({"provider": "dc1"}, "provider"),
        ({"provider": "dc1", "kind": DependencyKind.POWER}, "provider"),
        ({"provider": "ad", "kind": DependencyKind.IDENTITY, "group": None, "needed": 1}, "provider"),
        ({"group": " ", "needed": 2}, "needed"),
    ],
)
def test_a_dependency_that_no_file_could_hold_is_refused_at_its_field(app, ward, change, field):
    with pytest.raises(Invalid) as refused:
        dependencies.add_dependency(OPERATOR, replace(THIRD, **change))
    assert refused.value.field == field
    assert present() == ward


def test_a_group_is_not_left_with_fewer_than_it_needs(app, ward):
    number, _ = dependencies.add_dependency(OPERATOR, replace(THIRD, needed=3))
    row = dependency_row(stored.dependency("ehr", "dc1"))

    with pytest.raises(Invalid):
        dependencies.remove_dependency(OPERATOR, number, 1)
    with pytest.raises(Invalid):
        dependencies.change_dependency(
            OPERATOR, stored.dependency("ehr", "dc1").id, 2, replace(row, group="other", needed=1)
        )

    assert len([row for row in present().dependencies if row.group == "cluster"]) == 3


def test_a_dependency_is_removed_and_one_that_changed_meanwhile_conflicts(app, ward):
    number = stored.dependency("ehr", "ad").id
    row = dependency_row(stored.dependency("ehr", "ad"))
    dependencies.change_dependency(OPERATOR, number, 1, replace(row, tolerance=10))

    with pytest.raises(Conflict):
        dependencies.change_dependency(OPERATOR, number, 1, replace(row, tolerance=20))
    with pytest.raises(Conflict):
        dependencies.remove_dependency(OPERATOR, number, 1)
    state = state_number()
    dependencies.remove_dependency(OPERATOR, number, 2)

    assert len(present().dependencies) == len(ward.dependencies) - 1
    assert state_number() == state + 1
    assert stored.last_event().action == "dependency.removed"


def test_only_who_may_edit_the_dependent_says_what_it_needs(app, ward, person):
    maja = person("maja", Role.MEMBER, asset=stored.asset("dc1").id)
    with pytest.raises(NotAllowed):
        dependencies.add_dependency(maja, THIRD)
    with pytest.raises(NotAllowed):
        dependencies.remove_dependency(maja, stored.dependency("ehr", "ad").id, 1)
