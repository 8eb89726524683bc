"""Data on an open network, at suppliers, much in one place, in one place only, wrong, and from ageing equipment."""

from dataclasses import replace

import pytest

from riskapp.graph.snapshot import Holding, Snapshot
from riskapp.graph.vocabulary import Sensitivity
from tests.graph.estates import flow, needs

from .drawn import drawn, found


def ordinary(snapshot: Snapshot) -> Snapshot:
    categories = tuple(replace(one, sensitivity=Sensitivity.ORDINARY) for one in snapshot.categories)
    return replace(snapshot, categories=categories)


def measured(**fields: object) -> Snapshot:
    return drawn(
        flow("f1", "dpump", "lab", "curves", via=("net",), **fields),
        flow("f2", "lab", "dpump", "curves", via=("net",), **fields),
        Holding("lab", "curves", 500),
        assets="net2",
    )


def test_special_data_on_an_open_network_are_suggested_with_the_network() -> None:
    one = found(measured(), "lab")["unencrypted:net"]
    assert (one.hit, one.threat, one.minutes) == (("net",), "confidentiality", None)
    assert one.facts == {
        "asset": "NET",
        "carried": ("LAB",),
        "categories": ("curves",),
        "flows": 2,
        "devices": 1,
        "persons": 500,
    }
    assert "2 data flows to or from LAB cross NET unencrypted, with curves." in one.reason.en


def test_encrypted_or_ordinary_data_are_not_suggested() -> None:
    assert not [key for key in found(measured(encrypted=True), "lab") if key.startswith("unencrypted")]
    assert not [key for key in found(ordinary(measured()), "lab") if key.startswith("unencrypted")]


def test_an_open_flow_whose_way_is_unknown_is_suggested_at_its_end() -> None:
    one = found(drawn(flow("f1", "dpump", "lab")), "lab")["unencrypted_way:lab"]
    assert "The estate does not say over which network." in one.reason.en


def test_a_network_in_the_scope_is_asked_for_what_it_carries() -> None:
    assert found(measured(), "net")["unencrypted:net"].facts["flows"] == 2


def test_a_process_in_the_scope_reaches_the_flows_of_its_devices() -> None:
    pumps = drawn(needs("pdrug", "dpump", soft=True), flow("f1", "dpump", "lab", via=("net",)))
    assert "unencrypted:net" in found(pumps, "pdrug")
    assert found(pumps, "pdrug")["unencrypted:net"].facts["carried"] == ("DPUMP",)


def test_systems_are_named_before_their_many_devices() -> None:
    rows = [needs("pdrug", name, soft=True) for name in ("dpump", "lab")]
    one = found(drawn(*rows, flow("f1", "dpump", "lab", via=("net",))), "pdrug")["unencrypted:net"]
    assert one.facts["carried"] == ("LAB",)


def test_the_persons_that_a_flow_states_count_before_all_that_are_kept() -> None:
    stated = drawn(flow("f1", "lab", "other", via=("net",), persons=7), Holding("lab", "data", 500))
    assert found(stated, "lab")["unencrypted:net"].facts["persons"] == 7


def test_a_supplier_with_control_has_a_way_in() -> None:
    remote = drawn(
        needs("host", "sup", kind="administration", soft=True),
        needs("lab", "host", kind="hosting"),
        Holding("lab", "results", 70),
    )
    one = found(remote, "lab")["way_in:sup"]
    assert one.hit == ("sup",) and one.facts["through"] == ("HOST",) and one.facts["persons"] == 70
    assert "SUP controls HOST and reaches LAB from there." in one.reason.en


@pytest.mark.parametrize("kind", ["supply", "service"])
def test_a_supplier_who_only_delivers_has_none(kind: str) -> None:
    assert "way_in:sup" not in found(drawn(needs("lab", "sup", kind=kind, soft=True)), "lab")


@pytest.mark.parametrize(
    "row",
    [flow("f1", "lab", "sup"), flow("f1", "sup", "lab"), flow("f1", "lab", "other", via=("sup",), encrypted=True)],
)
def test_data_to_from_or_through_a_supplier_are_suggested(row: object) -> None:
    assert found(drawn(row), "lab")["supplier_flow:sup"].hit == ("sup",)  # type: ignore[arg-type]


