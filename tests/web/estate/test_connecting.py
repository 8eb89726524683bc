"""Joining two assets from a picture or a link: both kinds, both ways round, and back to where one looked."""

from html import unescape

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.estate import assets
from riskapp.estate.snapshots import present
from riskapp.graph.snapshot import Asset, Dependency, Flow
from riskapp.graph.vocabulary import Access, DependencyKind, Kind
from tests.estate import stored

NEED = {"kind": "network", "strength": "hard", "tolerance": "30", "needed": "1", "group": ""}
FLOW = {"categories": ["results"], "access": "push", "encrypted": "yes", "validated": "no"}
BOTH = "/estate/connect?from_key=lab&to_key=net&back=/graph?asset=lab"


def sentences(client):
    return [field["value"] for field in client.page.all("input") if field.get("name") == "sentence"]


@pytest.mark.parametrize(("sentence", "ends"), [("needs", ("lab", "net")), ("needed-by", ("net", "lab"))])
def test_a_dependency_is_added_the_way_the_sentence_says(ward, browse, sentence, ends):
    client = browse("maja", Role.MEMBER)

    answer = client.post_form(BOTH, {"sentence": sentence, **NEED})

    assert answer.location == "/graph?asset=lab"
    assert present().dependencies[-1] == Dependency(*ends, DependencyKind.NETWORK, tolerance=30)


@pytest.mark.parametrize(("sentence", "ends"), [("sends", ("lab", "net")), ("gets", ("net", "lab"))])
def test_a_flow_is_added_the_way_the_sentence_says(ward, browse, sentence, ends):
    client = browse("maja", Role.MEMBER)

    client.post_form(BOTH, {"sentence": sentence, **FLOW})

    flow = Flow("-".join(ends), *ends, ("results",), Access.PUSH, encrypted=True, validated=False)
    assert present().flows[-1] == flow


def test_the_page_names_both_assets_in_every_sentence(ward, browse):
    client = browse("maja", Role.MEMBER)
    client.get(f"/estate/connect?from={stored.asset('lab').id}&to={stored.asset('net').id}&as=flow")
    for text in ("Laboratory system needs Ward network", "Ward network sends data to Laboratory system"):
        assert text in client.page.text
    chosen = [f["value"] for f in client.page.all("input") if f.get("name") == "sentence" and "checked" in f]
    assert chosen == ["sends"]


def test_what_the_address_does_not_name_is_typed(ward, browse):
    client = browse("maja", Role.MEMBER)
    client.get("/estate/connect?from_key=lab&to_key=nobody")
    assert "Laboratory system needs the other asset" in client.page.text

    client.post_form("/estate/connect?from_key=lab", {"sentence": "needed-by", "second": "Ward network", **NEED})
    assert present().dependencies[-1].dependent == "net"

    client.post_form("/estate/connect", {"sentence": "needs", "first": "ehr", "second": "net", **NEED})
    assert (present().dependencies[-1].dependent, present().dependencies[-1].provider) == ("ehr", "net")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "What is true?"),
        ({"sentence": "needs", "second": ""}, "Choose an asset"),
        ({"sentence": "needs", "second": "lab"}, "cannot need itself"),
        ({"sentence": "needs", "second": "integ", "kind": "service"}, "there already"),
        ({"sentence": "needs", "second": "net", "tolerance": "soon"}, "whole number"),
        ({"sentence": "sends", "second": "net", "categories": []}, "at least one category"),
        ({"sentence": "sends", "second": "net", "access": ""}, "Who starts it"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_stored(ward, browse, sent, said):
    client = browse("maja", Role.MEMBER)

    answer = client.post_form("/estate/connect?from_key=lab", {**NEED, **FLOW, **sent})

    assert answer.status_code == 422
    assert said in client.page.text
    assert sent.get("tolerance", "30") in [field.get("value") for field in client.page.all("input")]
    assert present() == ward


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil", "javascript:alert(1)"])
def test_it_leads_back_within_the_site_only(ward, browse, back):
    client = browse("maja", Role.MEMBER)
    answer = client.post(
        "/estate/connect", query_string={"from_key": "lab", "to_key": "net", "back": back},
        data={"csrf_token": client.token(), "sentence": "needs", **NEED},
    )  # fmt: skip
    assert answer.location == "/"
    client.get("/estate/connect", query_string={"from_key": "lab", "back": back})
    assert not any("evil" in link.get("href", "") and link["href"].startswith(back) for link in client.page.all("a"))


def test_who_may_edit_one_system_says_only_what_is_true_of_that(ward, browse, person):
    person("olav", Role.SYSTEM_OWNER, asset=stored.asset("lab").id)
    client = browse("olav")

    client.get(BOTH)
    assert sentences(client) == ["needs", "sends", "gets"]
    assert client.post_form(BOTH, {"sentence": "needed-by", **NEED}).status_code == 422
    assert client.get("/estate/connect?from_key=ehr&to_key=net").status_code == 403
    assert (
        client.post_form("/estate/connect?from_key=ehr", {"sentence": "needed-by", "second": "net", **NEED}).status_code
        == 403
    )
    assert present() == ward
    client.post_form(BOTH, {"sentence": "needs", **NEED})
    assert present() != ward


def test_the_asset_page_has_a_picture_with_a_way_to_join_for_editors_only(ward, browse):
    address = f"/estate/assets/{stored.asset('lab').id}"
    client = browse("maja", Role.MEMBER)
    client.get(address)
    keys = {attributes["data-key"] for tag, attributes in client.page.tags if "data-key" in attributes}
    assert keys == {"lab", "dc2", "integ", "ehr", "ward"}
    tools = next(attributes for tag, attributes in client.page.tags if "data-connect" in attributes)
    assert unescape(tools["data-connect"]) == f"/estate/connect?back={address}"
    assert any("from_key=lab" in link.get("href", "") for link in client.page.all("a"))

    reader = browse("rut", Role.AUDITOR)
    reader.get(address)
    assert not any("data-connect" in attributes for _, attributes in reader.page.tags)
    assert any("data-key" in attributes for _, attributes in reader.page.tags)


def test_an_asset_alone_has_a_picture_of_itself(ward, browse):
    client = browse("maja", Role.MEMBER)
    number = assets.add_asset(OPERATOR, Asset("alone", "Alone", Kind.SYSTEM))
    client.get(f"/estate/assets/{number}")
    assert "The picture shows the only asset." in client.page.text
