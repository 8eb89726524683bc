"""Scenarios pasted from a spreadsheet."""

import pytest

from riskapp.assessments.pasted_rows import PastedRow, RowFault, read_rows
from riskapp.errors import Faulty, Invalid


def number_of(text: str) -> int:
    if text != "lab":
        raise Invalid("No asset has the id %(id)s.", id=text)
    return 7


def test_rows_are_read_with_words_of_both_languages_and_empty_lines_between() -> None:
    text = "Tilgjengelighet\tlab\tFire\tIt stops\tPatients wait\n\nconfidentiality\t\t\tIt leaks\n"
    assert read_rows(text, number_of) == [
        PastedRow("availability", 7, "Fire", "It stops", "Patients wait"),
        PastedRow("confidentiality", None, "", "It leaks", ""),
    ]


def test_every_fault_is_told_with_the_number_of_its_row() -> None:
    text = "integrity\tlab\tx\tIt lies\n\nspeed\tlab\tx\ty\nintegrity\tnowhere\tx\ty\njust words\nintegrity\tlab\tx\t\t"
    with pytest.raises(Faulty) as refused:
        read_rows(text, number_of)
    faults = refused.value.faults
    assert [one.number for one in faults if isinstance(one, RowFault)] == [3, 4, 5, 6]
    assert "speed" in str(faults[0]) and "nowhere" in str(faults[1])


@pytest.mark.parametrize("text", ["", " \n\n", "i\tlab\tx\ty\n" * 501])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_rows(text, number_of)


def test_a_cell_may_have_line_breaks_of_its_own_and_counts_as_one_row() -> None:
    text = 'integrity\tlab\t"Fire\nor ""water"""\tIt stops\r\nspeed\t\tx\ty'
    assert read_rows(text.split("\r\n", maxsplit=1)[0], number_of)[0].cause == 'Fire\nor "water"'
    with pytest.raises(Faulty) as refused:
        read_rows(text, number_of)
    assert [one.number for one in refused.value.faults if isinstance(one, RowFault)] == [2]