def test_data_between_our_own_are_no_flow_to_a_supplier() -> None:
    assert not [key for key in found(drawn(flow("f1", "lab", "other"), assets="sup"), "lab") if "supplier" in key]


def test_the_largest_holder_of_the_scope_is_suggested() -> None:
    held = drawn(
        Holding("lab", "results", 70),
        Holding("lab", "names", 60),
        Holding("ehr", "notes", 90),
        Holding("other", "notes", 99),
        flow("f1", "ehr", "gateway", access="query", encrypted=True),
    )
    suggested = found(held, "lab", "ehr")
    assert [key for key in suggested if key.startswith("large_leak")] == ["large_leak:ehr"]
    assert suggested["large_leak:ehr"].facts == {
        "asset": "EHR",
        "persons": 90,
        "categories": ("notes",),
        "askers": 1,
    }


def test_ordinary_data_are_a_large_leak_only_about_many() -> None:
    assert "large_leak:lab" not in found(ordinary(drawn(Holding("lab", "names", 999))), "lab")
    assert "large_leak:lab" in found(ordinary(drawn(Holding("lab", "names", 1000))), "lab")


def test_data_kept_nowhere_else_are_suggested_and_a_copy_ends_it() -> None:
    alone = drawn(Holding("lab", "results", 70), Holding("lab", "names", 60), Holding("ehr", "names", 90))
    one = found(alone, "lab")["only_copy:lab"]
    assert one.facts["categories"] == ("results",) and one.threat == "availability"
    copied = drawn(Holding("lab", "results", 70), Holding("backup", "results", 70))
    assert "only_copy:lab" not in found(copied, "lab")


def spread(**fields: object) -> Snapshot:
    return drawn(
        flow("f1", "lab", "hub", **fields),
        flow("f2", "hub", "ehr"),
        flow("f3", "ehr", "pward"),
        flow("f4", "ehr", "archive", validated=True),
    )


def test_wrong_data_that_reach_many_unchecked_are_suggested() -> None:
    one = found(spread(), "lab")["wrong_data:lab"]
    assert one.threat == "integrity"
    assert one.facts == {"asset": "LAB", "reached": 3, "processes": 1, "process_names": ("PWARD",), "stopped": 1}


def test_checked_data_and_data_that_reach_few_are_not() -> None:
    assert "wrong_data:lab" not in found(spread(validated=True), "lab")
    assert "wrong_data:hub" not in found(spread(), "hub")
    two = drawn(flow("f1", "lab", "pward"), flow("f2", "lab", "pacute"))
    assert "wrong_data:lab" in found(two, "lab")


def test_wrong_data_of_a_device_count_where_the_device_itself_is_assessed() -> None:
    rows = [flow("f1", "dpump", "pward"), flow("f2", "dpump", "pacute"), needs("pward", "dpump", soft=True)]
    assert "wrong_data:dpump" in found(drawn(*rows), "dpump")
    assert "wrong_data:dpump" not in found(drawn(*rows), "pward")


def test_what_is_retiring_under_the_scope_is_suggested() -> None:
    old = drawn(needs("lab", "hold", soft=True), hold={"lifecycle": "retiring"})
    assert found(old, "lab")["retiring:hold"].facts["carried"] == ("LAB",)
    assert found(old, "lab", "hold")["retiring:hold"].facts["carried"] == ("LAB",)
    assert not [key for key in found(drawn(needs("lab", "hold")), "lab") if key.startswith("retiring")]


def test_retiring_devices_are_told_together() -> None:
    rows = [flow(f"f{number}", f"d{number}", "lab") for number in range(5)] + [flow("f9", "lab", "pward")]
    retiring = {f"d{number}": {"lifecycle": "retiring"} for number in (1, 3)}
    one = found(drawn(*rows, **retiring), "lab")["retiring_devices:lab"]
    assert one.hit == ("d1", "d3") and one.facts["process_names"] == ("PWARD",)
    assert "2 enheter som står som «på vei ut», utveksler data med LAB: D1 og D3." in one.reason.nb
    assert "retiring_devices:lab" not in found(drawn(*rows), "lab")
    system = drawn(flow("f1", "old", "lab"), old={"lifecycle": "retiring"})
    assert "retiring_devices:lab" not in found(system, "lab")
