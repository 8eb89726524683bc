"""The risk matrix: which level a likelihood and a consequence give. A table of words, never a product of numbers."""

from dataclasses import dataclass
from itertools import pairwise

from riskapp.catalogues.text import Text
from riskapp.errors import N_, Invalid


@dataclass(frozen=True)
class RiskLevel:
    """A risk level: `value` orders the levels from 1, `word` and `meaning` are what a person reads.

    `tone` is one of `TONES`: how grave it looks, however many levels there are. `review_months` says after how long an
    assessment that leaves such a risk is looked at again; 0: as `review.toml` says.
    """

    id: str
    value: int
    word: Text
    meaning: Text
    tone: str = ""
    review_months: int = 0

    @property
    def pattern(self) -> int:
        """How grave it looks, from 1 to 4; the number of the level where no tone is said."""
        return TONES.index(self.tone) + 1 if self.tone else self.value

    @property
    def gravity(self) -> tuple[int, int]:
        """By what levels of several criteria are ranked: a high one of three is as high as a high one of five."""
        return self.pattern, self.value


TONES = ("low", "medium", "high", "very_high")
_TONES_OF = {
    1: (0,),
    2: (0, 2),
    3: (0, 1, 2),
    4: (0, 1, 2, 3),
    5: (0, 0, 1, 2, 3),
    6: (0, 0, 1, 1, 2, 3),
}


def tone_of(value: int, levels: int) -> str:
    """The tone of the level `value` among so many levels: the lowest calm, the highest as grave as they come."""
    return TONES[_TONES_OF[levels][value - 1]]


@dataclass(frozen=True)
class RiskMatrix:
    """`rows[likelihood - 1][consequence - 1]` is the level. Raises Invalid unless it is a full table without a drop."""

    rows: tuple[tuple[RiskLevel, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a table that is not full, or that drops somewhere."""
        if not self.rows or any(len(row) != len(self.rows[0]) or not row for row in self.rows):
            raise Invalid(N_("Every row of a risk matrix must have the same number of levels, and at least one."))
        for likelihood, row in enumerate(self.rows, 1):
            _refuse_drop(
                row, N_("In the row of likelihood %(line)s a higher consequence lowers the level."), likelihood
            )
        for consequence, column in enumerate(zip(*self.rows, strict=True), 1):
            _refuse_drop(
                column, N_("In the column of consequence %(line)s a higher likelihood lowers the level."), consequence
            )

    def level(self, likelihood: int, consequence: int) -> RiskLevel:
        """The level at a likelihood and a consequence, both counted from 1; raises Invalid outside the table."""
        if not (1 <= likelihood <= len(self.rows) and 1 <= consequence <= len(self.rows[0])):
            raise Invalid(
                N_("Likelihood %(likelihood)s and consequence %(consequence)s lie outside the matrix."),
                likelihood=likelihood,
                consequence=consequence,
            )
        return self.rows[likelihood - 1][consequence - 1]


def _refuse_drop(levels: tuple[RiskLevel, ...], text: str, line: int) -> None:
    if any(lower.value > higher.value for lower, higher in pairwise(levels)):
        raise Invalid(text, line=line)
