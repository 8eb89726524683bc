"""From what a person typed to the asset that is meant."""

import pytest

from riskapp.errors import Invalid
from riskapp.estate.choosing import find_asset, shown, suggestions
from riskapp.estate.directory import Directory, Line, order_of


def line(number, key, name, kind="system"):
    return Line(
        number, key, name, kind, "", "", "", "in use", None, None, None, f"{name}\n{key}".casefold(), order_of(name)
    )


KNOWN = Directory(
    [
        line(1, "arena", "DIPS Arena"),
        line(2, "ekg-1", "EKG", "device"),
        line(3, "ekg-2", "ekg", "device"),
        line(4, "EKG", "EKG-arkiv"),
        line(5, "odd", "Odd (very)"),
    ]
)


@pytest.mark.parametrize("typed", ["arena", " arena ", "dips arena", "DIPS Arena (arena)"])
def test_an_id_an_exact_name_or_both_name_one_asset(typed):
    assert find_asset(KNOWN, typed, "source").key == "arena"


def test_an_id_goes_before_a_name_and_what_the_field_shows_names_its_asset():
    assert find_asset(KNOWN, "EKG", "source").number == 4
    assert all(find_asset(KNOWN, shown(known), "source") is known for known in KNOWN.lines)


def test_a_name_that_several_bear_is_answered_with_their_ids():
    with pytest.raises(Invalid) as refused:
        find_asset(KNOWN, "ekg", "target")

    assert refused.value.field == "target"
    assert "ekg-1, ekg-2" in str(refused.value)


def test_what_nothing_is_called_is_answered_with_what_comes_near():
    with pytest.raises(Invalid) as refused:
        find_asset(KNOWN, "aren", "via")
    assert "DIPS Arena (arena)" in str(refused.value)

    for nothing in ("", "xyz"):
        with pytest.raises(Invalid):
            find_asset(KNOWN, nothing, "via")


def test_suggestions_hold_every_word_with_devices_last_and_may_be_of_one_kind():
    assert [found.number for found in suggestions(KNOWN, "ekg")] == [4, 2, 3]
    assert [found.number for found in suggestions(KNOWN, "ekg", "device")] == [2, 3]
    assert [found.number for found in suggestions(KNOWN, "arena dips")] == [1]
    assert suggestions(KNOWN, "  ") == []
