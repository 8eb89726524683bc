"""A second writer gets the difference, not a loss."""

from dataclasses import replace

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.estate import assets, categories, dependencies, flows, holdings
from riskapp.estate.rows import asset_row, category_row, dependency_row, flow_row
from riskapp.graph.vocabulary import Sensitivity
from tests.estate import stored

MINE = {
    "version": "1", "name": "Patient record", "kind": "system", "lifecycle": "in use", "owner": "Maja <m>",
    "confidentiality": "3", "integrity": "3", "availability": "3", "recovery": "45",
}  # fmt: skip


def resend(client, address):
    """Press the button that stores mine: the hidden fields of the page, sent to where its form goes."""
    tags = client.page.tags
    start = next(place for place, (tag, said) in enumerate(tags) if tag == "form" and said["action"] == address)
    assert tags[start][1]["method"] == "post"
    sent = {}
    for tag, said in tags[start + 1 :]:
        if tag == "form":
            break
        if tag == "input":
            sent.setdefault(said["name"], []).append(said["value"])
    return client.post(address, data={**sent, "csrf_token": client.token()})


def conflicted(client, address, fields):
    answer = client.post_form(address, fields)
    assert answer.status_code == 409
    assert "Store mine over theirs" in client.page.text
    return client.page.text


def test_both_texts_of_an_asset_are_shown_and_mine_can_be_stored_over_theirs(ward, browse):
    client, found = browse("maja", Role.MEMBER), stored.asset("ehr")
    address = f"/estate/assets/{found.id}/edit"
    assets.change_asset(OPERATOR, found.id, 1, replace(asset_row(found), owner="Kari"))

    text = conflicted(client, address, MINE)

    assert "Owner Kari Maja <m>" in text
    assert stored.asset("ehr").owner == "Kari"
    assert resend(client, address).status_code == 302
    assert stored.asset("ehr").owner == "Maja <m>"


def test_a_third_writer_in_between_is_not_overwritten_either(ward, browse):
    client, found = browse("maja", Role.MEMBER), stored.asset("ehr")
    address = f"/estate/assets/{found.id}/edit"
    assets.change_asset(OPERATOR, found.id, 1, replace(asset_row(found), owner="Kari"))
    conflicted(client, address, MINE)
    assets.change_asset(OPERATOR, found.id, 2, replace(asset_row(stored.asset("ehr")), owner="Ola"))

    assert resend(client, address).status_code == 409
    assert stored.asset("ehr").owner == "Ola"


def test_flows_dependencies_holdings_and_categories_show_the_difference_too(ward, browse):
    client = browse("maja", Role.MEMBER)
    flow, need = stored.flow("f1"), stored.dependency("ehr", "ad")
    holding = stored.holding("ehr")
    flows.change_flow(OPERATOR, flow.id, 1, replace(flow_row(flow), purpose="Theirs"))
    dependencies.change_dependency(OPERATOR, need.id, 1, replace(dependency_row(need), tolerance=99))
    holdings.change_holding(OPERATOR, holding.id, 1, 5)
    record = holding.category
    categories.change_category(
        OPERATOR, record.id, 1, replace(category_row(record), sensitivity=Sensitivity.CONFIDENTIAL)
    )
    forms = {
        f"/estate/flows/{flow.id}": {
            "version": "1", "source": "monitor", "target": "ehr", "categories": ["vitals", "record"],
            "access": "push", "encrypted": "no", "validated": "no", "via": "net", "purpose": "Mine",
        },
        f"/estate/dependencies/{need.id}": {
            "version": "1", "dependent": "ehr", "provider": "ad", "kind": "identity", "group": "", "needed": "1",
            "tolerance": "7", "strength": "hard",
        },
        f"/estate/holdings/{holding.id}": {"version": "1", "category": "record", "persons": "6"},
        f"/estate/categories/{record.id}": {"version": "1", "name": "Mine", "sensitivity": "special"},
    }  # fmt: skip

    for address, fields in forms.items():
        conflicted(client, address, fields)
        assert resend(client, address).status_code == 302, address

    assert flow_row(stored.flow("f1")).categories == ("vitals", "record")
    assert stored.flow("f1").purpose == "Mine"
    assert stored.dependency("ehr", "ad").tolerance == 7
    assert stored.holding("ehr").persons == 6
    assert stored.holding("ehr").category.name == "Mine"


def test_removing_what_changed_meanwhile_is_refused(ward, browse):
    client, holding = browse("maja", Role.MEMBER), stored.holding("ehr")
    holdings.change_holding(OPERATOR, holding.id, 1, 5)

    assert client.post_form(f"/estate/holdings/{holding.id}/remove", {"version": "1"}).status_code == 409
    assert stored.holding("ehr").persons == 5
