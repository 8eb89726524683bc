"""The exposed data of a leak, a page at a time: the most persons first, and those of unknown number before them."""

from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.explorer.rows import PAGE, page_count
from riskapp.graph.confidentiality import Confidentiality, Exposure


@dataclass(frozen=True, slots=True)
class ExposurePage:
    """One page of exposures; `total` counts all of them."""

    rows: tuple[Exposure, ...]
    total: int
    number: int
    pages: int


def exposure_page(result: Confidentiality, number: int) -> ExposurePage:
    """Page `number` of the exposures: most persons at least, then at most (unknown first), then holder and category.

    Raises Invalid where there is no such page.
    """
    pages = page_count(len(result.exposures))
    if not 1 <= number <= pages:
        raise Invalid(N_("There is no page %(number)s: the last one is %(pages)s."), number=number, pages=pages)
    ordered = sorted(
        result.exposures,
        key=lambda one: (-one.at_least, one.at_most is not None, -(one.at_most or 0), one.holder, one.category),
    )
    return ExposurePage(tuple(ordered[(number - 1) * PAGE : number * PAGE]), len(ordered), number, pages)
