"""The page of what if: nothing supposed, changes by short forms, before and after, what cannot be, and its file."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import TestResponse

from riskapp.accounts.permissions import Role
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from tests.graph.estates import estate, flow, needs, read_ward
from tests.inspecting_client import InspectingClient

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]

LINE = '{"dependent":"dc1","provider":"power"}'
LAB = '{"dependent":"lab","provider":"dc2"}'
LONGER = '{"do":"lengthen tolerance","dependent":"ehr","provider":"ad","tolerance":600}'


@pytest.fixture
def maja(browse: Browse, ward: Address) -> InspectingClient:
    return browse("maja", Role.MEMBER)


def ask(browser: InspectingClient, address: str, **more: object) -> TestResponse:
    question = {"threat": "availability", "outage": "240"}
    return browser.get(f"{address}/what-if", query_string={**question, **more})


def supposed(answer: TestResponse) -> list[dict[str, object]]:
    """The changes in the address that an answer leads to."""
    assert answer.status_code == 303, answer.text
    return [json.loads(one) for one in parse_qs(urlsplit(answer.location).query)["change"]]


def test_without_a_change_the_page_offers_what_the_answer_hangs_on(maja: InspectingClient, ward: Address) -> None:
    assert ask(maja, ward("power")).status_code == 200
    text = maja.page.text
    assert "What happens if Power feed fails for 4 h?" in text
    assert "None yet." in text
    offered = text.partition("the most important first")[2]
    assert "Host 1: it gets its power from Power feed · can do without for 30 min" in offered
    assert "Ward: it uses Patient record · can do without for 15 min" in offered
    assert "Laboratory system: it uses" not in offered, "it is no part of what hurts the ward"


def test_a_longer_tolerance_saves_the_ward_and_the_page_says_so(maja: InspectingClient, ward: Address) -> None:
    answer = ask(maja, ward("power"), add="tolerance", need='{"dependent":"ehr","provider":"ad"}', tolerance="600")
    need = {"dependent": "ehr", "provider": "ad"}
    assert supposed(answer) == [{"do": "change", "dependency": need, "set": {"tolerance": 600}}]
    maja.get(answer.location)
    text = maja.page.text
    assert "Patient record can do without Directory service for 10 h. Take away" in text
    assert "1 process is saved: Ward." in text
    assert "The processes are down for 0 min in all instead of" in text
    assert "processes that go down 1 0" in text
    saved = text.partition("Saved 2")[2]
    assert "Ward ward process down after 1 h 45 min, for 3 h 30 min not reached" in saved
    assert "Patient record ehr system" in saved


@pytest.mark.parametrize(("sent", "change"), [
    ({"add": "redundant", "need": LINE, "with": "Host 2 (dc2)"},
     {"do": "make redundant", "dependent": "dc1", "provider": "power", "with": ["dc2"]}),
    ({"add": "soft", "need": LINE},
     {"do": "change", "dependency": {"dependent": "dc1", "provider": "power"}, "set": {"strength": "soft"}}),
    ({"add": "soft", "need": '{"dependent":"ehr","group":"cluster"}'},
     {"do": "change", "group": {"dependent": "ehr", "group": "cluster"}, "set": {"strength": "soft"}}),
    ({"add": "without", "need": LINE}, {"do": "remove", "dependency": {"dependent": "dc1", "provider": "power"}}),
    ({"add": "encrypt", "flow": "f1"}, {"do": "encrypt", "flow": "f1"}),
    ({"add": "validate", "flow": "f1"}, {"do": "validate", "flow": "f1"}),
    ({"add": "no-flow", "flow": "f1"}, {"do": "remove", "flow": "f1"}),
    ({"add": "new-need", "dependent": "lab", "provider": "net", "kind": "network", "tolerance": "5"},
     {"do": "add", "dependency": {"dependent": "lab", "provider": "net", "kind": "network", "tolerance": 5}}),
    ({"add": "new-flow", "source": "lab", "target": "ward", "category": "results", "encrypted": "1"},
     {"do": "add", "flow": {"id": "new-flow-1", "source": "lab", "target": "ward", "categories": ["results"],
                            "access": "push", "encrypted": True, "validated": False}}),
    ({"add": "new-asset", "name": "Host 3", "kind": "infrastructure", "recovery": "10"},
     {"do": "add", "asset": {"id": "new-1", "name": "Host 3", "kind": "infrastructure", "recovery": 10}}),
    ({"add": "no-asset", "asset": "integ"}, {"do": "remove", "asset": "integ"}),
])  # fmt: skip
def test_each_short_form_makes_one_change_after_those_that_are_there(
    maja: InspectingClient, ward: Address, sent: dict[str, str], change: dict[str, object]
) -> None:
    answer = ask(maja, ward("power"), change=LONGER, **sent)
    assert supposed(answer) == [json.loads(LONGER), change]
    assert maja.get(answer.location).status_code == 200


def test_what_is_supposed_can_be_built_on_by_its_name(maja: InspectingClient, ward: Address) -> None:
    made = ask(maja, ward("power"), add="new-asset", name="Generator", kind="infrastructure").location
    answer = maja.get(f"{made.partition('#')[0]}&add=redundant&with=generator&need={LINE}")
    assert supposed(answer)[1]["with"] == ["new-1"]
    maja.get(answer.location)
    assert "Generator can stand in for Power feed, which Host 1 needs." in maja.page.text


@pytest.mark.parametrize(("sent", "reason", "field"), [
    ({"add": "tolerance", "need": LINE, "tolerance": "soon"}, "Write how many whole minutes.", "tolerance"),
    ({"add": "tolerance", "need": LINE, "tolerance": "30"}, "has these values already", "tolerance"),
    ({"add": "redundant", "need": LINE, "with": "Nobody"}, "No asset has the id or the name Nobody.", "with"),
    ({"add": "new-need", "dependent": "lab", "provider": "lab", "kind": "power"}, "lab depends on itself", "dependent"),
    ({"add": "new-flow", "source": "lab", "target": "ehr"}, "Choose which data.", "category"),
    ({"add": "new-asset", "kind": "system"}, "Say what it is called.", "name"),
    ({"add": "no-asset", "asset": "power"}, "No asset has the id power.", "asset"),
    ({"add": "encrypt", "flow": "f2"}, "It changes nothing: the data flow f2 is encrypted already.", ""),
    ({"add": "conjure", "need": LINE}, "This address asks for a change that does not exist.", ""),
    ({"add": "soft", "need": "[]"}, "This address asks for a change that does not exist.", ""),
    ({"add": "tolerance", "need": "{", "tolerance": "5"}, "The changes are no JSON", ""),
    ({"add": "tolerance", "need": '{"dependent":"lab","provider":"net"}', "tolerance": "5"}, "no such dependency", ""),
    ({"add": "in-use", "asset": "lab"}, "lab has these values already", "asset"),
    ({"add": "tolerance", "need": LAB, "tolerance": "0"}, "has these values already", "tolerance"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason_and_what_was_typed_stays(
    maja: InspectingClient, ward: Address, sent: dict[str, str], reason: str, field: str
) -> None:
    answer = ask(maja, ward("power"), change=LONGER, **sent)
    assert answer.status_code == 422
    text = maja.page.text
    assert reason in text
    assert "Patient record can do without Directory service for 10 h. Take away" in text
    assert "1 process is saved: Ward." in text, "what was supposed before is still answered"
    ids = {attributes["id"] for _, attributes in maja.page.tags if "id" in attributes}
    summary = maja.page.text.partition("Put this right to go on")[2]
    assert reason in summary.partition("What if something were different?")[0]
    linked = {one["href"][1:] for one in maja.page.all("a") if one.get("href", "").startswith("#")}
    assert linked <= ids, "a link of the page leads nowhere"
    if field:
        link = next(one for one in maja.page.all("a") if one.get("href", "").startswith(f"#{field}-"))
        blamed = [one for tag in ("input", "select") for one in maja.page.all(tag) if one.get("id") == link["href"][1:]]
        assert len(blamed) == 1 and blamed[0]["aria-invalid"] == "true"
        assert blamed[0].get("value", sent.get(field, "")) == sent.get(field, "")


def test_a_change_that_no_longer_fits_is_told_with_its_reason_and_can_be_taken_away(
    maja: InspectingClient, ward: Address
) -> None:
    gone = '{"do":"encrypt","flow":"f77"}'
    assert ask(maja, ward("power"), change=[LONGER, gone, '{"do":"dance"}']).status_code == 422
    text = maja.page.text
    assert "The changes cannot all be made in the estate as it is now." in text
    assert '{"do":"dance"} Take away This change cannot be made: "do" is one of' in text
    ask(maja, ward("power"), change=[LONGER, gone])
    assert "This change cannot be made: No data flow has the id f77." in maja.page.text
    without = [one["href"] for one in maja.page.all("a") if "f77" in one.get("aria-label", "")]
    assert maja.get(without[0]).status_code == 200
    assert "1 process is saved: Ward." in maja.page.text


@pytest.mark.parametrize("change", ["{", "[", '{"do":"encrypt","flow":"f1","flow":"f2"}', '{"a":1e999}', "x" * 9_000])
def test_what_is_no_change_at_all_is_explained(maja: InspectingClient, ward: Address, change: str) -> None:
    assert ask(maja, ward("power"), change=change).status_code == 422


def test_more_changes_than_an_address_holds_are_refused_with_what_to_do(maja: InspectingClient, ward: Address) -> None:
    many = [json.dumps({"do": "change", "asset": "lab", "set": {"recovery": number}}) for number in range(100, 200)]
    assert ask(maja, ward("power"), change=many).status_code == 422
    assert "Give them to riskapp what-if as a file instead." in maja.page.text


def test_a_change_that_helps_nobody_is_said_to_make_no_difference(maja: InspectingClient, ward: Address) -> None:
    ask(maja, ward("power"), change='{"do":"encrypt","flow":"f1"}')
    assert "The changes make no difference to this answer." in maja.page.text


def test_a_change_that_costs_is_told(maja: InspectingClient, ward: Address) -> None:
    ask(maja, ward("net"), change='{"do":"add","dependency":{"dependent":"ward","provider":"net","kind":"network"}}')
    text = maja.page.text
    assert "Nothing is saved. The processes are down for 4 h in all instead of 0 min." in text
    assert "Reached only with the changes (1): Ward." in text
    assert "Ward ward process not reached down at once, for 4 h" in text


def test_wrong_data_that_are_checked_reach_less(maja: InspectingClient, ward: Address) -> None:
    question = {"threat": "integrity", "change": '{"do":"validate","flow":"f1"}'}
    maja.get(f"{ward('monitor')}/what-if", query_string=question)
    text = maja.page.text
    assert "1 process is saved: Ward." in text
    assert "processes reached 1 0" in text
    assert "data flows where a validation stops it" in text


def test_a_leak_is_told_in_persons(maja: InspectingClient, ward: Address) -> None:
    maja.get(f"{ward('net')}/what-if", query_string={"threat": "confidentiality"})
    assert "Patient monitor sends Vital signs to Patient record (flow f1) · not encrypted" in maja.page.text
    change = '{"do":"encrypt","flow":"f1"}'
    maja.get(f"{ward('net')}/what-if", query_string={"threat": "confidentiality", "change": change})
    text = maja.page.text
    assert "No personal data are exposed any more." in text
    assert "Patient monitor monitor Vital signs at least 0, at most 12 not exposed" in text


def test_an_asset_of_the_picture_shows_what_it_needs_and_exchanges(maja: InspectingClient, ward: Address) -> None:
    ask(maja, ward("power"))
    picks = [one["href"] for one in maja.page.all("a") if "about=lab" in one.get("href", "")]
    maja.get(picks[0])
    offered = maja.page.text.partition("What Laboratory system needs and exchanges")[2]
    for said in ("it runs on Host 2", "sends Laboratory results to Integration engine (flow f2)", "Ward: it uses Lab"):
        assert said in offered
    assert ask(maja, ward("power"), about="nobody at all").status_code == 422
    assert "No asset has the id or the name nobody at all" in maja.page.text


def test_a_stand_in_that_is_only_planned_is_said_to_help_nobody(
    browse: Browse, store: Callable[[Snapshot], None], ward: Address
) -> None:
    planned = tuple(replace(one, lifecycle=Lifecycle.PLANNED) if one.id == "lab" else one for one in read_ward().assets)
    store(replace(read_ward(), assets=planned))
    browser = browse("maja", Role.MEMBER)
    change = '{"do":"make redundant","dependent":"dc1","provider":"power","with":["lab"]}'
    ask(browser, ward("power"), change=change)
    assert "Laboratory system is planned or retired, so it helps nobody yet." in browser.page.text
    assert supposed(ask(browser, ward("power"), change=change, add="in-use", asset="lab"))[1] == {
        "do": "change", "asset": "lab", "set": {"lifecycle": "in use"},
    }  # fmt: skip


def test_several_hit_assets_are_asked_about_together(maja: InspectingClient, ward: Address) -> None:
    number = ward("dc2").rpartition("/")[2]
    answer = ask(
        maja, ward("dc1"), also=number, add="tolerance", tolerance="60", need='{"dependent":"ward","provider":"ehr"}'
    )
    assert f"also={number}" in answer.location
    maja.get(answer.location)
    assert "Host 1 and Host 2" in maja.page.text


CUT = '{"do":"remove","dependency":{"dependent":"core","provider":"line"}}'


def test_no_row_is_cut_and_each_fate_has_pages_of_its_own(
    browse: Browse, store: Callable[[Snapshot], None], ward: Address
) -> None:
    store(estate(*(needs(f"system {number:03}", "core") for number in range(140)), needs("core", "line")))
    browser = browse("maja", Role.MEMBER)
    ask(browser, ward("line"), change=CUT)
    text = browser.page.text
    assert "Saved 141" in text and "Page 1 of 2, 141 rows" in text
    (following,) = [link["href"] for link in browser.page.all("a") if link.get("rel") == "next"]
    assert following.endswith("turned_saved=2#saved")
    browser.get(following)
    assert "system 139 system 139" in browser.page.text and "Page 2 of 2" in browser.page.text
    assert browser.get(following.replace("saved=2", "saved=3")).status_code == 422
    ask(browser, ward("line"))
    assert "129 more are not shown." in browser.page.text


def test_all_fates_are_narrowed_and_sorted_at_once(maja: InspectingClient, ward: Address) -> None:
    change = '{"do":"remove","dependency":{"dependent":"ad","provider":"dc1"}}'
    ask(maja, ward("power"), change=change, turned_kind="system")
    text = maja.page.text
    assert "What differs 3" in text and "1 of 3 fits." in text
    assert "Patient record ehr" in text and "Ward ward process" not in text
    assert "This 1 row: Excel · CSV · JSON" in text
    files = [link["href"] for link in maja.page.all("a") if ".json?" in link.get("href", "")]
    narrowed = json.loads(maja.get(files[0]).data)
    assert [row["id"] for row in narrowed["rows"]] == ["ehr"]
    assert (narrowed["question"]["kind"], narrowed["question"]["rows_in_all"]) == ("system", 3)
    assert narrowed["question"]["changes"] == ["Directory service no longer needs Host 1."]
    assert [row["id"] for row in json.loads(maja.get(files[1]).data)["rows"]] == ["ward", "ad", "ehr"]
    ask(maja, ward("power"), change=change, turned_sort="name")
    saved = maja.page.text.partition("Saved 3")[2]
    assert saved.index("Directory service ad") < saved.index("Patient record ehr") < saved.index("Ward ward")
    for odd in ("turned_sort=colour", "turned_kind=cat", "turned_state=down", "turned_saved=x"):
        assert maja.get(f"{ward('power')}/what-if?change={change}&{odd}").status_code == 422


def test_devices_that_fare_alike_differ_in_one_row(
    browse: Browse, store: Callable[[Snapshot], None], ward: Address
) -> None:
    snapshot = estate(*(needs(f"pump {number}", "core") for number in range(8)), needs("core", "line"))
    pumps = (replace(one, kind=Kind.DEVICE if "pump" in one.id else one.kind) for one in snapshot.assets)
    store(replace(snapshot, assets=tuple(pumps)))
    browser = browse("maja", Role.MEMBER)
    ask(browser, ward("line"), change=CUT)
    assert "8 devices alike, such as pump 0" in browser.page.text
    assert "Saved 9" in browser.page.text
    link = next(one["href"] for one in browser.page.all("a") if "turned_kind=device#saved" in one.get("href", ""))
    browser.get(link)
    assert "pump 7 pump 7 device down at once" in browser.page.text


@pytest.mark.parametrize("threat", ["availability", "integrity", "confidentiality"])
@pytest.mark.parametrize("written", ["csv", "xlsx", "json"])
def test_the_difference_is_a_file_of_every_row(
    maja: InspectingClient, ward: Address, threat: str, written: str
) -> None:
    change = '{"do":"remove","dependency":{"dependent":"ad","provider":"dc1"}}'
    question = {"threat": threat, "change": change, **({"control": "1"} if threat == "integrity" else {})}
    answer = maja.get(f"{ward('dc1')}/what-if.{written}", query_string=question)
    assert answer.status_code == 200
    if written == "json":
        rows = json.loads(answer.data)["rows"]
    elif written == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    else:
        return
    assert ("saved", "ad") in {(row["change"], row["id"]) for row in rows}


def test_wrong_questions_and_idle_assets_are_explained(
    browse: Browse, store: Callable[[Snapshot], None], ward: Address
) -> None:
    store(estate(needs("old", "core"), lifecycle={"old": "retired"}))
    browser = browse("maja", Role.MEMBER)
    assert browser.get(f"{ward('core')}/what-if?outage=never").status_code == 422
    assert browser.get(f"{ward('core')}/what-if.csv?outage=never").status_code == 422
    assert browser.get(f"{ward('core')}/what-if.pdf").status_code == 404
    assert browser.get(f"{ward('core')}/what-if?also=99999").status_code == 404
    assert browser.get("/graph/assets/99999/what-if").status_code == 404
    assert browser.get(f"{ward('old')}/what-if").status_code == 200
    assert "is retired" in browser.page.text


def test_of_a_leak_no_most_is_said_where_the_number_is_unknown_somewhere(
    store: Callable[..., None], browse: Browse
) -> None:
    rows = (flow("known", "net", "lab", "results", persons=10), flow("unknown", "net", "ward", "images"))
    store(estate(*rows))
    browser = browse("olav", Role.MEMBER)
    number = browser.get("/graph?asset=net").location.split("/")[-1].split("?")[0]
    change = '{"do":"change","flow":"known","set":{"persons":5}}'
    browser.get(f"/graph/assets/{number}/what-if", query_string={"threat": "confidentiality", "change": change})
    text = browser.page.text
    assert "; at most 5, and 1 of unknown size. Before the changes: at least" in text
    assert "at most 10, and 1 of unknown size." in text


def test_a_tolerance_is_made_shorter_too(maja: InspectingClient, ward: Address) -> None:
    answer = ask(maja, ward("power"), add="tolerance", need=LINE, tolerance="10")
    (change,) = supposed(answer)
    assert change["set"] == {"tolerance": 10}
    maja.get(answer.location)
    assert "10 min" in maja.page.text.partition("Supposed changes")[2].partition("Take away")[0]
