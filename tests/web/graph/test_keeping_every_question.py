"""Each page of the explorer keeps its question as its address stands, and the saved question leads back to it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from riskapp.accounts.permissions import Role
from riskapp.database import db, transaction
from riskapp.estate.models import Asset, Category, Dependency
from riskapp.estate.snapshots import note_change
from riskapp.graph.snapshot import Snapshot
from riskapp.questions.models import SavedQuestion
from tests.graph.estates import estate, needs, read_ward
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]
MAKER = "Somebody & Sons"
OWN = {"csrf_token", "name", "note", "shared"}


@pytest.fixture
def sigrid(browse: Browse, store: Callable[[Snapshot], None]) -> InspectingClient:
    snapshot = read_ward()
    assets = tuple(replace(one, supplier=MAKER) if one.id == "lab" else one for one in snapshot.assets)
    store(replace(snapshot, assets=assets))
    return browse("sigrid", Role.SECURITY)


def number(model: type[Asset] | type[Category], key: str) -> int:
    return db.session.scalars(select(model.id).where(model.key == key)).one()


def pages() -> dict[str, str]:
    """An address of each question, with a view of it."""
    power, ward, results = number(Asset, "power"), number(Asset, "ward"), number(Category, "results")
    return {
        "What happens if Power feed fails for 5 h?": f"/graph/assets/{power}?threat=availability&outage=300"
        "&sort=name&kind=system&state=down&q=a&boxes=150&by=kind&open=ehr&open=ad&at=45",
        "What does Ward need?": f"/graph/assets/{ward}/needs?sort=kind&kind=infrastructure&q=host&by=site",
        "How does Power feed reach Ward?": "/graph/ways?start=power&end=ward",
        "Where do the data in “Laboratory results” go?": f"/graph/categories/{results}?boxes=150&by=supplier",
        f"What hangs on {MAKER}?": "/graph/supplier?name=Somebody+%26+Sons",
        "The whole estate: Patient record, Shared by all sites, network, system": "/graph/overview"
        "?kind=network&kind=system&place=shared&asset=ehr",
    }


def keep(browser: InspectingClient, address: str, name: str = "Mine", **fields: str) -> str:
    """Keep the question of a page with what its form holds; returns the address of the saved question."""
    assert browser.get(address).status_code == 200
    return send(browser, hidden(browser), name, **fields)


def hidden(browser: InspectingClient) -> list[tuple[str, str]]:
    """The fields that the form carries without showing them."""
    tags = browser.page.tags
    start = next(place for place, (tag, one) in enumerate(tags) if one.get("action") == "/graph/saved")
    end = next(place for place, (_, one) in enumerate(tags) if place > start and one.get("id") in ("keep-name", "name"))
    fields = [one for tag, one in tags[start:end] if tag == "input"]
    return [(one["name"], one["value"]) for one in fields if one["name"] not in OWN]


def send(browser: InspectingClient, fields: list[tuple[str, str]], name: str, **others: str) -> str:
    sent: dict[str, object] = {one: [value for same, value in fields if same == one] for one, _ in fields}
    answer = browser.post_form("/graph/saved", {**sent, "name": name, **others})
    assert answer.status_code == 302, browser.page.text
    return str(answer.location)


def test_every_page_is_kept_as_its_address_stands_and_told_in_words(sigrid: InspectingClient) -> None:
    for words, address in pages().items():
        assert sigrid.get(keep(sigrid, address, words)).location == address
        sigrid.get("/graph/saved")
        assert f"{words} {words} none only you see it" in sigrid.page.text


def test_a_name_that_is_taken_is_refused_and_the_question_travels_on(sigrid: InspectingClient) -> None:
    for place, address in enumerate(pages().values()):
        keep(sigrid, address, f"Mine {place}")
        fields = hidden(sigrid)
        sent: dict[str, object] = {one: [value for same, value in fields if same == one] for one, _ in fields}
        answer = sigrid.post_form("/graph/saved", {**sent, "name": f"MINE {place}", "note": "Kept text"})
        assert answer.status_code == 422
        assert f"You already keep a question called Mine {place}." in sigrid.page.text
        assert "Kept text" in sigrid.page.text
        assert address in {one.get("href") for one in sigrid.page.all("a")}
        assert sigrid.get(send(sigrid, hidden(sigrid), f"Another {place}")).location == address


def test_an_asset_on_the_map_is_kept_by_its_id_and_other_words_as_they_are(sigrid: InspectingClient) -> None:
    keep(sigrid, "/graph/overview?asset=Patient+record+(ehr)")
    saved = db.session.scalars(select(SavedQuestion)).one()
    assert (saved.about, saved.view) == (["ehr"], {})
    assert sigrid.get(keep(sigrid, "/graph/overview?asset=host", "Hosts")).location == "/graph/overview?asset=host"
    assert sigrid.get(keep(sigrid, "/graph/overview", "All")).location == "/graph/overview"


def test_ways_and_suppliers_without_an_answer_have_nothing_to_keep(sigrid: InspectingClient) -> None:
    for address in ("/graph/ways", "/graph/ways?start=power&end=nobody", "/graph/supplier"):
        sigrid.get(address)
        assert "/graph/saved" not in {one["action"] for one in sigrid.page.all("form")}, address


def test_another_opens_each_that_is_shared_and_changes_none(sigrid: InspectingClient, browse: Browse) -> None:
    kept = {keep(sigrid, address, words, shared="y"): address for words, address in pages().items()}
    rut = browse("rut", Role.AUDITOR)
    for saved, address in kept.items():
        assert rut.get(saved).location == address
        assert rut.get(f"{saved}/edit").status_code == 403
        assert rut.post_form(f"{saved}/delete", {}).status_code == 403
    rut.get("/graph/saved")
    assert all(words in rut.page.text for words in pages())


def test_each_is_renamed_and_deleted_by_whoever_keeps_it(sigrid: InspectingClient) -> None:
    for place, (words, address) in enumerate(pages().items()):
        saved = keep(sigrid, address, f"Mine {place}")
        sigrid.get(f"{saved}/edit")
        assert words in sigrid.page.text
        answer = sigrid.post_form(f"{saved}/edit", {"name": f"Ours {place}", "shared": "y", "version": "1"})
        assert answer.status_code == 302
        assert sigrid.post_form(f"{saved}/edit", {"name": "Late", "version": "1"}).status_code == 409
        assert sigrid.post_form(f"{saved}/delete", {}).status_code == 302
        assert sigrid.get(saved).status_code == 404


def test_what_is_gone_is_told_and_the_question_stays_until_it_is_deleted(
    browse: Browse, store: Callable[[Snapshot], None]
) -> None:
    store(estate(needs("needy", "one"), needs("needy", "other"), assets="maker"))
    with transaction() as session:
        session.add(Category(key="data", name="Data", sensitivity="special"))
        session.scalars(select(Asset).where(Asset.key == "maker")).one().kind = "supplier"
        note_change(session)
    sigrid, rut = browse("sigrid", Role.SECURITY), browse("rut", Role.AUDITOR)
    needy = number(Asset, "needy")
    addresses = {
        f"/graph/assets/{needy}?threat=integrity": "needy",
        f"/graph/assets/{needy}/needs": "needy",
        "/graph/ways?start=one&end=needy": "one, needy",
        f"/graph/categories/{number(Category, 'data')}": "data",
        "/graph/supplier?name=maker": "maker",
        "/graph/overview?asset=needy": "needy",
        "/graph/overview?place=shared": "shared",
    }
    kept = {keep(sigrid, address, address, shared="y"): gone for address, gone in addresses.items()}
    with transaction() as session:
        session.execute(delete(Dependency))
        session.execute(delete(Category))
        session.execute(delete(Asset))
        note_change(session)
    for saved, gone in kept.items():
        assert sigrid.get(saved).status_code == 404
        assert f"asks about what is no longer in the estate: {gone}." in sigrid.page.text
        assert "the question stays kept" in sigrid.page.text
        assert rut.get(saved).status_code == 404
        assert "Delete the question" not in rut.page.text
        sigrid.get("/graph/saved")
        assert saved in {one.get("href") for one in sigrid.page.all("a")}
        assert sigrid.get(f"{saved}/edit").status_code == 200
        assert sigrid.post_form(f"{saved}/delete", {}).status_code == 302
    assert db.session.scalars(select(SavedQuestion)).all() == []
