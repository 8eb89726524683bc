"""Whatever somebody writes into an address or a form, riskapp answers it: never with a fault of its own."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.database import db
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding
from tests.assessments.ward import make_ward
from tests.inspecting_client import InspectingClient

BOTH_DATABASES = True
ROLES = (Role.SYSTEM_OWNER, Role.SECURITY, Role.PRIVACY_OFFICER, Role.RISK_OWNER, Role.AUDITOR, Role.ADMINISTRATOR)
NUMBERS = ["0", "-1", "2147483648", "9223372036854775808", "9" * 5000]
WORDS = ["abc", "a\x00b", "x" * 9_800, "é" * 201, "//[", "\u202e"]
DATES = ["0001-01-01", "9999-12-31"]
ASKED = (
    *("after", "asset", "before", "boxes", "by", "control", "direction", "exposures", "hit", "horizon", "kind", "q"),
    *("minutes", "number", "order", "outage", "page", "since", "site", "sort", "state", "supplier", "target", "what"),
    *("threat", "until", "version", "who", "also", "at", "open"),
    *("about", "add", "change", "dependent", "need", "flow", "provider", "saved", "tolerance", "with"),
    *("from", "to", "from_key", "to_key", "as", "back", "start", "end", "name"),
    *(f"{table}_{what}" for table in ("exposures", "holders", "delivers", "turned") for what in ("sort", "kind", "q")),
    *("role", "missing"),
    *("theme", "applicable", "finding"),
    *("risk", "mark"),
    *("basis", "cell", "cell_left", "criteria", "group", "late", "left", "level", "rule", "standing", "treatment"),
    *("holders", "processes", "processes_sort", "processes_state", "delivers", "turned_saved"),
)
LAST = ("delete", "remove", "retire", "withdraw", "reject", "submit")
"""Acts after which there is less to act on: they come last."""
ENDING = ("/sign-in", "/sign-out", "/people/1/password", "/people/1/active")
"""Forms that would end this walk's own session."""
VALID = {
    "version": "1",
    "row_version": "1",
    "seen": "0",
    "number": "1",
    "asset": "lab",
    "source": "lab",
    "target": "emergency",
    "dependent": "emergency",
    "provider": "pump",
    "first": "lab",
    "second": "pump",
}
"""What a form needs to be looked at further."""


@pytest.fixture
def walker(app: Flask, browse: Callable[..., InspectingClient]) -> InspectingClient:
    """Somebody who may open everything, with one of each thing that a page can show."""
    make_ward()
    browser = browse("maja", *ROLES)
    for kind in ("ros", "dpia"):
        browser.post_form("/assessments/new", {"kind": kind, "title": "Home", "asset": "lab", "language": "en"})
    browser.post_form("/assessments/1/risks", {"property": "availability", "asset": "lab", "event": "It stops"})
    browser.post_form("/assessments/1/measures", {"text": "A second line", "status": "planned"})
    sent = {"file": (io.BytesIO(b"done"), "done.txt")}
    browser.post_form("/register/measures/1/evidence", sent, content_type="multipart/form-data")
    browser.post_form("/assessments/1/measures/1", {"text": "Log off", "safety_effect": "worse", "safety_risk": "1"})
    browser.post_form(
        "/assessments/1/fallbacks",
        {"kind": "manual routine", "dependent_id": "emergency", "provider_id": "lab", "text": "Paper", "minutes": "30"},
    )
    meeting = {"day": "2027-03-04", "time": "09:30", "minutes": "60"}
    browser.post_form("/assessments/1/workshops/new", meeting)
    browser.post_form("/assessments/1/workshops/1/guests", {"name": "Nina"})
    browser.post_form("/assessments/1/remarks", {"place": "R1", "step": "scenarios", "text": "Is it so?"})
    browser.post_form("/assessments/1/states", {"name": "Before the workshop"})
    browser.post_form("/assessments/1/publish", {"place": "title", "extent": "whole", "ground": "internal"})
    asset = db.session.scalar(select(Asset.id).where(Asset.key == "lab"))
    browser.post_form("/processing/new", {"name": "Laboratory", "role": "controller", "state": "draft"})
    browser.post_form("/processing/1/purposes/new", {"purpose": "To cure"})
    change = '{"do":"remove","flow":"f1"}'
    browser.post_form("/graph/saved", {"asset_id": asset, "threat": "integrity", "name": "Lies", "change": change})
    return browser


