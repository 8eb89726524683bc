"""One supplier of most, one site for all, replicas that are alike, waiting for each other, and mending too slowly."""

from riskapp.graph.availability import simulate
from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import needs

from .drawn import drawn, found


def two_hosts(**fields: dict[str, object]) -> Snapshot:
    return drawn(
        needs("lab", "h1", group="two", kind="hosting"),
        needs("lab", "h2", group="two", kind="hosting"),
        needs("psample", "lab"),
        assets="sup rhall other",
        **fields,
    )


def test_one_supplier_of_all_hosts_is_suggested() -> None:
    one = found(two_hosts(h1={"supplier": "sup"}, h2={"supplier": "sup"}), "lab")["one_supplier:sup"]
    assert set(one.hit) == {"h1", "h2", "sup"}
    assert one.facts["hosts"] == one.facts["replicas"] == ("H1", "H2")
    assert (one.facts["served"], one.facts["relevant"], one.facts["processes"]) == (2, 3, 1)
    assert "SUP delivers or administers 2 assets out of 3 that carry LAB." in one.reason.en


def test_a_supplier_that_is_only_written_is_a_supplier_too() -> None:
    one = found(two_hosts(h1={"supplier": "Acme"}, h2={"supplier": "Acme"}), "lab")["one_supplier:Acme"]
    assert one.hit == ("h1", "h2") and one.facts["asset"] == "Acme"


def test_two_suppliers_of_hosts_are_no_pattern() -> None:
    assert not [key for key in found(two_hosts(h1={"supplier": "a"}, h2={"supplier": "b"}), "lab") if "supplier" in key]


def test_a_supplier_that_administers_what_hosts_stand_on_runs_them() -> None:
    administered = drawn(
        needs("lab", "h1", group="two", kind="hosting"),
        needs("lab", "h2", group="two", kind="hosting"),
        needs("h1", "hzone", kind="administration", soft=True),
        needs("h2", "hzone", kind="administration", soft=True),
        needs("hzone", "sup", kind="administration", soft=True),
    )
    one = found(administered, "lab")["one_supplier:sup"]
    assert (one.facts["served"], one.facts["relevant"]) == (4, 4)


def test_replicas_of_one_supplier_are_told_where_the_rest_is_of_others() -> None:
    mixed = drawn(
        needs("lab", "h1", group="two"),
        needs("lab", "h2", group="two"),
        needs("lab", "host", kind="hosting"),
        needs("lab", "hdisk", kind="hosting"),
        h1={"supplier": "sup"},
        h2={"supplier": "sup"},
    )
    suggested = found(mixed, "lab")
    assert suggested["common_supplier:sup"].facts["replicas"] == ("H1", "H2")
    assert "one_supplier:sup" not in suggested


def test_all_machines_in_one_place_are_suggested() -> None:
    one = found(two_hosts(h1={"site": "rhall"}, h2={"site": "rhall"}), "lab")["one_site:rhall"]
    assert set(one.hit) == {"h1", "h2", "rhall"} and one.facts["hosts"] == ("H1", "H2")
    assert not [key for key in found(two_hosts(h1={"site": "a"}, h2={"site": "b"}), "lab") if "site" in key]
    assert not [key for key in found(two_hosts(h1={"site": "a"}), "lab") if "site" in key]


def test_replicas_in_one_place_are_suggested_though_another_machine_stands_elsewhere() -> None:
    mixed = drawn(
        needs("lab", "h1", group="two", kind="hosting"),
        needs("lab", "h2", group="two", kind="hosting"),
        needs("lab", "hdisk", kind="hosting"),
        h1={"site": "a"},
        h2={"site": "a"},
        hdisk={"site": "b"},
    )
    assert found(mixed, "lab")["one_site:a"].hit == ("h1", "h2")


def waiting() -> Snapshot:
    return drawn(
        needs("lab", "host", kind="hosting"),
        needs("host", "hdir", kind="identity", tolerance=240),
        needs("hdir", "host", kind="hosting"),
        needs("psample", "lab"),
        needs("other", "elsewhere"),
        needs("elsewhere", "other", tolerance=5),
        host={"recovery": 40},
        hdir={"recovery": 20},
        lab={"recovery": 45},
    )


def test_systems_that_wait_for_each_other_are_suggested_as_a_black_start() -> None:
    one = found(waiting(), "lab")["black_start:hdir"]
    assert one.hit == ("hdir", "host")
    assert one.facts["by_hand"] == ("HDIR",) and one.facts["restart"] == 20 + 40 + 45
    assert one.facts["processes"] == 1
    assert "HDIR and HOST wait for each other. Somebody must start HDIR by hand." in one.reason.en


def test_the_black_start_is_there_in_the_blast_radius_that_is_asked_for() -> None:
    one = found(waiting(), "lab")["black_start:hdir"]
    assert simulate(waiting(), one.hit, one.minutes).deadlocks == (("hdir", "host"),)


