"""Finding an asset: by what it is called, by whom it belongs to, and in spite of a slip of the finger."""

from dataclasses import replace

from riskapp.explorer.finding import find
from riskapp.explorer.likeness import Likeness
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import read_ward

ASSETS = (
    Asset("lvms", "LVMS (laboratory system)", Kind.SYSTEM, owner="Lise Lab", supplier="acme", site="north"),
    Asset("acme", "Acme Medical", Kind.SUPPLIER),
    Asset("north", "Northern hospital", Kind.LOCATION),
    Asset("pump1", "Infusion pump 1", Kind.DEVICE, site="north"),
)


def ids(found: tuple[Asset, ...]) -> list[str]:
    return [asset.id for asset in found]


def test_the_name_counts_before_owner_supplier_and_site() -> None:
    assert ids(find(ASSETS, "north")) == ["north"]
    assert ids(find(ASSETS, "acme med")) == ["acme"]
    assert ids(find(ASSETS, "lise")) == ["lvms"]


def test_what_belongs_to_a_supplier_or_site_is_found_by_their_names() -> None:
    elsewhere = tuple(replace(one, name="Here") if one.id == "north" else one for one in ASSETS)
    assert ids(find(elsewhere, "here")) == ["north"]
    assert ids(find(tuple(one for one in ASSETS if one.id != "acme"), "ACME")) == ["lvms"]


def test_a_kind_is_found_in_the_readers_word_for_it() -> None:
    assert ids(find(ASSETS, "Enhet", {"enhet": Kind.DEVICE})) == ["pump1"]
    assert ids(find(ASSETS, "enhet")) == []


def test_a_slip_in_a_part_of_a_name_finds_it_too() -> None:
    assert ids(Likeness(ASSETS).to("laboratry")) == ["lvms"]
    assert ids(Likeness(ASSETS).to("infusoin"))[:1] == ["pump1"]


def test_a_slip_of_the_finger_still_finds_it_and_nonsense_finds_nothing() -> None:
    assert ids(Likeness(ASSETS).to("Infusoin pump 1"))[0] == "pump1"
    assert Likeness(ASSETS).to("qqqq") == ()
    assert ids(Likeness(read_ward().assets).to("Patient reocrd"))[0] == "ehr"
