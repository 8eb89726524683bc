"""Undoing one's own last change: exactly, once, within a day, and never over what somebody else did."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.database import db, now
from riskapp.errors import Conflict, Invalid, NotAllowed
from riskapp.estate import assets, categories, dependencies, flows, holdings, reversals, undoing
from riskapp.estate.links import add_links
from riskapp.estate.models import Dependency
from riskapp.estate.reversals import Reversal
from riskapp.estate.snapshots import present
from riskapp.estate.undoing import last_change, undo_last_change
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import Reading
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Sensitivity, Strength
from tests.estate import stored
from tests.estate.test_every_operation import OPERATIONS

BOTH_DATABASES = True

NEED = frozen.Dependency("lab", "net", DependencyKind.NETWORK)
THIRD = frozen.Dependency("ehr", "integ", DependencyKind.HOSTING, "cluster", 2, 7, Strength.SOFT)
FLOW = frozen.Flow(
    "f9", "lab", "ward", ("results", "vitals"), Access.PUSH, encrypted=True, validated=True, via=("net",)
)


@pytest.fixture
def sigrid(app, ward, person):
    return person("sigrid", Role.SECURITY)


@pytest.fixture
def maja(app, ward, person):
    return person("maja", Role.MEMBER)


@pytest.mark.parametrize("action", sorted(undoing.REVERSIBLE))
def test_every_reversible_change_is_taken_back_exactly_with_an_event_that_names_it(sigrid, ward, action):
    OPERATIONS[action](sigrid)
    done = stored.last_event().id
    assert present() != ward

    undo_last_change(sigrid)

    assert present() == ward
    event = stored.last_event()
    assert (event.action, event.actor_name, event.after["undone"]) == ("estate.change_undone", "Sigrid", done)


def test_a_flow_comes_back_with_its_lists_in_their_order(sigrid, ward):
    flows.change_flow(sigrid, stored.flow("f4").id, 1, replace(FLOW, id="f4", categories=("vitals", "record")))
    undo_last_change(sigrid)
    flows.remove_flow(sigrid, stored.flow("f4").id, stored.flow("f4").version)
    undo_last_change(sigrid)
    assert present() == ward


def test_the_other_rows_of_a_group_get_their_values_back_too(sigrid, ward):
    _, changed = dependencies.add_dependency(sigrid, THIRD)
    assert changed == 2
    undo_last_change(sigrid)
    assert present() == ward

    first = stored.dependency("ehr", "dc1")
    dependencies.change_dependency(sigrid, first.id, first.version, replace(THIRD, provider="dc1", needed=1))
    undo_last_change(sigrid)
    assert present() == ward


def test_only_the_last_change_can_be_undone_and_only_once(sigrid, ward):
    holdings.add_holding(sigrid, frozen.Holding("ehr", "vitals", 7))
    first = stored.last_event().id
    between = present()
    dependencies.add_dependency(sigrid, NEED)
    with pytest.raises(Conflict, match="something else after"):
        undo_last_change(sigrid, first)
    assert present() != between

    undo_last_change(sigrid, stored.last_event().id)

    assert present() == between
    with pytest.raises(Invalid, match="undone already"):
        undo_last_change(sigrid)
    assert present() == between
    assert last_change(sigrid) is None


def test_each_person_undoes_only_what_is_their_own(sigrid, maja, ward):
    dependencies.add_dependency(sigrid, NEED)
    with pytest.raises(Invalid, match="nothing to undo"):
        undo_last_change(maja)
    holdings.add_holding(maja, frozen.Holding("ehr", "vitals", 7))

    undo_last_change(sigrid)

    assert present().dependencies == ward.dependencies
    assert present().holdings != ward.holdings
    assert last_change(maja).actor_name == "Maja"


def test_what_somebody_else_changed_meanwhile_stays_as_they_left_it(sigrid, maja):
    dependencies.add_dependency(sigrid, NEED)
    row = stored.dependency("lab", "net")
    dependencies.change_dependency(maja, row.id, row.version, replace(NEED, tolerance=60))
    as_maja_left_it, event = present(), stored.last_event().id

    with pytest.raises(Conflict, match="Somebody changed this after you did"):
        undo_last_change(sigrid)

    assert present() == as_maja_left_it
    assert stored.last_event().id == event


@pytest.mark.parametrize("again", ["dependency", "flow", "holding"])
def test_what_somebody_added_again_is_not_brought_back_a_second_time(sigrid, maja, again):
    if again == "dependency":
        row = stored.dependency("lab", "integ")
        dependencies.remove_dependency(sigrid, row.id, row.version)
        dependencies.add_dependency(maja, frozen.Dependency("lab", "integ", DependencyKind.SERVICE))
    elif again == "flow":
        flows.remove_flow(sigrid, stored.flow("f1").id, 1)
        flows.add_flow(maja, replace(FLOW, id="f1"))
    else:
        holdings.remove_holding(sigrid, stored.holding("lab").id, 1)
        holdings.add_holding(maja, frozen.Holding("lab", "results", 3))
    before = present()

    with pytest.raises(Conflict, match=r"Somebody (changed|added)"):
        undo_last_change(sigrid)

    assert present() == before


def test_a_group_that_somebody_else_joined_is_left_alone(sigrid, maja):
    dependencies.add_dependency(sigrid, THIRD)
    dependencies.add_dependency(maja, replace(THIRD, provider="lab"))
    before = present()

    with pytest.raises(Conflict, match="its group"):
        undo_last_change(sigrid)

    assert present() == before


def test_the_number_of_a_removed_row_may_be_taken_by_now(sigrid, maja):
    row = db.session.scalars(select(Dependency).order_by(Dependency.id.desc())).first()
    gone = present().dependencies[-1]
    dependencies.remove_dependency(sigrid, row.id, row.version)
    dependencies.add_dependency(maja, NEED)  # SQLite gives it the free number

    undo_last_change(sigrid)

    assert set(present().dependencies[-2:]) == {gone, NEED}


def test_what_never_goes_away_again_is_told_with_what_to_do_instead(sigrid, ward):
    assets.add_asset(sigrid, frozen.Asset("new", "New", Kind.SYSTEM))
    with pytest.raises(Invalid, match="retire it"):
        undo_last_change(sigrid)
    categories.add_category(sigrid, frozen.Category("sleep", "Sleep", Sensitivity.SPECIAL))
    with pytest.raises(Invalid, match="change it instead"):
        undo_last_change(sigrid)
    grown = replace(present(), dependencies=(*ward.dependencies, NEED))
    import_estate(sigrid, Reading(grown, ()))
    with pytest.raises(Invalid, match="an import"):
        undo_last_change(sigrid)
    assert present() == grown


def test_a_day_later_it_is_too_late_and_what_was_kept_goes(sigrid, maja, monkeypatch):
    dependencies.add_dependency(sigrid, NEED)
    later = now() + timedelta(days=1, seconds=1)
    for module in (undoing, reversals):
        monkeypatch.setattr(module, "now", lambda: later)
    before = present()
    assert last_change(sigrid) is None
    with pytest.raises(Invalid, match="during the last day"):
        undo_last_change(sigrid)
    assert present() == before

    holdings.add_holding(maja, frozen.Holding("ehr", "vitals", 7))

    assert len(db.session.scalars(select(Reversal)).all()) == 1


def test_who_lost_the_right_meanwhile_undoes_nothing(app, ward, person):
    owner = person("olav", Role.SYSTEM_OWNER, asset=stored.asset("lab").id)
    dependencies.add_dependency(owner, NEED)
    before = present()

    with pytest.raises(NotAllowed):
        undo_last_change(replace(owner, grants=frozenset()))

    assert present() == before
    undo_last_change(owner)
    assert present() == ward


def test_a_reader_undoes_nothing(app, ward, person):
    with pytest.raises(NotAllowed):
        undo_last_change(person("rut", Role.AUDITOR))


def test_pasted_rows_go_as_one_and_stay_as_one_where_somebody_touched_any(sigrid, maja, ward):
    rows = [NEED, frozen.Dependency("ward", "net", DependencyKind.NETWORK)]
    add_links(sigrid, rows)
    row = stored.dependency("ward", "net")
    dependencies.remove_dependency(maja, row.id, row.version)
    before = present()
    with pytest.raises(Conflict):
        undo_last_change(sigrid)
    assert present() == before

    undo_last_change(maja)
    undo_last_change(sigrid)

    assert present() == ward


def test_the_operator_has_a_last_change_too(app, ward):
    dependencies.add_dependency(OPERATOR, NEED)
    undo_last_change(OPERATOR)
    assert present() == ward