def samples() -> dict[str, object]:
    """A value for each name in an address."""
    tables = {"category_id": Category, "holding_id": Holding, "flow_id": Flow, "dependency_id": Dependency}
    ones = dict.fromkeys(
        [
            *("assessment_id", "version_id", "number", "user_id", "event_id"),
            *("grant_id", "acceptance_id", "participant_id", "saved_id"),
            *("registered_id", "file_id", "report_id"),
            *("activity_id", "entry_id", "package_id", "remark_id", "guest_id", "state_id", "notice_id"),
        ],
        1,
    )
    return {
        **ones,
        **{name: db.session.scalar(select(table.id)) for name, table in tables.items()},
        "asset_id": db.session.scalar(select(Asset.id).where(Asset.key == "lab")),
        "step_id": "scenarios",
        "what": "needs",
        "section": "data",
        "control_number": "A.5.1",
        "part": "purposes",
        "token": "A" * 43,
        "filename": "base.css",
        "mark": "abc",
        "written": "csv",
    }


def addresses(app: Flask, values: dict[str, object], method: str) -> list[str]:
    """Every address of the application that answers this method."""
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return [built[1] for rule in rules if (built := rule.build(values, append_unknown=False)) is not None]


def odd_in_address(app: Flask, odd: str) -> list[str]:
    """The addresses that name something by number, with this instead of a number."""
    values = samples()
    numbered = {name: "424242" for name, value in values.items() if isinstance(value, int)}
    marked = [path for path in addresses(app, values | numbered, "GET") if "424242" in path]
    return [path.replace("424242", odd) for path in marked]


def forms(app: Flask, browser: InspectingClient) -> dict[str, dict[str, str]]:
    """Each address that a form is sent to, with its fields: what a choice can be, or nothing for a free text."""
    found: dict[str, dict[str, str]] = {}
    for path in addresses(app, samples(), "GET"):
        answer = browser.get(path)
        fields, last = dict[str, str](), ""
        for tag, attributes in browser.page.tags if answer.mimetype == "text/html" else ():
            if tag == "form" and attributes.get("method") == "post":
                fields = found.setdefault(attributes["action"] or path, {})
            if tag in ("input", "select", "textarea", "button") and attributes.get("name"):
                last = attributes["name"]
                chosen = tag != "textarea" and attributes.get("type") not in ("text", "search", None)
                fields.setdefault(last, attributes.get("value", "") if chosen else "")
            if tag == "option" and not fields.get(last):
                fields[last] = attributes.get("value", "")
    return found


def test_odd_addresses_and_questions(app: Flask, walker: InspectingClient) -> None:
    faults = []
    for odd in [*NUMBERS, *WORDS, *DATES]:
        for path in addresses(app, samples(), "GET"):
            answer = walker.get(path, query_string=dict.fromkeys(ASKED, odd))
            if answer.status_code >= 500:
                faults.append((path, odd[:20]))
        for path in odd_in_address(app, odd) if odd.isdecimal() and odd.isascii() else ():
            if walker.get(path).status_code != 404 and odd != "0":
                faults.append((path[:80], odd[:20]))
    assert not faults


def test_odd_forms(app: Flask, walker: InspectingClient) -> None:
    known, faults, taken = forms(app, walker), [], 0
    everything = {name for fields in known.values() for name in fields}
    assert {"text", "name", "row_version", "tolerance", "username", "event", "persons", "title"} <= everything
    paths = sorted(addresses(app, samples(), "POST"), key=lambda path: any(act in path for act in LAST))
    for odd in [*WORDS, *NUMBERS, *DATES]:
        token = walker.token()
        for path in [path for path in paths if path not in ENDING]:
            own = known.get(path, {})  # a form that is nowhere shown is sent every name that there is
            chosen = {name: value for name, value in own.items() if value}
            sent = dict.fromkeys(own or everything, odd) | VALID | chosen | {"csrf_token": token}
            status = walker.post(path, data=sent).status_code
            taken += status == 302
            if status >= 500:
                faults.append((path, odd[:20]))
    assert not faults
    assert taken > len(WORDS), "hardly a form was taken: the walk says little"
    assert walker.get("/").status_code == 200


def test_a_part_of_a_form_without_a_name_is_not_understood(walker: InspectingClient) -> None:
    parts = "--X\r\nContent-Disposition: form-data\r\n\r\nx\r\n{}--X--\r\n"
    token = f'--X\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{walker.token()}\r\n'
    kind = "multipart/form-data; boundary=X"
    assert walker.post("/assessments/new", data=parts.format(token), content_type=kind).status_code == 400
