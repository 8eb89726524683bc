"""Filling in the forms of the estate, with and without mistakes."""

import pytest

from riskapp.accounts.permissions import Role
from riskapp.estate.rows import asset_row, flow_row
from riskapp.estate.snapshots import present
from riskapp.graph.snapshot import Asset, Dependency, Holding
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle, Strength
from tests.estate import stored

ASSET = {
    "name": "Ny pumpe", "kind": "device", "lifecycle": "pilot", "confidentiality": "", "integrity": "2",
    "availability": "4", "max_downtime": "1 440", "recovery": "", "description": "a\r\nb",
}  # fmt: skip
FLOW = {
    "source": "Patient record (ehr)", "target": "lab", "categories": ["results", "record"], "access": "query",
    "encrypted": "yes", "validated": "no", "via": "Ward network\r\n\r\ninteg", "persons": "12",
}  # fmt: skip
NEED = {
    "dependent": "ehr", "provider": "integ", "kind": "hosting", "group": "cluster", "needed": "2", "tolerance": "30",
    "strength": "soft",
}  # fmt: skip


def value_of(client, name):
    return next(field.get("value", "") for field in reversed(client.page.all("input")) if field.get("name") == name)


def test_a_new_asset_is_stored_as_it_was_filled_in(ward, browse):
    client = browse("maja", Role.MEMBER)
    client.get("/estate/assets/new")

    answer = client.post_form("/estate/assets/new", ASSET)

    found = stored.asset("ny-pumpe")
    assert answer.location == f"/estate/assets/{found.id}"
    assert asset_row(found) == Asset(
        "ny-pumpe", "Ny pumpe", Kind.DEVICE, description="a\nb", lifecycle=Lifecycle.PILOT, integrity=2,
        availability=4, max_downtime=1440,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("id", "ehr"), ("max_downtime", "-5"), ("recovery", "soon"), ("recovery", "9999999999")],
)
def test_a_mistake_is_told_by_its_field_and_what_was_typed_stays(ward, browse, field, typed):
    client = browse("maja", Role.MEMBER)

    answer = client.post_form("/estate/assets/new", {**ASSET, "owner": "Kari <k>", field: typed})

    assert answer.status_code == 422
    assert value_of(client, "owner") == "Kari <k>"
    assert value_of(client, field) == typed
    assert any(link.get("href") == f"#{field}" for link in client.page.all("a"))
    assert present() == ward


def test_a_supplier_that_is_an_asset_is_linked_and_any_other_text_stays_text(ward, browse):
    client = browse("maja", Role.MEMBER)
    client.post_form("/estate/assets/new", {**ASSET, "name": "Fjord Medical AS", "kind": "supplier"})

    client.post_form("/estate/assets/new", {**ASSET, "name": "A", "supplier": "fjord medical as"})
    client.post_form("/estate/assets/new", {**ASSET, "name": "B", "supplier": "Ward network"})

    assert stored.asset("a").supplier == "fjord-medical-as"
    assert stored.asset("b").supplier == "Ward network"
    client.get(f"/estate/assets/{stored.asset('a').id}/edit")
    assert value_of(client, "supplier") == "Fjord Medical AS (fjord-medical-as)"


def test_an_edit_form_shows_what_is_stored_and_storing_it_changes_nothing_else(ward, browse):
    client = browse("maja", Role.MEMBER)
    address = f"/estate/assets/{stored.asset('ehr').id}/edit"
    client.get(address)
    assert value_of(client, "name") == "Patient record"

    same = {"version": "1", "name": "Patient record", "kind": "system", "lifecycle": "in use", "recovery": "45",
            "confidentiality": "3", "integrity": "3", "availability": "3"}  # fmt: skip
    client.post_form(address, same)
    assert present() == ward
    client.post_form(address, {**same, "owner": "Kari"})
    assert stored.asset("ehr").owner == "Kari"


def test_an_asset_is_retired_with_one_button(ward, browse):
    client = browse("maja", Role.MEMBER)
    number = stored.asset("lab").id

    client.post_form(f"/estate/assets/{number}/retire", {"version": "1"}, follow_redirects=True)

    assert stored.asset("lab").lifecycle == "retired"
    assert "stays on file" in client.page.text


def test_a_flow_is_added_from_either_end_changed_and_removed(ward, browse):
    client = browse("maja", Role.MEMBER)
    start = f"/estate/assets/{stored.asset('lab').id}/flows/new"
    client.get(f"{start}?direction=in")
    assert value_of(client, "target") == "Laboratory system (lab)"
    client.get(start)
    assert value_of(client, "source") == "Laboratory system (lab)"

    assert client.post_form(start, FLOW).status_code == 302
    row = flow_row(stored.flow("ehr-lab"))
    assert (row.source, row.target, row.via, row.persons) == ("ehr", "lab", ("net", "integ"), 12)
    assert set(row.categories) == {"record", "results"}

    address = f"/estate/flows/{stored.flow('ehr-lab').id}"
    client.get(address)
    assert value_of(client, "source") == "Patient record (ehr)"
    client.post_form(address, {**FLOW, "version": "1", "categories": ["vitals", "results"], "via": ""})
    assert flow_row(stored.flow("ehr-lab")).categories == ("results", "vitals")

    client.post_form(f"{address}/remove", {"version": "2"})
    assert present() == ward