def test_a_black_start_of_others_and_a_straight_chain_are_not_suggested() -> None:
    assert [key for key in found(waiting(), "lab") if key.startswith("black")] == ["black_start:hdir"]
    chain = drawn(needs("lab", "host"), needs("host", "hdir"))
    assert not [key for key in found(chain, "lab") if key.startswith("black")]


def test_planned_members_of_a_group_do_not_hide_a_black_start() -> None:
    loop = drawn(
        needs("lab", "host", group="two", needed=2),
        needs("lab", "hnew", group="two", needed=2),
        needs("host", "hdir"),
        needs("hdir", "host", tolerance=5),
        hnew={"lifecycle": "planned"},
    )
    assert "black_start:hdir" in found(loop, "lab")


def test_mending_that_takes_longer_than_can_be_borne_is_suggested() -> None:
    slow = drawn(
        needs("psample", "lab", tolerance=30), lab={"recovery": 91}, psample={"max_downtime": 60, "availability": 3}
    )
    one = found(slow, "lab")["slow_restore:lab"]
    assert one.facts["recovery"] == 91 and one.facts["bears"] == 90
    assert "LAB takes 91 minutes to come back, but PSAMPLE can bear 90 minutes only." in one.reason.en
    assert "First PSAMPLE does without for 30 minutes, and then a stop of 1 hour can be borne." in one.reason.en
    assert one.minutes == 91


def test_mending_in_time_is_not_suggested_nor_where_no_time_is_stated() -> None:
    in_time = drawn(needs("psample", "lab", tolerance=30), lab={"recovery": 90}, psample={"max_downtime": 60})
    unstated = drawn(needs("psample", "lab"), lab={"recovery": 90})
    backed = drawn(
        needs("psample", "lab", group="two", tolerance=30),
        needs("psample", "lab2", group="two", tolerance=30),
        lab={"recovery": 90},
    )
    for snapshot in (in_time, unstated, backed):
        assert "slow_restore:lab" not in found(snapshot, "lab")


def test_few_from_a_supplier_are_no_pattern() -> None:
    def suggested(**fields: dict[str, object]) -> list[str]:
        rows = [needs("lab", name, kind="hosting" if name < "h4" else "service") for name in ("h1", "h2", "h3")]
        rows += [needs("lab", name) for name in ("h4", "h5", "h6", "h7")]
        return [key for key in found(drawn(*rows, **fields), "lab") if "supplier" in key]

    theirs: dict[str, object] = {"supplier": "sup"}
    assert suggested(h1=theirs, h2=theirs) == []  # a host is left of another
    assert suggested(h4=theirs, h5=theirs, h6=theirs) == []  # three of eight
    assert suggested(h3=theirs, h4=theirs, h5=theirs, h6=theirs, h7=theirs) == ["one_supplier:sup"]


def test_two_of_three_are_too_few_and_so_is_a_single_host() -> None:
    pair = drawn(needs("lab", "h1"), needs("lab", "h2"), h1={"supplier": "sup"}, h2={"supplier": "sup"})
    single = drawn(needs("lab", "host", kind="hosting"), host={"supplier": "sup", "site": "room"})
    assert not [key for key in found(pair, "lab") if "supplier" in key]
    assert not [key for key in found(single, "lab") if "supplier" in key or "site" in key]


def test_what_is_needed_all_of_is_no_redundancy_nor_are_many_devices() -> None:
    both = drawn(
        *(needs("lab", name, group="two", needed=2) for name in ("h1", "h2")),
        *(needs("lab", name) for name in ("h3", "h4", "h5")),
        h1={"supplier": "sup"},
        h2={"supplier": "sup"},
    )
    pumps = drawn(
        *(needs("pdrug", name, group="pumps", soft=True) for name in ("d1", "d2", "d3")),
        **{name: {"supplier": "sup", "site": "room"} for name in ("d1", "d2", "d3")},
    )
    for snapshot, scope in ((both, "lab"), (pumps, "pdrug")):
        assert not [key for key in found(snapshot, scope) if "supplier" in key or "site" in key]


def test_a_loop_that_the_scope_only_misses_is_not_its_black_start() -> None:
    missed = drawn(needs("lab", "host", soft=True), needs("host", "hdir", tolerance=5), needs("hdir", "host"))
    assert not [key for key in found(missed, "lab") if key.startswith("black")]


def test_processes_that_wait_for_each_other_are_not_counted_as_what_they_stop() -> None:
    loop = drawn(needs("pone", "ptwo", tolerance=5), needs("ptwo", "pone"), needs("pthree", "pone"))
    assert found(loop, "pone")["black_start:pone"].facts["process_names"] == ("PTHREE",)


def test_the_dependent_that_bears_least_is_named() -> None:
    rows = [needs("psample", "lab", tolerance=30), needs("pacute", "lab", tolerance=10)]
    one = found(drawn(*rows, lab={"recovery": 45}), "lab")["slow_restore:lab"]
    assert (one.facts["dependent"], one.facts["bears"], one.facts["others"]) == ("PACUTE", 10, 1)
