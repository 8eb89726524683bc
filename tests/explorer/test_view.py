"""How somebody looks at an answer or the map, read from the address line and written down so that it reads the same."""

import pytest

from riskapp.errors import Invalid
from riskapp.explorer import map_view, view
from riskapp.explorer.whole_estate import whole_estate
from tests.graph.estates import read_ward

EVERYTHING = {
    "sort": ["name"], "kind": ["device"], "state": ["down"], "q": ["pump"], "page": ["2"], "exposures": ["3"],
    "boxes": ["150"], "by": ["site"], "open": ["a", "b"], "at": ["45"],
}  # fmt: skip


def test_all_that_an_address_can_say_is_written_as_it_was_read():
    assert set(EVERYTHING) == set(view.NAMES)
    assert view.view_of(EVERYTHING).written() == EVERYTHING


def test_what_is_as_usual_is_not_written():
    usual = {"sort": ["time"], "kind": [""], "q": ["  "], "page": ["1"], "boxes": ["60"], "by": ["cause"], "at": [""]}
    assert view.view_of(usual).written() == view.View().written() == {}


@pytest.mark.parametrize("name", ["sort", "kind", "page", "exposures", "boxes", "by", "at"])
def test_a_word_that_means_nothing_is_refused(name):
    with pytest.raises(Invalid, match="order, kind or page that does not exist"):
        view.view_of({name: ["gossip"]})


def test_the_maps_view_is_written_as_it_was_read():
    whole = whole_estate(read_ward())
    full = {"kind": ["device", "system"], "place": [whole.lands[0].key], "page": ["2"], "asset": ["power"]}
    assert set(full) == set(map_view.NAMES)
    assert map_view.map_view_of(full, whole).written() == full
    assert map_view.map_view_of({"page": ["1"], "place": [""], "asset": [" "]}, whole).written() == {}
    for name in ("kind", "place", "page"):
        with pytest.raises(Invalid, match="kind, place or page that does not exist"):
            map_view.map_view_of({name: ["gossip"]}, whole)
