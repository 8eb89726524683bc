"""Two kept slices are compared row by row: what lies three hops away is told as well as what lies next to the scope."""

from dataclasses import replace

from hypothesis import given, settings

from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Threat
from riskapp.staleness.between import Held, between
from riskapp.staleness.comparing import compare
from riskapp.staleness.reach import Question
from riskapp.staleness.slices import slice_of
from tests.staleness.changed import cases
from tests.staleness.test_slices import Case

NAMES = ("ward", "journal", "database", "server", "elsewhere")
HOSTS = ("journal", "database", "server")


def estate() -> Snapshot:
    """A ward that needs a journal, on a database, on a server; and something that nobody of these needs."""
    ends = zip(NAMES, HOSTS, strict=False)
    return Snapshot(
        categories=(Category("notes", "Notes", Sensitivity.SPECIAL),),
        assets=tuple(Asset(one, one.capitalize(), Kind.SYSTEM, owner="Ann") for one in NAMES),
        holdings=(Holding("journal", "notes", 10),),
        flows=(Flow("f", "journal", "ward", ("notes",), Access.PUSH, False, False, (), "Reading", 10),),
        dependencies=tuple(Dependency(one, other, DependencyKind.HOSTING) for one, other in ends),
    )


def held(snapshot: Snapshot, *asked: Question, scope: str = "ward") -> Held:
    found = slice_of(snapshot, [scope], asked)
    return Held(
        frozenset(found.own.rows),
        {number: frozenset(found.reached[one].rows) for number, one in enumerate(asked, start=1)},
    )


def becomes(snapshot: Snapshot, key: str, **fields: object) -> Snapshot:
    assets = tuple(replace(one, **fields) if one.id == key else one for one in snapshot.assets)
    return replace(snapshot, assets=assets)


def test_equal_slices_do_not_differ():
    assert between(held(estate()), held(estate())) == []


def test_a_server_three_hops_down_that_goes_out_of_use_is_told_with_its_name_field_and_values():
    after = becomes(estate(), "server", lifecycle=Lifecycle.RETIRING)
    [one] = between(held(estate()), held(after))
    assert one == {
        "table": "asset",
        "key": ["server"],
        "assets": [{"id": "server", "name": "Server"}],
        "category": "",
        "what": "changed",
        "field": "lifecycle",
        "before": "in use",
        "after": "retiring",
        "wording": False,
        "own": True,
        "risks": [],
    }


def test_what_nobody_rests_on_is_not_told():
    assert between(held(estate()), held(becomes(estate(), "elsewhere", lifecycle=Lifecycle.RETIRED))) == []


def test_what_only_evidence_reached_is_told_with_the_scenarios():
    asked = Question(("server",), Threat.AVAILABILITY, 240)
    after = becomes(estate(), "journal", max_downtime=5)
    [one] = between(held(estate(), asked, scope="elsewhere"), held(after, asked, scope="elsewhere"))
    assert (one["key"], one["field"], one["own"], one["risks"]) == (["journal"], "max_downtime", False, [1])


def test_rows_that_came_and_went_say_what_they_are_about_and_values_have_names():
    before = estate()
    other = replace(before, dependencies=before.dependencies[:2], flows=(replace(before.flows[0], target="database"),))
    told = {(one["table"], one["what"], one["field"]): one for one in between(held(before), held(other))}
    went = told["dependency", "removed", ""]
    assert [one["name"] for one in went["assets"]] == ["Database", "Server"]
    assert told["asset", "removed", ""]["assets"] == [{"id": "server", "name": "Server"}]
    assert ("flow", "removed", "") in told, "it no longer ends at the ward"
    moved = replace(before, flows=(replace(before.flows[0], source="database"),))
    [row] = [one for one in between(held(before), held(moved)) if one["field"] == "source"]
    assert (row["before"], row["after"]) == ("Journal", "Database")


def test_names_come_last_and_the_scopes_own_stands_before_what_evidence_reached():
    asked = Question(("server",), Threat.AVAILABILITY, None)
    before = estate()
    after = becomes(before, "database", name="Other database")
    after = becomes(becomes(after, "ward", recovery=60), "server", lifecycle=Lifecycle.PILOT)
    told = between(held(before, asked, scope="server"), held(after, asked, scope="server"))
    assert [(one["key"], one["field"]) for one in told] == [
        (["server"], "lifecycle"),
        (["ward"], "recovery"),
        (["database"], "name"),
    ]
    assert [one["wording"] for one in told] == [False, False, True]


def test_a_supplier_that_is_an_asset_is_told_by_its_name():
    before = becomes(estate(), "server", supplier="database")
    [one] = between(held(before), held(becomes(before, "server", supplier="journal")))
    assert (one["field"], one["before"], one["after"]) == ("supplier", "Database", "Journal")


def test_what_a_supposition_rests_on_is_told_where_both_sides_have_it():
    before, after = held(estate()), held(becomes(estate(), "elsewhere", recovery=9))
    far = [
        frozenset(slice_of(one, ["elsewhere"], ()).rows)
        for one in (estate(), becomes(estate(), "elsewhere", recovery=9))
    ]
    supposed = [replace(one, supposed={(2, "[]"): rows}) for one, rows in zip((before, after), far, strict=True)]
    [one] = between(*supposed)
    assert (one["key"], one["field"], one["risks"]) == (["elsewhere"], "recovery", [2])
    assert between(supposed[0], after) == []


@settings(max_examples=300, deadline=None)
@given(cases())
def test_every_row_that_differs_between_two_slices_is_told_once(case: Case) -> None:
    before, after, scope, asked = case
    slices = [slice_of(one, scope, asked) for one in (before, after)]
    sides = [
        Held(frozenset(one.own.rows), {n: frozenset(part.rows) for n, part in enumerate(one.reached.values(), 1)})
        for one in slices
    ]
    told = [(one["table"], tuple(one["key"]), one["what"], one["field"]) for one in between(*sides)]
    found = {(one.table.value, one.key, one.what.value, one.field) for one in compare(slices[0].rows, slices[1].rows)}
    assert len(told) == len(set(told))
    assert set(told) == found
