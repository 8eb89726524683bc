"""Several assets hit at the same time: added by name, left out again, and carried along by every link of the page."""

import json
from collections.abc import Callable
from dataclasses import replace

from riskapp.accounts.permissions import Role
from riskapp.graph.availability import simulate
from riskapp.graph.vocabulary import Lifecycle
from tests.graph.estates import estate, needs, read_ward
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]


def two_power_feeds(store: Callable[..., None]) -> None:
    """A system that stands on two feeds, one of which is enough; and something that is retired."""
    rows = needs("system", "feed a", "feeds"), needs("system", "feed b", "feeds"), needs("care", "system")
    snapshot = estate(*rows, processes=["care"])
    store(snapshot)


def number(browser: InspectingClient, name: str) -> str:
    return browser.get(f"/graph?asset={name}").location.split("/")[-1].split("?")[0]


def refused(browser: InspectingClient, path: str, status: int) -> str:
    """The words of a refusal with that status."""
    assert browser.get(path).status_code == status
    return browser.page.text


def test_together_they_stop_what_neither_stops_alone(store: Callable[..., None], browse: Browse) -> None:
    two_power_feeds(store)
    browser = browse("maja", Role.MEMBER)
    a, b = number(browser, "feed a"), number(browser, "feed b")
    browser.get(f"/graph/assets/{a}?outage=60")
    assert "Nothing else is hit." in browser.page.text
    wider = browser.get(f"/graph/assets/{a}?outage=60&add=feed+b").location
    assert wider == f"/graph/assets/{a}?threat=availability&outage=60&also={b}"
    browser.get(wider)
    assert "What happens if feed a and feed b fail at the same time, for 1 h?" in browser.page.text
    assert "1 process goes down: care, at once." in browser.page.text


def test_each_can_be_left_out_again_and_the_links_carry_all_of_them(store: Callable[..., None], browse: Browse) -> None:
    two_power_feeds(store)
    browser = browse("maja", Role.MEMBER)
    a, b, system = (number(browser, name) for name in ("feed a", "feed b", "system"))
    browser.get(f"/graph/assets/{a}?outage=60&also={b}&also={system}&also={b}&also={a}")
    links = [link["href"] for link in browser.page.all("a") if "href" in link]
    start = f"/graph/assets/{a}?threat=availability&outage=60"
    assert f"{start}&also={b}" in links
    assert f"{start}&also={system}" in links
    assert any(link.startswith(f"{start}&also={b}&also={system}&sort=name") for link in links)
    csv = browser.get(next(link for link in links if "radius.csv" in link))
    assert "care" in csv.text


def test_all_threats_are_asked_of_all_of_them(store: Callable[..., None], browse: Browse) -> None:
    two_power_feeds(store)
    browser = browse("maja", Role.MEMBER)
    a, b = number(browser, "feed a"), number(browser, "feed b")
    for threat, words in (
        ("integrity", "What happens if feed a and feed b lie at the same time?"),
        ("integrity&control=1", "What happens if somebody else controls feed a and feed b at the same time?"),
        ("confidentiality", "What happens if feed a and feed b leak at the same time?"),
        ("availability&outage=none", "What happens if feed a and feed b fail at the same time, until further notice?"),
    ):
        browser.get(f"/graph/assets/{a}?threat={threat}&also={b}")
        assert words in browser.page.text


def test_what_cannot_be_hit_is_told_and_nothing_is_lost(store: Callable[..., None], browse: Browse) -> None:
    snapshot = estate(needs("system", "feed"), assets="old")
    retired = (replace(one, lifecycle=Lifecycle.RETIRED) if one.id == "old" else one for one in snapshot.assets)
    store(replace(snapshot, assets=tuple(retired)))
    browser = browse("maja", Role.MEMBER)
    feed, old = number(browser, "feed"), number(browser, "old")
    assert "No asset has the id or the name fead." in refused(browser, f"/graph/assets/{feed}?outage=60&add=fead", 422)
    browser.get(f"/graph/assets/{feed}?also={old}")
    assert "Nothing: old is retired, so nothing hangs on it any more." in browser.page.text
    assert "There is no such asset." in refused(browser, f"/graph/assets/{feed}?also=99999", 404)
    for wrong in ("x", "-1", "9" * 10):
        assert "choose each of them by name" in refused(browser, f"/graph/assets/{feed}?also={wrong}", 422)


def test_a_slip_in_the_name_of_the_next_forgets_none_of_the_others(store: Callable[..., None], browse: Browse) -> None:
    two_power_feeds(store)
    browser = browse("maja", Role.MEMBER)
    a, b = number(browser, "feed a"), number(browser, "feed b")
    refused(browser, f"/graph/assets/{a}?outage=60&also={b}&add=nobody", 422)
    hidden = [field for field in browser.page.all("input") if field.get("name") == "also"]
    assert [field["value"] for field in hidden] == [b]


def test_the_page_carries_the_whole_cascade_and_shows_the_minute_of_its_address(
    ward: Callable[[str], str], browse: Browse
) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{ward('power')}?outage=100&at=104")
    form = next(form for form in browser.page.all("form") if "data-cascade" in form)
    data = json.loads(form["data-cascade"])
    intervals = [one for asset in simulate(read_ward(), ["power"], 100).assets for one in asset.intervals]
    assert [moment[0] for moment in data["moments"]] == sorted({m for one in intervals for m in (one.start, one.end)})
    assert data["boxes"]["ward"] == [[105, "down", "down"], [175, "up", "up"]]
    slider = next(field for field in browser.page.all("input") if field.get("type") == "range")
    assert (slider["value"], slider["max"]) == ("104", "175")
    assert "1 h 40 min Down: 0 processes and 4 other assets, what was hit among them. Degraded: 1." in browser.page.text
    assert "Go back and choose again." in refused(browser, f"{ward('power')}?outage=100&at=soon", 422)


def test_a_long_table_is_narrowed_by_text_and_state(store: Callable[..., None], browse: Browse) -> None:
    rows = [needs(f"pump {number}", "net", soft=bool(number % 2)) for number in range(12)]
    store(estate(*rows, assets="net"))
    browser = browse("maja", Role.MEMBER)
    net = number(browser, "net")
    browser.get(f"/graph/assets/{net}?outage=60&q=PUMP+1")
    assert "3 of 13 fit." in browser.page.text
    browser.get(f"/graph/assets/{net}?outage=60&state=degraded&sort=lasts")
    assert "6 of 13 fit." in browser.page.text
    kept = {field["name"]: field["value"] for field in browser.page.all("input") if field.get("type") == "hidden"}
    assert kept["outage"] == "60"
    assert kept["sort"] == "lasts"


def test_the_way_to_another_threat_and_back_forgets_nothing(store: Callable[..., None], browse: Browse) -> None:
    two_power_feeds(store)
    browser = browse("maja", Role.MEMBER)
    a, b = number(browser, "feed a"), number(browser, "feed b")
    address = f"/graph/assets/{a}?outage=480&control=1&also={b}"
    for tab in ("threat=integrity", "threat=confidentiality", "/needs?", "threat=availability"):
        browser.get(address)
        links = [link["href"] for link in browser.page.all("a")]
        address = next(link for link in links if tab in link and link.startswith(f"/graph/assets/{a}"))
    assert {"outage=480", "control=1", f"also={b}"} <= set(address.split("?")[1].split("&"))
