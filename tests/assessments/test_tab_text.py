"""Text as spreadsheets copy it."""

import pytest

from riskapp.assessments.tab_text import read_cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t\n\t", [["a", ""], ["", ""]]),
        ("", [[""]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ('a\t"one\ntwo"\tb\nc', [["a", "one\ntwo", "b"], ["c"]]),
        ('"one\r\n""two"""\tb', [['one\n"two"', "b"]]),
        ('"one\ttwo"', [["one\ttwo"]]),
        ('"Home" visit\the said "no"', [['"Home" visit', 'he said "no"']]),
        ('"never closed\tb\nc', [['"never closed', "b"], ["c"]]),
        ('""\t""""', [["", '"']]),
    ],
)
def test_cells_are_read_as_excel_and_libreoffice_write_them(text: str, cells: list[list[str]]) -> None:
    assert read_cells(text) == cells
