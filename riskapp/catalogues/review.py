"""When an approved assessment is to be looked at again: so many months after, by the highest level that is left."""

import calendar
from datetime import date
from functools import cache

from riskapp.catalogues.matrix import TONES, RiskLevel
from riskapp.catalogues.reading import packaged, parse
from riskapp.errors import N_

MOST_MONTHS = 120
FILE = "review.toml"


@cache
def months_by_tone() -> dict[str, int]:
    """The months for each tone of a level, lowest first; raises Invalid, naming the file, where anything is amiss."""
    top = parse(FILE, packaged(FILE))
    top.string("version")
    top.text("source")
    entry = top.entry("months")
    found = {tone: entry.number(tone) for tone in TONES}
    entry.finish()
    top.finish()
    if not all(0 < months <= MOST_MONTHS for months in found.values()):
        raise top.fault(N_("%(file)s, %(place)s: write 1 to %(most)s months."), most=MOST_MONTHS)
    return found


def months_of(level: RiskLevel | None) -> int:
    """The months that a level gives, by the criteria or by our rule; without a judged risk those of the calmest."""
    if level is not None and level.review_months:
        return level.review_months
    return months_by_tone()[TONES[level.pattern - 1] if level is not None else TONES[0]]


def review_day(approved: date, level: RiskLevel | None) -> date:
    """The day of the review; the last of the month where that month is shorter."""
    year, month = divmod(approved.year * 12 + approved.month - 1 + months_of(level), 12)
    return date(year, month + 1, min(approved.day, calendar.monthrange(year, month + 1)[1]))
