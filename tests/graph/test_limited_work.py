"""Where the work does not suffice for every single failure: which are followed, and how many."""

from dataclasses import replace

from riskapp.graph.downtimes import downtimes
from riskapp.graph.index import index_of
from riskapp.graph.lone_failure import HardNeeds, LoneFailure
from riskapp.graph.snapshot import Snapshot

from .estates import estate, needs
from .test_needs import with_needs


def wards(many: int, devices: int) -> Snapshot:
    """Wards that bear nothing, each needing devices of its own, named so that those of a ward are neighbours by id."""
    rows = [needs(f"ward{ward:03}", f"{ward:03}-{device:03}") for ward in range(many) for device in range(devices)]
    recovery = {row.provider: 30 for row in rows}
    return with_needs(estate(*rows, recovery=recovery), max_downtime={row.dependent: 0 for row in rows})


def cost(snapshot: Snapshot) -> int:
    """What it takes to follow the failure of one device, as of any other."""
    index = index_of(snapshot)
    device = index.number["000-000"]
    return LoneFailure(HardNeeds(index, range(len(index.ids))), device, 10_000, 100_000, 10_000).work


def test_with_too_little_work_for_all_failures_far_apart_are_followed_rather_than_neighbours() -> None:
    snapshot = wards(20, 10)
    found = downtimes(snapshot, work=40 * cost(snapshot))
    assert (found.followed, found.failures) == (20, 200)
    assert len(found.too_long) >= 15


def test_half_of_the_work_goes_to_failures_here_and_there_and_no_more_is_spent_than_there_is() -> None:
    snapshot = wards(6, 10)
    found = downtimes(snapshot, work=40 * cost(snapshot))
    assert (found.followed, found.failures, found.complete) == (20, 60, False)


def test_as_much_work_as_all_failures_cost_is_enough_for_all() -> None:
    snapshot = wards(3, 10)
    assert downtimes(snapshot, work=30 * cost(snapshot)).complete
    assert not downtimes(snapshot, work=30 * cost(snapshot) - 1).complete


def test_a_failure_that_alone_is_left_gets_all_the_work_that_is_left() -> None:
    snapshot = wards(1, 1)
    (ward,) = downtimes(snapshot, work=2 * cost(snapshot)).too_long
    assert (ward.asset, ward.failing) == ("ward000", "000-000")


def test_which_failures_are_followed_does_not_hang_on_the_order_of_the_files() -> None:
    snapshot = wards(5, 10)
    turned = replace(snapshot, assets=snapshot.assets[::-1], dependencies=snapshot.dependencies[::-1])
    work = 10 * cost(snapshot)
    assert downtimes(turned, work) == downtimes(snapshot, work)
    assert not downtimes(snapshot, work).complete
