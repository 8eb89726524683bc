"""The notice after a change, with its undo: for what was changed just now, once, and by whoever changed it."""

import pytest

from riskapp.accounts.permissions import Role
from riskapp.estate.snapshots import present
from tests.estate import stored

NEED = {"sentence": "needs", "kind": "network", "strength": "hard", "tolerance": "", "needed": "1"}
JOIN = "/estate/connect?from_key=lab&to_key=net"


def offered(client):
    """The events that the page offers to undo, in its notice and in its line."""
    return [field["value"] for field in client.page.all("input") if field.get("name") == "event"]


def test_after_a_change_the_page_offers_to_undo_it_and_does(ward, browse):
    client = browse("maja", Role.MEMBER)
    answer = client.post_form(JOIN, NEED)
    client.get(answer.location)
    (event,) = offered(client)
    assert "The dependency is added." in client.page.text

    answer = client.post_form("/estate/undo", {"event": event, "back": answer.location})

    assert present() == ward
    client.get(answer.location)
    assert "Undone: added a dependency · Laboratory system." in client.page.text
    assert offered(client) == []
    client.post_form("/estate/undo", {"event": event, "back": "/estate"})
    client.get("/estate")
    assert "Your last change is undone already." in client.page.text


def test_a_form_that_changed_nothing_offers_no_undo_of_something_else(ward, browse):
    client = browse("maja", Role.MEMBER)
    client.post_form(JOIN, NEED)
    client.get("/about")
    row = stored.dependency("lab", "net")
    same = {
        "version": row.version, "dependent": "lab", "provider": "net", "kind": "network", "group": "", "needed": "1",
        "tolerance": "0", "strength": "hard",
    }  # fmt: skip

    answer = client.post_form(f"/estate/dependencies/{row.id}", same)
    client.get(answer.location)

    assert "Your changes are stored." in client.page.text
    assert offered(client) == []


def test_the_list_tells_ones_own_last_change(ward, browse):
    client, other = browse("maja", Role.MEMBER), browse("sigrid", Role.SECURITY)
    client.get(client.post_form(JOIN, NEED).location)

    client.get("/estate")
    assert "Your last change: added a dependency · Laboratory system · " in client.page.text
    assert len(offered(client)) == 1
    other.get("/estate")
    assert "Your last change" not in other.page.text


def test_what_somebody_else_changed_is_told_and_stays(ward, browse):
    client, other = browse("maja", Role.MEMBER), browse("sigrid", Role.SECURITY)
    client.get(client.post_form(JOIN, NEED).location)
    (event,) = offered(client)
    row = stored.dependency("lab", "net")
    other.post_form(f"/estate/dependencies/{row.id}/remove", {"version": row.version})

    client.post_form("/estate/undo", {"event": event, "back": "/estate"})
    client.get("/estate")

    assert "Somebody changed this after you did" in client.page.text
    assert present() == ward


@pytest.mark.parametrize("sent", [{}, {"event": "abc"}, {"event": "99999999999"}, {"event": "1"}])
def test_any_other_event_is_not_undone(ward, browse, sent):
    client = browse("maja", Role.MEMBER)
    client.post_form(JOIN, NEED)
    before = present()
    answer = client.post_form("/estate/undo", {"back": "//evil.example", **sent})
    assert (answer.status_code, answer.location) == (302, "/")
    assert present() == before


def test_the_event_of_an_undo_and_of_pasted_rows_is_readable_in_the_trail(ward, browse):
    client = browse("sigrid", Role.SECURITY, Role.AUDITOR)
    client.post_form(JOIN, NEED)
    client.post_form("/estate/undo", {"event": stored.last_event().id})
    client.get(f"/audit/{stored.last_event().id}")
    assert "undid the last change" in client.page.text
    client.get(f"/estate/assets/{stored.asset('lab').id}")
    assert "undid the last change" in client.page.text
    assert client.get(f"/estate/imports/{stored.last_event().id}").status_code == 404
