"""An acceptance's standing follows from the day alone."""

from datetime import date, timedelta

import pytest

from riskapp.register.rows import Bearing, Standing
from riskapp.register.standing import SOON, standing_on

GIVEN, UNTIL = date(2026, 1, 10), date(2026, 12, 31)
ONE = Bearing(GIVEN, UNTIL, None)
DAY = timedelta(days=1)


def standing(day, *bearings, judged=True, borne=False):
    return standing_on(day, bearings, judged=judged, borne=borne)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (GIVEN - DAY, Standing.NEVER),
        (GIVEN, Standing.ACCEPTED),
        (UNTIL - SOON - DAY, Standing.ACCEPTED),
        (UNTIL - SOON, Standing.ENDING),
        (UNTIL - DAY, Standing.ENDING),
        (UNTIL, Standing.EXPIRED),
    ],
)
def test_it_holds_from_the_day_it_is_given_to_the_day_before_it_ends(day, found):
    assert standing(day, ONE)[0] is found


def test_what_ran_out_is_open_from_that_day_on():
    assert standing(UNTIL + 5 * DAY, ONE) == (Standing.EXPIRED, UNTIL, UNTIL)


def test_a_withdrawn_one_held_until_it_was_withdrawn():
    taken_back = Bearing(GIVEN, UNTIL, GIVEN + 30 * DAY)
    assert standing(GIVEN + 29 * DAY, taken_back)[0] is Standing.ACCEPTED
    assert standing(GIVEN + 30 * DAY, taken_back) == (Standing.WITHDRAWN, None, GIVEN + 30 * DAY)
    anew = Bearing(GIVEN + 40 * DAY, UNTIL, None)
    assert standing(GIVEN + 50 * DAY, taken_back, anew) == (Standing.ACCEPTED, UNTIL, None)


def test_one_of_a_risk_that_was_changed_carries_nothing():
    assert standing(GIVEN + DAY, Bearing(GIVEN, UNTIL, None, stale=True)) == (Standing.STALE, None, None)


def test_a_level_within_the_criteria_or_unjudged_needs_none():
    assert standing(UNTIL, ONE, borne=True) == (Standing.WITHIN, None, None)
    assert standing(GIVEN, ONE, judged=False) == (Standing.UNJUDGED, None, None)
    assert standing(GIVEN) == (Standing.NEVER, None, None)
