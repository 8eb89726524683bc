"""Suggestions on the worked ward, on the demo trust, and what holds on any estate: in reach, stable, ordered."""

from dataclasses import replace

import pytest

from riskapp.catalogues.scenarios import load_scenarios
from riskapp.commands.demo.estate import demo_estate
from riskapp.errors import Invalid
from riskapp.graph.availability import simulate
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from riskapp.scenarios.suggesting import suggestions
from tests.graph.estates import needs, read_ward

from .drawn import drawn, found


@pytest.fixture(scope="module")
def trust() -> Snapshot:
    return demo_estate(600)


def joined(one: Snapshot, other: Snapshot) -> Snapshot:
    """Both estates side by side; every id of the second gets a mark."""

    def marked(key: str) -> str:
        return f"zz-{key}"

    return Snapshot(
        categories=one.categories,
        assets=one.assets + tuple(replace(row, id=marked(row.id)) for row in other.assets),
        holdings=one.holdings + tuple(replace(row, asset=marked(row.asset)) for row in other.holdings),
        flows=one.flows
        + tuple(
            replace(
                row,
                id=marked(row.id),
                source=marked(row.source),
                target=marked(row.target),
                via=tuple(map(marked, row.via)),
            )
            for row in other.flows
        ),
        dependencies=one.dependencies
        + tuple(
            replace(row, dependent=marked(row.dependent), provider=marked(row.provider)) for row in other.dependencies
        ),
    )


def test_the_ward_gives_its_known_weak_points() -> None:
    suggested = found(read_ward(), "lab")
    by_property = {
        lost: {key for key in suggested if suggested[key].property == lost}
        for lost in ("availability", "integrity", "confidentiality")
    }
    assert by_property["availability"] == {"only_copy:lab", "single_host:dc2", "single_place:power"}
    assert by_property["confidentiality"] == {"large_leak:lab"}
    assert not by_property["integrity"]  # f3 checks what the laboratory sends on
    assert suggested["single_host:dc2"].facts["carried"] == ("Laboratory system",)
    assert "processes" not in suggested["single_host:dc2"].facts  # the ward goes on without results, weakened
    assert suggested["single_host:dc2"].facts["degraded"] == 1


def test_the_ward_s_record_stands_on_one_power_feed_and_gets_open_data() -> None:
    suggested = found(read_ward(), "ehr")
    assert suggested["common_cause:power"].facts["replicas"] == ("Host 1", "Host 2")
    assert suggested["common_cause:power"].facts["begins"] == 105
    assert suggested["unencrypted:net"].facts["categories"] == ("Vital signs",)
    assert {"single_host:ad", "single_host:dc1"} <= suggested.keys()
    assert "single_host:dc2" not in suggested


def test_the_trust_s_laboratory_system_has_what_the_demo_was_built_to_show(trust: Snapshot) -> None:
    suggested = found(trust, "lvms")
    assert {
        "black_start:ad1",
        "one_supplier:sykehuspartner",
        "single_host:iam",
        "single_network:wan",
        "unencrypted:mtu-hamar",
        "way_in:sykehuspartner",
        "large_leak:lvms",
        "wrong_data:lvms",
        "sole_way:lvms",
    } <= suggested.keys()
    assert set(suggested["black_start:ad1"].hit) == {"ad1", "ad2", "vmA", "vmB"}
    assert suggested["one_supplier:sykehuspartner"].facts["hosts"] == ("Virtualisering A", "Virtualisering B")


def test_the_figures_of_an_outage_are_those_of_its_blast_radius(trust: Snapshot) -> None:
    """Asked for as long as suggested, the engine finds the processes that the reason counts."""
    for one in suggestions(trust, ["lvms", "kurve-sys"]):
        if one.threat == "availability" and one.minutes and one.rule not in ("slow_restore", "black_start"):
            rows = simulate(trust, one.hit, one.minutes).by_id
            fell = [row for row in trust.assets if row.kind is Kind.PROCESS and row.id in rows]
            fell = [row for row in fell if rows[row.id].first_failure is not None]
            assert len(fell) == one.facts["processes"], one.key
            assert min(rows[row.id].first_failure or 0 for row in fell) == one.facts["begins"], one.key


@pytest.mark.parametrize("scope", [["lvms"], ["p-akutt"], ["vmA"], ["mtu-hamar"], ["arena", "dho"]])
def test_nothing_is_suggested_outside_the_reach_of_the_scope(trust: Snapshot, scope: list[str]) -> None:
    beside = joined(trust, demo_estate(10))
    suggested = suggestions(beside, scope)
    assert suggested
    assert not [key for one in suggested for key in (one.asset, *one.hit) if key.startswith("zz-")]


@pytest.mark.parametrize("scope", [["lvms"], ["p-akutt"], ["arena", "dho"]])
def test_what_is_elsewhere_changes_no_key_and_no_figure(trust: Snapshot, scope: list[str]) -> None:
    # only_copy looks at the whole estate: a copy elsewhere is a copy.
    before = {one for one in suggestions(trust, scope) if one.rule != "only_copy"}
    after = {one for one in suggestions(joined(trust, demo_estate(10)), scope) if one.rule != "only_copy"}
    assert before == after


def test_every_scenario_has_all_its_words_and_the_weightiest_comes_first(trust: Snapshot) -> None:
    for snapshot, scope in ((trust, ["lvms", "arena", "p-akutt"]), (read_ward(), ["ward", "monitor", "net"])):
        suggested = suggestions(snapshot, scope)
        assert [one.weight for one in suggested] == sorted((one.weight for one in suggested), reverse=True)
        assert len({one.key for one in suggested}) == len(suggested)
        for one in suggested:
            for text in (one.cause, one.event, one.effect, one.reason):
                assert text.nb.endswith(".") and text.en.endswith(".") and "{" not in text.nb + text.en
            rule = load_scenarios().rules[one.rule]
            assert set(rule.facts) <= one.facts.keys() <= set(rule.facts + rule.maybe), one.key


def test_equal_estates_give_equal_suggestions(trust: Snapshot) -> None:
    assert suggestions(demo_estate(600), ["lvms"]) == suggestions(trust, ["lvms"])


def test_need_and_persons_add_weight() -> None:
    low = found(drawn(needs("qa", "host"), qa={"availability": 1}), "qa")["single_host:host"]
    high = found(drawn(needs("qa", "host"), qa={"availability": 4}), "qa")["single_host:host"]
    assert low.weight < high.weight


def test_a_planned_system_is_seen_as_it_will_be() -> None:
    row = needs("qa", "host", kind="hosting")
    assert "single_host:host" in found(drawn(row, qa={"lifecycle": "planned"}), "qa")
    assert found(drawn(row, qa={"lifecycle": "retired"}), "qa") == {}
    assert found(drawn(row), *()) == {}


def test_an_unknown_asset_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="nowhere"):
        suggestions(drawn(needs("qa", "host")), ["nowhere"])


def test_names_are_told_as_they_are_even_with_braces() -> None:
    odd = Snapshot(assets=(Asset("qa", "{carried} {0}", Kind.SYSTEM, lifecycle=Lifecycle.RETIRING),))
    assert found(odd, "qa")["retiring:qa"].facts["asset"] == "{carried} {0}"
    assert found(odd, "qa")["retiring:qa"].event.en.endswith("and {carried} {0} stops.")
