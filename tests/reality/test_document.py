"""docs/reality-check.md says what the engine says today."""

import re

from tests.reality.document import DOCUMENT, length, written
from tests.reality.incidents import load, names

TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_every_figure_is_computed_anew_and_the_same() -> None:
    assert written(TEXT) == TEXT, "run: python -m tests.reality.document"


def test_the_summary_and_all_cases_stand_in_it_once_in_their_order() -> None:
    assert re.findall(r"<!-- ([a-z-]+): computed -->", TEXT) == ["summary", *names()]
    headings = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    assert headings == [load(name).title for name in names()]


def test_every_difference_and_what_stays_untold_is_said() -> None:
    for name in names():
        case = load(name)
        assert case.silent and all(text in TEXT for text in case.silent)
        assert all(f"- {text}" in TEXT for question in case.questions for text in question.differs)


def test_lengths_are_read_as_people_say_them() -> None:
    assert [length(minutes) for minutes in (0, 59, 60, 1440, 1505)] == [
        "0 min",
        "59 min",
        "1 h",
        "1 d",
        "1 d 1 h 5 min",
    ]
