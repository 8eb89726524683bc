"""What differs in the estate that two versions rest on, in the browser: the same as the appendix of the later one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.assessments.models import Version
from riskapp.decisions.reviews.readings import Reading
from riskapp.decisions.staleness.resting_since import estate_between
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.assessment.since_estate import resting_lead
from riskapp.web.assessments.staleness import numbers_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Resting:
    """What is told: a sentence on what is compared, the changes, those of wording only, and how many are left out.

    `compared` is false where nothing was kept of one side; the sentence says so.
    """

    lead: str
    compared: bool
    changes: Sequence[Row] = ()
    words: Sequence[Row] = ()
    more: int = 0
    numbers: Mapping[str, int] | None = None


def resting_between(before: Reading, after: Reading, reader: Reader) -> Resting:
    """What is told of two states of an assessment."""
    if before.kept or after.kept:
        return Resting(reader.say("resting state not kept"), compared=False)
    estate = _estate(before.version, after.version)
    lead = resting_lead(estate, (before.version.number, after.version.number), reader)
    if estate["then"] is None or estate["now"] is None:
        return Resting(lead, compared=False)
    rows = [*estate["rows"], *estate["owners"]]
    changes, words = [one for one in rows if not one["wording"]], [one for one in rows if one["wording"]]
    return Resting(lead, True, changes, words, estate["more"], numbers_of(rows))


def _estate(before: Version, after: Version) -> Row:
    """As the later version's report has it, where that is the pair that it compares."""
    since: Row = (after.frozen or {}).get("since") or {}
    if since.get("version") == before.number and "estate" in since:
        frozen: Row = since["estate"]
        return frozen
    return estate_between(before, after)
