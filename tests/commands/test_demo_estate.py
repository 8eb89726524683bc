"""The demo trust at full size: what the board papers name is there, and its shape has what a real trust has."""

from riskapp.commands.demo.estate import DEVICES, demo_estate
from riskapp.exchange.reading import read
from riskapp.exchange.writing import write_folder
from riskapp.graph.availability import simulate
from riskapp.graph.vocabulary import Kind

NAMED = {
    "arena",
    "kurve-sys",
    "lvms",
    "radiologi",
    "milou",
    "tarmkreft",
    "dho",
    "hjemmepust",
    "helselogistikk",
    "radp",
    "fportal",
    "m365",
    "amk",
    "robot-plan",
    "ad1",
    "ad2",
    "integrasjon",
    "hallA",
    "hallB",
}


def test_the_trust_has_the_named_systems_and_all_its_devices():
    estate = demo_estate()
    kinds = [asset.kind for asset in estate.assets]

    assert {asset.id for asset in estate.assets} >= NAMED
    assert kinds.count(Kind.DEVICE) == DEVICES == 15_000
    assert len([asset for asset in estate.assets if asset.id.startswith("dho-")]) == 6
    assert len([asset for asset in estate.assets if asset.id.startswith("lan-")]) == 5


def test_the_same_trust_every_time():
    assert demo_estate(500) == demo_estate(500)


def test_both_power_feeds_away_for_an_hour_end_in_a_black_start():
    result = simulate(demo_estate(), ["stromA", "stromB"], 60)

    assert result.settled
    assert result.deadlocks == (("ad1", "ad2", "vmA", "vmB"),)


def test_its_files_read_back_to_the_same_trust(tmp_path):
    estate = demo_estate(300)
    write_folder(estate, tmp_path)

    assert read(tmp_path).snapshot == estate
