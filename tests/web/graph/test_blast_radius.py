"""The page of a blast radius: the nine questions of the ward, in both languages, and questions that are none."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import refresh

from riskapp.accounts.permissions import Role
from riskapp.graph.vocabulary import Lifecycle
from tests.graph.estates import estate, needs, read_ward
from tests.inspecting_client import InspectingClient

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]

NINE = [
    (
        "dc1", "outage=none",
        ("What happens if Host 1 fails until further notice?", "1 process goes down: Ward, after 1 h 15 min.",
         "down after 1 h 15 min, and not back within seven days"),
        ("Hva skjer hvis Host 1 faller ut inntil videre?", "1 prosess går ned: Ward, etter 1 t 15 min."),
    ),
    (
        "power", "outage=100",
        ("What happens if Power feed fails for 1 h 40 min?", "1 process goes down: Ward, after 1 h 45 min.",
         "No: bears 1 h", "All is up again after 2 h 55 min.",
         "because it gets its sign-in from Directory service, which was down for as long as it can do without: 1 h.",
         "Power feed (0 min) → Host 1 (30 min) → Directory service (30 min) → Patient record (1 h 30 min)"),
        ("Hva skjer hvis Power feed faller ut i 1 t 40 min?", "Alt er oppe igjen etter 2 t 55 min.", "Nei: tåler 1 t"),
    ),
    (
        "power", "outage=600",
        ("What happens if Power feed fails for 10 h?", "1 process goes down: Ward, after 1 h 45 min.",
         "All is up again after 11 h 15 min."),
        ("Alt er oppe igjen etter 11 t 15 min.",),
    ),
    (
        "dc1", "threat=integrity&control=1",
        ("What happens if somebody else controls Host 1?", "1 process could work with wrong data: Ward.",
         "It runs on Host 1, and whoever controls that controls it too.",
         "From Integration engine to Patient record f3"),
        ("Hva skjer hvis noen andre styrer Host 1?", "Den kjører på Host 1, og den som styrer det, styrer den også."),
    ),
    (
        "net", "threat=integrity&control=1",
        ("What happens if somebody else controls Ward network?", "by way of Ward network, which can change them"),
        ("gjennom Ward network, som kan endre dem",),
    ),
    (
        "lab", "threat=integrity",
        ("What happens if Laboratory system lies?", "No process is reached.",
         "A validation stops wrong data at 1 flow."),
        ("Hva skjer hvis Laboratory system gir feil data?", "Ingen prosess nås.",
         "En kontroll hos mottakeren stopper feil data i 1 dataflyt."),
    ),
    (
        "dc2", "threat=confidentiality",
        ("What happens if Host 2 leaks?",
         "Data about at least 400 000 persons are exposed; at most 650 012, and 2 of unknown size.",
         "The same control reaches these too: 2 systems.", "unknown number", "at least 0, at most 12"),
        ("Hva skjer hvis Host 2 lekker?", "Opplysninger om minst 400 000 personer kommer på avveie;"),
    ),
    (
        "lab", "threat=confidentiality",
        ("Data about at least 400 000 persons are exposed; at most 650 000.", "can be asked for (by query)"),
        ("Opplysninger om minst 400 000 personer kommer på avveie;",),
    ),
    (
        "net", "threat=confidentiality",
        ("Data may be exposed: at most 12.", "passes unencrypted on a network (on the wire)"),
        ("Opplysninger kan komme på avveie: høyst 12.",),
    ),
]  # fmt: skip


def text_of(browser: InspectingClient) -> str:
    """The words of the last page."""
    return browser.page.text


@pytest.mark.parametrize(("key", "query", "english", "bokmaal"), NINE)
def test_the_nine_questions_of_the_ward_are_answered_in_both_languages(
    browse: Browse, ward: Address, key: str, query: str, english: tuple[str, ...], bokmaal: tuple[str, ...]
) -> None:
    browser = browse("maja", Role.MEMBER)
    for language, sentences in (("en", english), ("nb", bokmaal)):
        browser.post_form("/language", {"language": language, "target": "/me"})
        refresh()  # the test's one application context would keep the language of its first request
        answer = browser.get(f"{ward(key)}?{query}")
        assert answer.status_code == 200
        for sentence in sentences:
            assert sentence in text_of(browser)


def test_the_title_and_the_form_keep_the_question(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    html = browser.get(f"{ward('power')}?outage=100&control=1").text
    assert "<title>What happens if Power feed fails for 1 h 40 min? – riskapp</title>" in html
    assert '<option selected value="own">' in html
    assert {"id": "control", "checked": ""}.items() <= next(
        field for field in browser.page.all("input") if field.get("id") == "control"
    ).items()
    assert next(field for field in browser.page.all("input") if field.get("id") == "minutes")["value"] == "100"


def test_a_length_of_ones_own_asks_the_same_as_its_minutes(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{ward('power')}?outage=own&minutes=100")
    assert "What happens if Power feed fails for 1 h 40 min?" in text_of(browser)


@pytest.mark.parametrize("wrong", ["outage=0", "outage=soon", "outage=own&minutes=", "outage=own&minutes=-5",
                                   "outage=1.5", "outage=99999999999", "outage=\N{SUPERSCRIPT TWO}"])  # fmt: skip
def test_a_wrong_length_is_explained_by_its_field_and_kept(browse: Browse, ward: Address, wrong: str) -> None:
    browser = browse("maja", Role.MEMBER)
    assert browser.get(f"{ward('power')}?{wrong}").status_code == 422
    assert "Write how many whole minutes the outage lasts, 1 or more." in text_of(browser)
    field = next(field for field in browser.page.all("input") if field.get("id") == "minutes")
    assert field["aria-invalid"] == "true"
    assert field["value"] == wrong.rpartition("=")[2]


@pytest.mark.parametrize("wrong", ["threat=boredom", "sort=colour", "kind=cat", "page=0", "page=2", "page=x",
                                   "threat=confidentiality&exposures=7"])  # fmt: skip
def test_an_address_that_means_nothing_is_refused(browse: Browse, ward: Address, wrong: str) -> None:
    assert browse("maja", Role.MEMBER).get(f"{ward('power')}?{wrong}").status_code == 422


def test_an_unknown_asset_has_no_page(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    assert browser.get("/graph/assets/4711").status_code == 404
    assert "There is no such asset." in text_of(browser)


@pytest.mark.parametrize(("state", "sentence"), [
    (Lifecycle.PLANNED, "Nothing: New record is planned, so nothing hangs on it yet."),
    (Lifecycle.RETIRED, "Nothing: New record is retired, so nothing hangs on it any more."),
])  # fmt: skip
def test_a_planned_or_retired_asset_is_answered_with_a_sentence(
    browse: Browse, ward: Address, store: Callable[..., None], state: Lifecycle, sentence: str
) -> None:
    snapshot = read_ward()
    planned = replace(snapshot.assets[5], id="new", name="New record", lifecycle=state)
    wards = replace(snapshot.assets[9], max_downtime=60)
    store(replace(snapshot, assets=(*snapshot.assets[:9], wards, planned)))
    browser = browse("maja", Role.MEMBER)
    assert browser.get(ward("new")).status_code == 200
    assert sentence in text_of(browser)


def test_a_black_start_is_named(browse: Browse, store: Callable[..., None]) -> None:
    store(estate(
        needs("platform", "directory", kind="identity", tolerance=60), needs("directory", "platform", kind="hosting"),
        needs("platform", "hall", kind="location"), needs("care", "platform"), processes=["care"],
    ))  # fmt: skip
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph")
    browser.get("/graph?asset=hall&threat=availability&outage=120", follow_redirects=True)
    assert (
        "Black start: directory and platform wait for each other. "
        "Somebody must start one of them without what it needs." in text_of(browser)
    )
    assert "down at once, and not back within seven days" in text_of(browser)


def test_rows_are_sorted_filtered_and_paged_by_links(browse: Browse, store: Callable[..., None]) -> None:
    store(estate(*(needs(f"asset {number:03}", "core") for number in range(250)), assets="core"))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/assets/1?outage=none&page=3&sort=name")
    assert "asset 249" in text_of(browser)
    assert "Page 3 of 3, 251 rows" in text_of(browser)
    headers = [header for header in browser.page.all("th") if header.get("aria-sort")]
    assert len(headers) == 1
    links = [link["href"] for link in browser.page.all("a") if link.get("rel") == "prev"]
    assert links == ["/graph/assets/1?threat=availability&outage=none&sort=name&page=2#reached"]
    browser.get("/graph/assets/1?kind=device")
    assert "Nothing that is reached fits this." in text_of(browser)


def test_every_asset_in_the_picture_is_in_the_table_and_leads_to_its_own_blast_radius(
    browse: Browse, ward: Address
) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{ward('power')}?outage=100")
    keys = {group["data-key"] for group in browser.page.all("g") if "data-key" in group}
    assert keys == {"power", "dc1", "ad", "integ", "lab", "ehr", "ward"}
    rows = text_of(browser).rpartition("Why?")[2]
    links = [link["href"] for link in browser.page.all("a")]
    for key in keys:
        assert key in rows
        assert links.count(f"{ward(key)}?threat=availability&outage=100") >= 2
    assert "The picture shows all 7 assets." in text_of(browser)


def test_whoever_may_not_see_the_estate_does_not_see_its_graph(app: Flask, ward: Address) -> None:
    stranger = InspectingClient(app, app.response_class)
    assert stranger.get(ward("power")).status_code == 302
    assert stranger.get("/graph").status_code == 302


def test_a_small_answer_says_what_it_did_not_count(ward: Callable[[str], str], browse: Browse) -> None:
    browser = browse("olav", Role.MEMBER)
    hint = "Only wrong data were followed. Who is in control of it may reach more"
    browser.get(f"{ward('net')}?threat=integrity")
    assert ("Nothing else could be wrong." in browser.page.text) == (hint in browser.page.text)
    browser.get(f"{ward('ward')}?threat=integrity")
    assert hint in browser.page.text
    browser.get(f"{ward('ward')}?threat=integrity&control=1")
    assert hint not in browser.page.text
