"""Reading a file of the CNIL PIA tool: what is none is refused with a sentence that says what and where."""

from typing import Any

import pytest

from riskapp.errors import Invalid
from riskapp.exchange.cnil.json_text import MOST_BYTES, text_of
from riskapp.exchange.cnil.reading import MOST_ENTRIES, read_pia
from tests.exchange.cnil.files import SLEEP_DIARY, answer, as_text, small


def test_a_whole_file_is_read() -> None:
    pia = read_pia(SLEEP_DIARY.read_text(encoding="utf-8"))
    assert pia.facts["name"] == "Sleep diary of the lung ward"
    assert (len(pia.answers), len(pia.measures), len(pia.evaluations), len(pia.comments)) == (34, 3, 20, 1)
    assert pia.left_out == ()


def test_a_file_needs_no_more_than_its_name_and_its_answers() -> None:
    assert read_pia('{"pia": {}, "answers": []}').answers == ()
    assert read_pia(as_text(small(answers=[answer("111", "x")]))).answers[0].reference == "111"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no JSON"),
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "is no PIA of the CNIL tool"),
        ("{}", "is no PIA of the CNIL tool"),
        ('{"structure": {}}', "is no PIA of the CNIL tool"),
        ('{"pia": {}}', "has no “answers”"),
        ('{"pia": 1, "answers": []}', "pia must be an object"),
        ('{"pia": {}, "pia": {}, "answers": []}', "there twice"),
        ('{"pia": {"name": NaN}, "answers": []}', "NaN is no number"),
        ('{"pia": {"id": ' + "9" * 5000 + '}, "answers": []}', "more digits"),
        ('{"pia": {"name": "a\\u0000"}, "answers": []}', "character that cannot be stored"),
        ('{"pia": {"name": "\\ud800"}, "answers": []}', "character that cannot be stored"),
    ],
)
def test_what_is_no_pia_is_refused(text: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_pia(text)
    assert says in str(refused.value)
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"answers": "x"}, "answers must be a list"),
        ({"answers": ["x"]}, "answers 1 must be an object"),
        ({"answers": [answer(111), {"data": {}}]}, "answers 2, reference_to must say which question"),
        ({"answers": [answer(True)]}, "answers 1, reference_to must say"),
        ({"answers": [{"reference_to": 111, "data": "x"}]}, "answers 1, data must be an object"),
        ({"answers": [answer(111, 12)]}, "answers 1, data.text must be a text"),
        ({"answers": [answer(321, None, None, "x")]}, "answers 1, data.list must be a list"),
        ({"answers": [answer(321, None, None, [{}])]}, "answers 1, data.list 1 must be a text"),
        ({"answers": [answer(325, None, 5)]}, "answers 1, data.gauge is 5"),
        ({"answers": [answer(325, None, -1)]}, "answers 1, data.gauge is -1"),
        ({"answers": [answer(325, None, 2.5)]}, "answers 1, data.gauge is 2.5"),
        ({"answers": [answer(325, None, "high")]}, "answers 1, data.gauge is high"),
        ({"answers": [answer(325, None, True)]}, "answers 1, data.gauge is True"),
        ({"answers": [answer(111, "x" * 200_001)]}, "answers 1, data.text is longer"),
        ({"answers": [answer(111)] * (MOST_ENTRIES + 1)}, "answers has more than"),
        ({"answers": [answer(321, None, None, ["x"] * (MOST_ENTRIES + 1))]}, "answers 1, data.list has more than"),
        ({"measures": [{"title": 3}]}, "measures 1, title must be a text"),
        ({"evaluations": [{"reference_to": "1.1", "status": 9}]}, "evaluations 1, status is 9"),
        ({"evaluations": [{"reference_to": "1.1", "gauges": {"x": 7}}]}, "evaluations 1, gauges.x is 7"),
        (
            {"evaluations": [{"reference_to": "1.1", "estimated_implementation_date": "soon"}]},
            "estimated_implementation_date is soon, but must be a day",
        ),
        ({"comments": [{"reference_to": 1, "description": []}]}, "comments 1, description must be a text"),
    ],
)
def test_an_odd_shape_is_refused_where_it_stands(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_pia(as_text(small(**parts)))
    assert says in str(refused.value)


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(Invalid, match="larger than"):
        text_of(b" " * (MOST_BYTES + 1))
    with pytest.raises(Invalid, match="larger than"):
        read_pia(" " * (MOST_BYTES + 1))


def test_a_file_that_is_no_text_is_refused_and_a_byte_order_mark_is_none() -> None:
    with pytest.raises(Invalid, match="no text in UTF-8"):
        text_of(b"\xff\xfe{")
    assert text_of("\ufeff{}".encode()) == "{}"


def test_parts_that_are_unknown_are_told() -> None:
    entry = {**answer(111, "x"), "colour": "red", "lock_version": 3}
    told = read_pia(as_text(small(answers=[entry], attachments=[{"name": "plan.pdf"}]))).left_out
    assert [(one.where, one.text) for one in told] == [
        ("attachments", "[{'name': 'plan.pdf'}]"),
        ("answers 1, colour", "red"),
    ]
