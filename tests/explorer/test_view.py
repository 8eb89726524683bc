"""How somebody looks at an answer or the map, read from the address line and written down so that it reads the same."""

import pytest

from riskapp.errors import Invalid
from riskapp.explorer import map_view, view
from riskapp.explorer.page_tables import NEEDS, RADIUS, SUPPLIER
from riskapp.explorer.whole_estate import whole_estate
from tests.graph.estates import read_ward

EVERYTHING = {
    "sort": ["name"], "kind": ["device"], "state": ["down"], "q": ["pump"], "page": ["2"], "exposures": ["3"],
    "exposures_sort": ["category"], "exposures_kind": ["system"], "exposures_q": ["vital"],
    "boxes": ["150"], "by": ["site"], "open": ["a", "b"], "at": ["45"],
}  # fmt: skip


def test_all_that_an_address_can_say_is_written_as_it_was_read():
    assert {*EVERYTHING, "exposures_state"} == set(view.names_of(RADIUS)), "an exposure has no state"
    assert view.view_of(EVERYTHING, RADIUS).written() == EVERYTHING


def test_what_is_as_usual_is_not_written():
    usual = {"sort": ["time"], "kind": [""], "q": ["  "], "page": ["1"], "boxes": ["60"], "by": ["cause"], "at": [""]}
    usual |= {"exposures_sort": ["persons"], "exposures": ["1"]}
    assert view.view_of(usual, RADIUS).written() == view.View().written() == {}


@pytest.mark.parametrize("name", ["sort", "kind", "state", "page", "exposures", "exposures_sort", "exposures_kind",
                                  "exposures_state", "boxes", "by", "at"])  # fmt: skip
def test_a_word_that_means_nothing_is_refused(name):
    with pytest.raises(Invalid, match="order, kind, state or page that does not exist"):
        view.view_of({name: ["gossip"]}, RADIUS)


def test_each_page_knows_the_words_of_its_own_tables():
    assert view.view_of({"state": ["alone"]}, NEEDS).choice().state == "alone"
    assert view.view_of({"state": ["down"], "processes_sort": ["bears"]}, SUPPLIER).choice("processes").order == "bears"
    for odd, tables in (("alone", RADIUS), ("down", NEEDS)):
        with pytest.raises(Invalid):
            view.view_of({"state": [odd]}, tables)


def test_the_maps_view_is_written_as_it_was_read():
    whole = whole_estate(read_ward())
    full = {
        "kind": ["device", "system"],
        "place": [whole.lands[0].key],
        "sort": ["needs"],
        "page": ["2"],
        "asset": ["power"],
    }
    assert set(full) == set(map_view.NAMES)
    assert map_view.map_view_of(full, whole).written() == full
    assert map_view.map_view_of({"page": ["1"], "place": [""], "asset": [" "]}, whole).written() == {}
    for name in ("kind", "place", "sort", "page"):
        with pytest.raises(Invalid, match="kind, place, order or page that does not exist"):
            map_view.map_view_of({name: ["gossip"]}, whole)
