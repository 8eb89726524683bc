"""The directory: order, search, filters, and catching up with the present state."""

from dataclasses import replace

from riskapp.accounts.permissions import OPERATOR
from riskapp.estate import assets
from riskapp.estate.directory import directory, order_of
from riskapp.estate.listing import PAGE, Wanted, listing
from riskapp.estate.rows import asset_row
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import Reading
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind, Lifecycle
from tests.estate import stored


def add(*names, kind=Kind.DEVICE, **values):
    for name in names:
        assets.add_asset(OPERATOR, Asset("", name, kind, **values))


def names(**wanted):
    return [line.name for line in listing(directory(), Wanted(**wanted)).lines]


def test_names_stand_in_norwegian_order_with_numbers_as_numbers(app):
    add("Pumpe 10", "pumpe 9", "Ål", "Øre", "Ære", "zebra", "Arena")

    assert names() == ["Arena", "pumpe 9", "Pumpe 10", "zebra", "Ære", "Øre", "Ål"]
    assert names(descending=True)[0] == "Ål"
    assert order_of("a2") < order_of("A10")


def test_search_finds_every_word_in_name_or_id_in_any_case_of_any_letter(app):
    add("ØYELINSE mikroskop", "Mikroskop", "100 % oksygen_måler")

    assert names(text="øyelinse") == ["ØYELINSE mikroskop"]
    assert names(text="MIKROSKOP oye") == ["ØYELINSE mikroskop"]
    assert names(text="%") == ["100 % oksygen_måler"]
    assert names(text="n_m") == ["100 % oksygen_måler"]
    assert names(text="finnes ikke") == []


def test_filters_narrow_the_list_and_kinds_count_what_the_others_leave(app, ward):
    add("Pump", site="Hamar", availability=4)
    add("Scanner", site="Gjøvik", availability=2)

    found = listing(directory(), Wanted(site="Hamar", kind="system"))

    assert found.total == 0
    assert found.kinds == {"device": 1}
    assert names(availability="4") == ["Pump"]
    assert len(names(availability="3")) == len(ward.assets)


def test_a_page_that_is_not_there_is_the_last_one(app):
    add(*(f"Pump {number}" for number in range(PAGE + 2)))

    found = listing(directory(), Wanted(page=99))

    assert (found.page, found.pages, found.first) == (2, 2, PAGE + 1)
    assert [line.name for line in found.lines] == [f"Pump {PAGE}", f"Pump {PAGE + 1}"]


def test_the_greatest_need_comes_first_and_names_break_ties(app):
    add("B", availability=4)
    add("A", integrity=4)
    add("C")

    assert names(sort="need") == ["A", "B", "C"]


def test_the_directory_catches_up_with_each_change(app, ward):
    before = directory()
    assert directory() is before

    found = stored.asset("ehr")
    row = asset_row(found)
    assets.change_asset(OPERATOR, found.id, 1, Asset(row.id, "Åpen journal", row.kind, lifecycle=Lifecycle.PILOT))
    add("Ny pumpe")

    assert [line.name for line in directory().lines][-1] == "Åpen journal"
    assert directory().by_key["ehr"].lifecycle == "pilot"
    assert "ny-pumpe" in directory().by_key
    assert len(directory().lines) == len(ward.assets) + 1
    assert before.by_key["ehr"].name == "Patient record"


def test_the_directory_catches_up_with_an_import(app, ward):
    assert directory().by_key["ehr"].owner == ""

    owned = tuple(replace(asset, owner="Kari") for asset in ward.assets)
    import_estate(OPERATOR, Reading(replace(ward, assets=owned), ()))

    assert {line.owner for line in directory().lines} == {"Kari"}


def test_a_site_that_is_a_location_is_shown_by_its_name(app):
    add("Gjøvik sykehus", kind=Kind.LOCATION)
    add("Pump", site="gjovik-sykehus")
    add("Scanner", site="Hamar")

    known = directory()
    assert known.site_name("gjovik-sykehus") == "Gjøvik sykehus"
    assert known.site_name("Hamar") == "Hamar"
    assert known.supplier_name("gjovik-sykehus") == "gjovik-sykehus"
    assert known.values("site") == ["gjovik-sykehus", "Hamar"]
