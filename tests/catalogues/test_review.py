"""After how long an approved assessment is looked at again."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.catalogues.presets import load_presets
from riskapp.catalogues.review import months_by_tone, months_of, review_day
from riskapp.catalogues.scale_file import load_scales


def test_a_graver_level_is_reviewed_sooner_in_all_criteria_that_come_with_riskapp() -> None:
    for scales in (load_scales("dpia"), load_scales("ros"), *(one.scales for one in load_presets())):
        months = [months_of(level) for level in scales.levels]
        assert months == sorted(months, reverse=True) and months[-1] < months[0]
    assert months_of(None) == months_by_tone()["low"]


@pytest.mark.parametrize(
    ("approved", "months", "day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 27), 12, date(2027, 11, 27)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 13, date(2027, 12, 30)),
    ],
)
def test_the_day_is_the_same_of_a_later_month_or_its_last(approved: date, months: int, day: date) -> None:
    level = replace(load_scales("ros").levels[0], review_months=months)
    assert review_day(approved, level) == day
