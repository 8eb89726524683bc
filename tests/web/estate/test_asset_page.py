"""One asset with all that stands around it."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.estate import assets
from riskapp.estate.rows import asset_row
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import Reading
from riskapp.graph.snapshot import Asset, Dependency
from riskapp.graph.vocabulary import DependencyKind, Kind
from tests.estate import stored


def visit(client, key):
    answer = client.get(f"/estate/assets/{stored.asset(key).id}")
    assert answer.status_code == 200
    return client.page.text


def test_the_page_shows_needs_neighbours_data_and_what_is_not_known(ward, browse):
    text = visit(browse("maja", Role.MEMBER), "ehr")

    for part in ("Patient record", "Host 1", "cluster", "1 must work", "Ward", "Patient monitor", "400 000",
                 "after 1 h", "asked for, not checked on arrival", "Who owns it"):  # fmt: skip
        assert part in text.replace("\N{NARROW NO-BREAK SPACE}", " "), part


def test_a_network_shows_what_it_carries_for_others(ward, browse):
    text = visit(browse("maja", Role.MEMBER), "net")
    assert "Carries for others 5" in text


def test_the_three_questions_lead_to_the_blast_radius(ward, browse):
    client = browse("maja", Role.MEMBER)
    visit(client, "ehr")
    wanted = [a["href"] for a in client.page.all("a") if "threat=" in a.get("href", "")]
    assert [address.partition("threat=")[2] for address in wanted] == ["availability", "integrity", "confidentiality"]


def test_awkward_text_survives_and_is_never_markup(app, browse):
    name, description = "<b>R&D</b> č đ ŋ ŧ 🏥", "0.1 <A <0.9\n" * 400
    number = assets.add_asset(OPERATOR, Asset("odd", name, Kind.SYSTEM, description=description))
    client = browse("maja", Role.MEMBER)

    answer = client.get(f"/estate/assets/{number}")

    assert name in client.page.text
    assert client.page.text.count("0.1 <A <0.9") == 400
    assert "<b>" not in answer.text


def test_a_long_relation_shows_its_first_rows_says_how_many_more_and_has_pages(ward, browse):
    devices = tuple(Asset(f"d{n}", f"Pump {n}", Kind.DEVICE) for n in range(60))
    needs = tuple(Dependency(device.id, "net", DependencyKind.NETWORK) for device in devices)
    grown = replace(ward, assets=(*ward.assets, *devices), dependencies=(*ward.dependencies, *needs))
    import_estate(OPERATOR, Reading(grown, ()))
    client = browse("maja", Role.MEMBER)

    text = visit(client, "net")
    assert "Who needs it 61" in text
    assert "36 more are not shown here" in text

    address = f"/estate/assets/{stored.asset('net').id}/all/needed-by"
    client.get(address)
    assert client.page.text.count("Pump ") == 49
    client.get(f"{address}?page=2")
    assert client.page.text.count("Pump ") == 11
    assert client.get(f"{address}?page=3").status_code == 404
    assert client.get(address.replace("needed-by", "everything")).status_code == 404


@pytest.mark.parametrize("what", ["needs", "needed-by", "flows-in", "flows-out", "carries", "holds"])
def test_every_relation_has_a_page_even_where_there_is_nothing(ward, browse, what):
    client = browse("maja", Role.MEMBER)
    for key in ("ehr", "power"):
        assert client.get(f"/estate/assets/{stored.asset(key).id}/all/{what}").status_code == 200


def test_history_tells_who_changed_what_from_what(ward, browse):
    found = stored.asset("ehr")
    assets.change_asset(OPERATOR, found.id, 1, replace(asset_row(found), owner="Kari", recovery=50))

    text = visit(browse("maja", Role.MEMBER), "ehr")

    assert "operator changed an asset" in text
    assert "Owner: – → became Kari" in text
    assert "Recovery time, minutes: 45 → became 50" in text


def test_who_may_not_edit_sees_no_way_to(ward, browse):
    client = browse("rut", Role.AUDITOR)
    text = visit(client, "ehr")
    assert "Change" not in text
    assert "Add" not in text
    assert client.get(f"/estate/assets/{stored.asset('ehr').id}/edit").status_code == 403


def test_the_page_asks_the_database_as_often_for_many_neighbours_as_for_few(ward, browse, queries):
    client = browse("maja", Role.MEMBER)
    visit(client, "lab")
    number = stored.asset("lab").id
    few = queries(lambda: client.get(f"/estate/assets/{number}"))
    devices = tuple(Asset(f"d{n}", f"Pump {n}", Kind.DEVICE) for n in range(60))
    needs = tuple(Dependency(device.id, "lab", DependencyKind.NETWORK) for device in devices[:30])
    # To others than those that need it: what one list loads would spare the other its queries.
    flows = tuple(replace(ward.flows[1], id=f"g{n}", target=device.id) for n, device in enumerate(devices[30:]))
    grown = replace(
        ward, assets=(*ward.assets, *devices), dependencies=(*ward.dependencies, *needs), flows=(*ward.flows, *flows)
    )
    import_estate(OPERATOR, Reading(grown, ()))
    visit(client, "lab")

    assert queries(lambda: client.get(f"/estate/assets/{number}")) == few <= 30


def test_an_asset_that_is_not_there_is_not_found(app, browse):
    assert browse("maja", Role.MEMBER).get("/estate/assets/4711").status_code == 404
