"""Pasting two columns: a preview first, the good rows alone or none, and never rows that nobody looked at."""

import pytest

from riskapp.accounts.permissions import Role
from riskapp.estate.snapshots import present
from riskapp.graph.snapshot import Dependency
from riskapp.graph.vocabulary import DependencyKind
from tests.estate import stored

NEEDS = {"joined": "dependency", "kind": "network", "strength": "hard", "tolerance": "10"}
FLOWS = {"joined": "flow", "categories": ["results"], "access": "push", "encrypted": "yes", "validated": "no"}
GOOD = "lab\tnet\nward\tnet"


def mark(client):
    return next(field["value"] for field in client.page.all("input") if field.get("name") == "seen")


def test_nothing_is_stored_before_the_rows_were_looked_at(ward, browse):
    client = browse("maja", Role.MEMBER)

    answer = client.post_form("/estate/paste", {**NEEDS, "rows": f"{GOOD}\nlab\tnobody", "do": "look"})

    assert answer.status_code == 200
    for text in ("New: 2", "Faulty: 1", "network · stops after 10 min", "Add only the 2 new rows", "name nobody"):
        assert text in client.page.text.replace("\N{NARROW NO-BREAK SPACE}", " "), text
    assert "lab\tnobody" in client.page.text or "nobody" in answer.text
    assert present() == ward


def test_the_rows_that_were_looked_at_are_stored_as_one(ward, browse):
    client = browse("maja", Role.MEMBER)
    sent = {**NEEDS, "rows": f"{GOOD}\nlab\tnobody"}
    client.post_form("/estate/paste", {**sent, "do": "look"})

    answer = client.post_form("/estate/paste?back=/graph", {**sent, "do": "store", "seen": mark(client)})

    assert answer.location == "/graph"
    expected = [Dependency(key, "net", DependencyKind.NETWORK, tolerance=10) for key in ("lab", "ward")]
    assert list(present().dependencies[-2:]) == expected
    assert stored.last_event().action == "estate.links_added"
    client.get("/estate")
    assert "2 rows are added." in client.page.text
    client.post_form("/estate/undo", {"event": stored.last_event().id})
    assert present() == ward


@pytest.mark.parametrize("changed", ["rows", "kind", "estate", "mark"])
def test_what_changed_after_the_look_is_shown_again_instead_of_stored(ward, browse, changed):
    client = browse("maja", Role.MEMBER)
    sent = {**NEEDS, "rows": GOOD}
    client.post_form("/estate/paste", {**sent, "do": "look"})
    seen = mark(client)
    if changed == "rows":
        sent["rows"] += "\nehr\tnet"
    elif changed == "kind":
        sent["kind"] = "power"
    elif changed == "estate":
        client.post_form("/estate/connect?from_key=lab&to_key=net", {**NEEDS, "sentence": "needs", "needed": "1"})
    else:
        seen = ""
    before = present()

    answer = client.post_form("/estate/paste", {**sent, "do": "store", "seen": seen})

    assert answer.status_code == 200
    assert "changed after you looked" in client.page.text
    assert present() == before


def test_flows_need_what_holds_for_all_or_a_column_that_says_it(ward, browse):
    client = browse("maja", Role.MEMBER)

    answer = client.post_form("/estate/paste", {**FLOWS, "access": "", "rows": "lab\tward", "do": "look"})
    assert answer.status_code == 422
    assert "add a column that says it" in client.page.text

    rows = "source;target;access;categories\nlab;ward;query;Vital signs\nehr;dc1;push;"
    client.post_form("/estate/paste", {**FLOWS, "access": "", "rows": rows, "do": "look"})
    client.post_form("/estate/paste", {**FLOWS, "access": "", "rows": rows, "do": "store", "seen": mark(client)})
    assert [(flow.id, flow.categories, flow.access.value) for flow in present().flows[-2:]] == [
        ("lab-ward", ("vitals",), "query"), ("ehr-dc1", ("results",), "push"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"rows": ""}, "at least one row"),
        ({"tolerance": "soon"}, "whole number"),
        ({"joined": "love"}, "What does a row"),
    ],
)
def test_what_is_wrong_with_the_form_is_told_once_and_the_rows_stay(ward, browse, sent, said):
    client = browse("maja", Role.MEMBER)
    answer = client.post_form("/estate/paste", {**NEEDS, "rows": GOOD, **sent, "do": "look"})
    assert answer.status_code == 422
    assert said in client.page.text
    assert sent.get("rows", GOOD) in answer.text


def test_norwegian_headers_and_words_are_read(ward, browse):
    client = browse("maja", Role.MEMBER, language="nb")
    rows = "Hvem som trenger den\tHva som trengs\tType\nlab\tnet\tstrøm"
    client.post_form("/estate/paste", {**NEEDS, "rows": rows, "do": "look"})
    assert mark(client)


def test_each_row_is_checked_for_the_right_to_its_own_assets(ward, browse, person):
    person("olav", Role.SYSTEM_OWNER, asset=stored.asset("lab").id)
    client = browse("olav")
    client.post_form("/estate/paste", {**NEEDS, "rows": GOOD, "do": "look"})
    assert "New: 1" in client.page.text
    client.post_form("/estate/paste", {**NEEDS, "rows": GOOD, "do": "store", "seen": mark(client)})
    assert present().dependencies[len(ward.dependencies) :] == (
        Dependency("lab", "net", DependencyKind.NETWORK, tolerance=10),
    )


def test_a_mistyped_name_is_told_with_what_looks_like_it(ward, browse):
    client = browse("maja", Role.MEMBER)
    client.post_form("/estate/paste", {**NEEDS, "rows": "Labratory system\tnet", "do": "look"})
    assert "Did you mean Laboratory system (lab)" in client.page.text


def test_markup_in_pasted_text_stays_text(ward, browse):
    client = browse("maja", Role.MEMBER)
    answer = client.post_form("/estate/paste", {**NEEDS, "rows": "<b>R&D</b>\t</textarea><i>", "do": "look"})
    assert "<b>" not in answer.text
    assert "<i>" not in answer.text