def test_a_name_that_fits_nothing_or_several_is_answered_at_the_field(ward, browse):
    client = browse("maja", Role.MEMBER)
    start = f"/estate/assets/{stored.asset('lab').id}/flows/new"
    client.post_form("/estate/assets/new", {**ASSET, "name": "Ward"})

    assert client.post_form(start, {**FLOW, "target": "ward network x"}).status_code == 422
    assert "No asset has the id or the name ward network x" in client.page.text
    assert client.post_form(start, {**FLOW, "target": "WARD"}).status_code == 422
    assert "2 assets are called WARD" in client.page.text
    assert client.post_form(start, {**FLOW, "categories": []}).status_code == 422
    assert client.post_form(start, {**FLOW, "categories": ["none"]}).status_code == 422
    assert len(present().flows) == len(ward.flows)


def test_a_dependency_in_a_group_says_that_the_whole_group_changed(ward, browse):
    client = browse("maja", Role.MEMBER)
    start = f"/estate/assets/{stored.asset('ehr').id}/dependencies/new"
    client.get(start)
    assert [option["value"] for option in client.page.all("option") if "value" in option][-1] == "cluster"

    client.post_form(start, NEED, follow_redirects=True)
    assert "changed in 2 other rows too" in client.page.text
    assert present().dependencies[-1] == Dependency(
        "ehr", "integ", DependencyKind.HOSTING, "cluster", 2, 30, Strength.SOFT
    )

    address = f"/estate/dependencies/{stored.dependency('ehr', 'integ').id}"
    client.get(address)
    client.post_form(address, {**NEED, "version": "1", "needed": "1"}, follow_redirects=True)
    assert "changed in 2 other rows too" in client.page.text

    client.post_form(f"{address}/remove", {"version": "2"}, follow_redirects=True)
    assert len(present().dependencies) == len(ward.dependencies)


def test_who_needs_an_asset_is_added_from_its_own_page(ward, browse):
    client = browse("maja", Role.MEMBER)
    start = f"/estate/assets/{stored.asset('net').id}/dependencies/new?direction=needed-by"
    client.get(start)
    assert value_of(client, "provider") == "Ward network (net)"

    answer = client.post_form(start, {**NEED, "dependent": "ward", "provider": "net", "group": "", "needed": "2"})
    assert answer.status_code == 422
    assert "Only a group can need more than 1" in client.page.text


def test_data_that_an_asset_holds_are_added_changed_and_removed(ward, browse):
    client = browse("maja", Role.MEMBER)
    start = f"/estate/assets/{stored.asset('integ').id}/holdings/new"
    client.get(start)
    assert client.post_form(start, {"category": "vitals", "persons": ""}).status_code == 422
    assert client.post_form(start, {"category": "vitals", "persons": "1 200"}).status_code == 302

    address = f"/estate/holdings/{stored.holding('integ').id}"
    client.get(address)
    client.post_form(address, {"version": "1", "category": "vitals", "persons": "7"})
    assert present().holdings[-1] == Holding("integ", "vitals", 7)

    client.post_form(f"{address}/remove", {"version": "2"})
    assert present() == ward


def test_categories_are_listed_with_their_use_added_and_changed(ward, browse):
    client = browse("maja", Role.MEMBER)
    client.get("/estate/categories")
    assert "Laboratory results" in client.page.text

    client.post_form("/estate/categories/new", {"name": "Søvn", "sensitivity": "special"})
    assert client.post_form("/estate/categories/new", {"name": "", "sensitivity": "special"}).status_code == 422
    client.get("/estate/categories/1")
    client.post_form("/estate/categories/1", {"version": "1", "name": "Journal", "sensitivity": "confidential"})

    assert [category.name for category in present().categories] == [
        "Journal", "Laboratory results", "Vital signs", "Søvn",
    ]  # fmt: skip


def test_a_role_for_one_system_opens_no_form_to_another(ward, person, browse):
    person("maja", Role.MEMBER, asset=stored.asset("ehr").id)
    client = browse("maja")
    address = f"/estate/assets/{stored.asset('lab').id}/edit"

    assert client.post_form(address, {**ASSET, "version": "1"}).status_code == 403
    assert client.post_form("/estate/assets/new", ASSET).status_code == 403
    assert present() == ward


def test_the_type_ahead_answers_with_what_tells_assets_apart(ward, browse):
    client = browse("maja", Role.MEMBER)

    assert client.get("/estate/choices?q=record").json == [
        {"text": "Patient record (ehr)", "name": "Patient record", "id": "ehr", "kind": "system", "site": ""}
    ]
    assert client.get("/estate/choices?q=record&kind=supplier").json == []
    assert client.get("/estate/choices").json == []
    assert [one["id"] for one in client.get("/estate/choices?q=patint+recrd").json] == ["ehr"], "a slip"
    assert client.get("/estate/choices?q=zzzz").json == []
