"""Deny by default: every route says who may use it, and lets nobody else through."""

import re

import pytest

from riskapp.accounts.permissions import GRANTED, Role
from riskapp.web import guard

PUBLIC = {
    "static",
    "home.accessibility",
    "home.about",
    "home.language",
    "accounts.sign_in",
    "accounts.sign_in_page",
    "notices.feed",  # opened by the secret in its address
}
SIGNED_IN = {
    "home.mine",
    "home.search",
    "help.glossary",
    "accounts.me",
    "accounts.sign_out",
    "reports.verify",
    "reports.verify_file",
    "notices.overview",
    "notices.opened",
    "notices.read",
    "notices.read_all",
    "notices.make_calendar",
    "notices.revoke_calendar",
    "notices.save_address",
}
"""What needs no role. Whoever adds a name here opens a page to every account."""


def routes(app):
    for rule in app.url_map.iter_rules():
        for method in rule.methods & {"GET", "POST"}:
            yield method, rule


def address(rule):
    return re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda found: "1" if found[1] == "int" else "x", rule.rule)


def test_every_route_states_its_guard(app):
    assert all(guard.guard_of(view) is not None for view in app.view_functions.values())


def test_a_route_without_a_guard_stops_the_start(app):
    app.view_functions["home.unguarded"] = lambda: "secret"

    with pytest.raises(RuntimeError, match=r"home\.unguarded"):
        guard.require_guards(app)


def test_only_the_listed_routes_are_open_to_everybody(app):
    assert {name for name, view in app.view_functions.items() if guard.guard_of(view).public} == PUBLIC


def test_only_the_listed_routes_need_no_role(app):
    found = set()
    for name, view in app.view_functions.items():
        rule = guard.guard_of(view)
        if not rule.public and not rule.any_of:
            found.add(name)
    assert found == SIGNED_IN


def test_whoever_is_not_signed_in_gets_no_further_than_sign_in(app):
    client = app.test_client()
    for method, rule in routes(app):
        if rule.endpoint in PUBLIC:
            continue
        answer = client.get(address(rule)) if method == "GET" else client.post_form(address(rule), {"text": "kept"})
        if method == "GET" or getattr(app.view_functions[rule.endpoint], "takes_file", False):
            assert answer.status_code == 302, rule.rule
            assert answer.location.startswith("/sign-in"), rule.rule
        else:
            assert answer.status_code == 401, rule.rule


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_its_permissions_open_and_nothing_else(app, browse, role):
    client = browse("somebody", role)
    for method, rule in routes(app):
        wanted = guard.guard_of(app.view_functions[rule.endpoint]).any_of
        if not wanted or set(wanted) & GRANTED[role]:
            continue
        answer = client.get(address(rule)) if method == "GET" else client.post_form(address(rule), {})
        assert answer.status_code == 403, f"{role} {method} {rule.rule}: {answer.status_code}"


def test_an_account_without_a_role_sees_only_what_needs_none(app, person, browse):
    person("newcomer")
    client = browse("newcomer")
    for method, rule in routes(app):
        if rule.endpoint in PUBLIC | SIGNED_IN or method == "POST":
            continue
        assert client.get(address(rule)).status_code == 403, rule.rule


def test_no_form_is_taken_without_its_token(app, browse):
    client = browse("adam", Role.ADMINISTRATOR)
    for method, rule in routes(app):
        if method == "POST":
            assert client.post(address(rule), data={"text": "x"}).status_code == 400, rule.rule


def test_addresses_are_kebab_case(app):
    for rule in app.url_map.iter_rules():
        fixed = re.sub(r"<[^>]+>", "x", rule.rule)
        assert re.fullmatch(r"[a-z0-9/.-]*", fixed), rule.rule
