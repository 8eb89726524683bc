"""What alone stops the scope is suggested, named for what it is, with what it stops; what has a stand-in is not."""

import pytest

from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import needs

from .drawn import drawn, found


def lab(*more: object, **fields: dict[str, object]) -> Snapshot:
    return drawn(
        needs("lab", "host", kind="hosting"),
        needs("psample", "lab", tolerance=30),
        needs("pacute", "psample", tolerance=90),
        *more,  # type: ignore[arg-type]
        **fields,
    )


def test_a_single_host_is_suggested_with_what_it_stops_and_when() -> None:
    one = found(lab(lab={"availability": 4}), "lab")["single_host:host"]
    assert (one.property, one.asset, one.hit, one.threat) == ("availability", "host", ("host",), "availability")
    assert one.facts == {
        "asset": "HOST",
        "carried": ("LAB",),
        "processes": 2,
        "process_names": ("PSAMPLE", "PACUTE"),
        "begins": 30,
    }
    assert "PSAMPLE and PACUTE. It begins after 30 minutes." in one.reason.en
    assert "2 prosesser: PSAMPLE og PACUTE. Det begynner etter 30 minutter." in one.reason.nb
    assert one.event.en == "HOST stops and takes LAB down with it."
    assert one.weight == 2 + 3 * 4


def test_the_outage_to_ask_for_is_long_enough_for_all_that_falls() -> None:
    assert found(lab(), "lab")["single_host:host"].minutes == 240  # the second process falls after 120
    short = drawn(needs("lab", "host"), needs("psample", "lab", tolerance=59))
    assert found(short, "lab")["single_host:host"].minutes == 60
    exactly = drawn(needs("lab", "host"), needs("psample", "lab", tolerance=60))
    assert found(exactly, "lab")["single_host:host"].minutes == 240
    assert found(drawn(needs("lab", "host")), "lab")["single_host:host"].minutes is None


def test_a_host_with_a_stand_in_is_not_suggested() -> None:
    pair = drawn(needs("lab", "host", group="two"), needs("lab", "h2", group="two"), needs("psample", "lab"))
    assert not {"single_host:host", "single_host:h2"} & found(pair, "lab").keys()


def test_a_host_that_is_only_missed_is_not_suggested() -> None:
    assert "single_host:host" not in found(drawn(needs("lab", "host", soft=True)), "lab")


def test_what_is_far_under_the_scope_counts_too() -> None:
    assert "single_host:hdeep" in found(lab(needs("host", "hdeep")), "lab")


@pytest.mark.parametrize(
    ("provider", "kind", "rule"),
    [
        ("net", "network", "single_network"),
        ("sup", "service", "single_supplier"),
        ("room", "location", "single_place"),
        ("hall", "location", "single_place"),
        ("hfeed", "power", "single_place"),
        ("other", "service", "single_host"),
    ],
)
def test_a_single_point_is_named_for_what_it_is(provider: str, kind: str, rule: str) -> None:
    suggested = found(drawn(needs("lab", provider, kind=kind)), "lab")
    assert [key for key in suggested if key.endswith(f":{provider}") and key.startswith("single")] == [
        f"{rule}:{provider}"
    ]


def test_a_process_that_another_waits_for_is_no_single_point_of_its_own() -> None:
    assert not any(key.endswith(":psample") for key in found(lab(), "pacute"))


def test_a_system_that_a_process_cannot_do_without_is_suggested_itself() -> None:
    one = found(lab(needs("pward", "lab", soft=True)), "lab")["sole_way:lab"]
    assert one.hit == ("lab",)
    assert (one.facts["processes"], one.facts["degraded"]) == (2, 1)
    assert "sole_way:lab" not in found(drawn(needs("pward", "lab", soft=True)), "lab")


def test_a_common_cause_defeats_a_redundancy() -> None:
    shared = drawn(
        needs("lab", "h1", group="two"),
        needs("lab", "h2", group="two"),
        needs("h1", "hfeed", kind="power"),
        needs("h2", "hfeed", kind="power"),
    )
    suggested = found(shared, "lab")
    assert suggested["common_cause:hfeed"].facts["replicas"] == ("H1", "H2")
    assert "H1 and H2 should stand in for each other for LAB, but HFEED" in suggested["common_cause:hfeed"].reason.en
    assert not any(key.startswith("single") for key in suggested)


def test_two_feeds_are_no_common_cause() -> None:
    apart = drawn(
        needs("lab", "h1", group="two"),
        needs("lab", "h2", group="two"),
        needs("h1", "hfeed1", kind="power"),
        needs("h2", "hfeed2", kind="power"),
    )
    assert not any(key.startswith(("single", "common")) for key in found(apart, "lab"))


def test_a_process_that_is_weakened_first_and_falls_later_is_told_once() -> None:
    both = drawn(needs("lab", "host"), needs("psample", "lab", tolerance=30), needs("psample", "host", soft=True))
    facts = found(both, "lab")["single_host:host"].facts
    assert facts["processes"] == 1 and "degraded" not in facts
