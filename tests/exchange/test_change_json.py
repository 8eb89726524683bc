"""The JSON of a what-if: what is no list of changes, and what would be dropped, guessed or too much for the reader."""

import pytest

from riskapp.errors import Invalid
from riskapp.exchange.change_file import read_changes
from riskapp.graph.changes import apply_changes
from tests.graph.estates import read_ward


def test_a_backslash_before_u0000_is_a_text_like_any_other():
    text = '[{"do": "change", "asset": "dc1", "set": {"description": "C:\\\\u0000"}}]'
    after = apply_changes(read_ward(), read_changes(text))
    assert next(one for one in after.assets if one.id == "dc1").description == "C:\\u0000"


@pytest.mark.parametrize("depth", [9, 300, *range(900, 1_000, 3), 100_000])
@pytest.mark.parametrize(
    "shape", ['[{"do": "add", "asset": %s}]', '[{"do": "change", "asset": "dc1", "set": {"name": %s}}]']
)
def test_what_is_nested_deeply_is_refused_whatever_the_depth(shape, depth):
    for opening, closing in (("[", "]"), ('{"a": ', "}")):
        with pytest.raises(Invalid, match="deeper than any change|no JSON"):
            read_changes(shape % (opening * depth + "1" + closing * depth))


@pytest.mark.parametrize("text", ["", "{", "[1", '{"do": "encrypt"}', "null", "[" * 100_000])
def test_a_text_that_is_no_list_of_changes_is_refused(text):
    with pytest.raises(Invalid):
        read_changes(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[{"do": "encrypt", "flow": "f1", "flow": "f2"}]', '"flow" is there twice'),
        ('[{"do": "add", "asset": {"id": "x\\ud800", "name": "X", "kind": "system"}}]', "no file can hold"),
        ('[{"do": "change", "asset": "dc1", "set": {"recovery": NaN}}]', "NaN is no number"),
        ('[{"do": "change", "asset": "dc1", "set": {"recovery": -Infinity}}]', "-Infinity is no number"),
        ('[{"do": "change", "asset": "dc1", "set": {"recovery": ' + "9" * 5_000 + "}}]", "5000 digits"),
        ('[{"do": "change", "asset": "dc1", "set": {"recovery": 99999999999}}]', "larger than 2147483647"),
        ('[{"do": "add", "asset": {"id": "x\\u0000", "name": "X", "kind": "system"}}]', "no file can hold"),
    ],
)
def test_nothing_is_dropped_in_silence_and_nothing_that_no_file_can_hold_is_taken(text, why):
    with pytest.raises(Invalid, match=why):
        read_changes(text)
