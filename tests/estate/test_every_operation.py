"""Every operation on the estate leaves one event under the name of whoever did it, with what was before and after."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from riskapp.accounts.permissions import Actor, Role
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.errors import NotAllowed
from riskapp.estate import assets, categories, dependencies, flows, holdings
from riskapp.estate.links import add_links
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding
from riskapp.estate.snapshots import present
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import DependencyKind, Kind, Sensitivity
from tests.estate import stored

BOTH_DATABASES = True


def number(model: type, key: str | None = None) -> int:
    query = select(model.id) if key is None else select(model.id).where(model.key == key)
    return db.session.scalars(query.order_by(model.id)).first()


def of(table: str, key: str):
    return next(row for row in getattr(present(), table) if row.id == key)


OPERATIONS: dict[Action, Callable[[Actor], object]] = {
    Action.ASSET_ADDED: lambda who: assets.add_asset(who, frozen.Asset("dc3", "Host 3", Kind.INFRASTRUCTURE)),
    Action.ASSET_CHANGED: lambda who: assets.change_asset(
        who, number(Asset, "dc1"), 1, replace(of("assets", "dc1"), recovery=3)
    ),
    Action.ASSET_RETIRED: lambda who: assets.retire_asset(who, number(Asset, "dc1"), 1),
    Action.CATEGORY_ADDED: lambda who: categories.add_category(
        who, frozen.Category("sleep", "Sleep", Sensitivity.SPECIAL)
    ),
    Action.CATEGORY_CHANGED: lambda who: categories.change_category(
        who, number(Category, "record"), 1, replace(of("categories", "record"), name="Journal")
    ),
    Action.HOLDING_ADDED: lambda who: holdings.add_holding(who, frozen.Holding("ehr", "vitals", 7)),
    Action.HOLDING_CHANGED: lambda who: holdings.change_holding(who, number(Holding), 1, 9),
    Action.HOLDING_REMOVED: lambda who: holdings.remove_holding(who, number(Holding), 1),
    Action.FLOW_ADDED: lambda who: flows.add_flow(who, replace(of("flows", "f1"), id="f9")),
    Action.FLOW_CHANGED: lambda who: flows.change_flow(
        who, number(Flow, "f1"), 1, replace(of("flows", "f1"), encrypted=True)
    ),
    Action.FLOW_REMOVED: lambda who: flows.remove_flow(who, number(Flow, "f1"), 1),
    Action.DEPENDENCY_ADDED: lambda who: dependencies.add_dependency(
        who, frozen.Dependency("lab", "net", DependencyKind.NETWORK)
    ),
    Action.DEPENDENCY_CHANGED: lambda who: dependencies.change_dependency(
        who, number(Dependency), 1, replace(present().dependencies[0], tolerance=99)
    ),
    Action.DEPENDENCY_REMOVED: lambda who: dependencies.remove_dependency(who, number(Dependency), 1),
    Action.LINKS_ADDED: lambda who: add_links(
        who, [frozen.Dependency(key, "net", DependencyKind.NETWORK) for key in ("lab", "ehr")]
    ),
}


@pytest.fixture
def sigrid(app, ward, person) -> Actor:
    return person("sigrid", Role.SECURITY)


@pytest.mark.parametrize("action", OPERATIONS)
def test_each_leaves_one_event_with_who_and_what(sigrid, action):
    count = select(func.count()).select_from(AuditEvent)
    before = db.session.scalar(count)

    OPERATIONS[action](sigrid)

    event = stored.last_event()
    assert db.session.scalar(count) == before + 1
    assert (event.action, event.actor_name) == (action.value, "Sigrid")
    assert event.before or event.after


def test_every_act_on_the_estate_is_tried_here_or_with_the_imports_or_the_undoing():
    about_the_estate = ("asset.", "category.", "holding.", "flow.", "dependency.")
    elsewhere = {Action.ESTATE_IMPORTED, Action.CHANGE_UNDONE}
    found = {action for action in Action if action.value.startswith((*about_the_estate, "estate."))}
    assert found == set(OPERATIONS) | elsewhere


@pytest.mark.parametrize("action", OPERATIONS)
def test_each_is_refused_to_a_reader_and_leaves_nothing(sigrid, person, action):
    reader = person("rut", Role.AUDITOR)
    before, state = stored.last_event().id, present()

    with pytest.raises(NotAllowed):
        OPERATIONS[action](reader)

    assert stored.last_event().id == before
    assert present() == state
