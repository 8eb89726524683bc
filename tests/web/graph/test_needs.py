"""The page of what an asset stands on."""

from collections.abc import Callable
from dataclasses import replace

from riskapp.accounts.permissions import Role
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Lifecycle
from tests.graph.estates import estate, needs, read_ward
from tests.inspecting_client import InspectingClient

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]


def test_the_answer_is_a_sentence_a_picture_and_a_table(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{ward('ward')}/needs")
    text = browser.page.text
    assert "What does Ward need?" in text
    assert "Any one of 4 of them stops it alone:" in text
    drawn = {group["data-key"] for group in browser.page.all("g") if "data-key" in group}
    assert drawn >= {"ward", "ehr", "ad", "dc1", "power"}
    assert "Power feed : alone it leaves the group “cluster” of Patient record short" in text
    assert "power infrastructure stops it alone" in text


def test_two_that_stop_it_together_are_named(browse: Browse, store: Callable[[Snapshot], None], ward: Address) -> None:
    store(estate(needs("x", "a", "pair"), needs("x", "b", "pair")))
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{ward('x')}/needs")
    assert "It stands on 2 assets, and none of them stops it alone. 1 pair stops it together." in browser.page.text
    assert "a with b" in browser.page.text.partition("Two that stop it together")[2]


def test_the_table_is_sorted_and_narrowed_and_a_page_that_is_not_there_is_refused(
    browse: Browse, ward: Address
) -> None:
    browser = browse("maja", Role.MEMBER)
    address = f"{ward('ward')}/needs"
    browser.get(f"{address}?kind=infrastructure&sort=name")
    table = browser.page.text.partition("Who asks for it")[2]
    assert "Patient record ehr" not in table and "Power feed power" in table
    assert browser.get(f"{address}?page=9").status_code == 422
    assert browser.get("/graph/assets/999999/needs").status_code == 404


def test_what_takes_no_part_needs_nothing(browse: Browse, store: Callable[[Snapshot], None], ward: Address) -> None:
    snapshot = read_ward()
    store(
        replace(
            snapshot,
            assets=tuple(
                replace(one, lifecycle=Lifecycle.PLANNED) if one.id == "ward" else one for one in snapshot.assets
            ),
        )
    )
    browser = browse("maja", Role.MEMBER)
    assert browser.get(f"{ward('ward')}/needs").status_code == 200
    assert "is planned" in browser.page.text
