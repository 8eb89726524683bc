"""Adding many dependencies or flows at once: all or none, one event with every row."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.errors import Invalid, NotAllowed
from riskapp.estate.links import add_links
from riskapp.estate.snapshots import present, state_number
from riskapp.graph.snapshot import Dependency, Flow
from riskapp.graph.vocabulary import Access, DependencyKind
from tests.estate import stored

BOTH_DATABASES = True

NEEDS = [
    Dependency("lab", "net", DependencyKind.NETWORK, tolerance=5),
    Dependency("ward", "net", DependencyKind.NETWORK),
]
FLOW = Flow("", "lab", "ward", ("results",), Access.PUSH, encrypted=True, validated=False)


def test_every_row_is_stored_and_stands_in_the_one_event(app, ward):
    events, state = stored.event_count(), state_number()

    assert add_links(OPERATOR, NEEDS) == 2

    assert present().dependencies == (*ward.dependencies, *NEEDS)
    event = stored.last_event()
    assert stored.event_count() == events + 1
    assert state_number() == state + 1
    assert (event.action, event.after["count"]) == ("estate.links_added", 2)
    assert event.after["added_rows"][0] == {
        "dependent": "lab", "provider": "net", "kind": "network", "group": None, "needed": 1, "tolerance": 5,
        "strength": "hard",
    }  # fmt: skip


def test_flows_get_ids_of_their_own(app, ward):
    add_links(OPERATOR, [FLOW, replace(FLOW, categories=("vitals",))])
    assert [flow.id for flow in present().flows[-2:]] == ["lab-ward", "lab-ward-2"]
    assert [row["id"] for row in stored.last_event().after["added_rows"]] == ["lab-ward", "lab-ward-2"]


def test_a_group_may_need_what_comes_later_in_the_same_rows_and_no_more(app, ward):
    pair = [Dependency("lab", key, DependencyKind.POWER, "power", needed=2) for key in ("power", "dc1")]
    add_links(OPERATOR, pair)
    assert present().dependencies[-2:] == tuple(pair)
    before = present()

    with pytest.raises(Invalid, match="cannot need 2"):
        add_links(OPERATOR, [Dependency("lab", "net", DependencyKind.POWER, "other", needed=2), *NEEDS])

    assert present() == before


def test_one_row_that_is_refused_keeps_all_of_them_out(app, ward, person):
    events = stored.event_count()
    with pytest.raises(Invalid, match="there already"):
        add_links(OPERATOR, [*NEEDS, NEEDS[0]])
    with pytest.raises(Invalid):
        add_links(OPERATOR, [])
    owner = person("olav", Role.SYSTEM_OWNER, asset=stored.asset("lab").id)
    events = stored.event_count()
    with pytest.raises(NotAllowed):
        add_links(owner, NEEDS)
    assert present() == ward
    assert stored.event_count() == events
    add_links(owner, NEEDS[:1])
