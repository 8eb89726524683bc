"""Ids and names of groups that any index, file and list can hold; what is stored already stays and stays editable."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import OPERATOR
from riskapp.errors import Invalid
from riskapp.estate import assets, categories, dependencies, flows
from riskapp.estate.snapshots import present
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import Reading, read_bytes
from riskapp.exchange.writing import write_workbook, write_zip
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Sensitivity
from tests.estate import stored

BOTH_DATABASES = True

LONG = "ø" * 201
FITS = "ø" * 200
FLOW = Flow("new", "ehr", "dc1", ("record",), Access.PUSH, encrypted=True, validated=True)
NEED = Dependency("lab", "net", DependencyKind.NETWORK)


def test_the_longest_id_and_group_name_are_stored_and_exported(app, ward):
    assets.add_asset(OPERATOR, Asset(FITS, "Long", Kind.SYSTEM))
    categories.add_category(OPERATOR, Category(FITS, "Long", Sensitivity.ORDINARY))
    flows.add_flow(OPERATOR, replace(FLOW, id=FITS, via=(FITS,), categories=(FITS,)))
    dependencies.add_dependency(OPERATOR, replace(NEED, provider=FITS, group=FITS))

    assert read_bytes("estate.zip", write_zip(present())).snapshot == present()


@pytest.mark.parametrize(
    ("add", "field"),
    [
        (lambda: assets.add_asset(OPERATOR, Asset(LONG, "Long", Kind.SYSTEM)), "id"),
        (lambda: categories.add_category(OPERATOR, Category(LONG, "Long", Sensitivity.ORDINARY)), "id"),
        (lambda: flows.add_flow(OPERATOR, replace(FLOW, id=LONG)), "id"),
        (lambda: dependencies.add_dependency(OPERATOR, replace(NEED, group=LONG)), "group"),
    ],
)
def test_a_longer_one_is_refused_at_its_field(app, ward, add, field):
    with pytest.raises(Invalid, match="201.*200") as refused:
        add()
    assert refused.value.field == field
    assert present() == ward


def test_what_was_stored_before_the_limit_stays_and_can_be_edited(app):
    old = Snapshot(
        assets=(Asset(LONG, "Old", Kind.SYSTEM), Asset("a;b", "Old too", Kind.SYSTEM)),
        dependencies=(Dependency(LONG, "a;b", DependencyKind.SUPPLY, LONG),),
    )
    import_estate(OPERATOR, Reading(old, ()))

    for key in (LONG, "a;b"):
        row = stored.asset(key)
        assets.change_asset(OPERATOR, row.id, 1, replace(present().assets[0], id=key, name="New"))
    need = stored.dependency(LONG, "a;b")
    dependencies.change_dependency(OPERATOR, need.id, 1, replace(old.dependencies[0], tolerance=5))

    assert [row.name for row in present().assets] == ["New", "New"]
    assert present().dependencies == (replace(old.dependencies[0], tolerance=5),)


@pytest.mark.parametrize("write", [write_zip, write_workbook])
def test_a_list_of_ids_is_refused_where_no_file_could_hold_it_and_exported_where_one_can(app, write):
    many = tuple(Asset(f"{number:0200}", "Network", Kind.NETWORK) for number in range(50))
    import_estate(
        OPERATOR,
        Reading(
            Snapshot((Category("record", "Record", Sensitivity.ORDINARY),), (*many, Asset("a;b", "X", Kind.NETWORK))),
            (),
        ),
    )
    names = tuple(one.id for one in many)
    flow = replace(FLOW, source=names[0], target=names[1])

    for via in (names, ("a;b",)):
        with pytest.raises(Invalid) as refused:
            flows.add_flow(OPERATOR, replace(flow, via=via))
        assert refused.value.field == "via"
    flows.add_flow(OPERATOR, replace(flow, via=names[:49]))

    assert read_bytes("estate", write(present())).snapshot == present()
