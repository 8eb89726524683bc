"""What is said of a control, and what stands behind it in the register, as plain frozen data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from riskapp.catalogues.controls import APPLICABLE, EXCLUDED, IN_PLACE, NOT_BEGUN, UNDECIDED, AnnexControl


@dataclass(frozen=True, slots=True)
class Decision:
    """What the organisation says: words of the catalogue for choice, reasons and state, the rest in its own words.

    `justification` is why the control is included, or why it is left out.
    """

    applicable: str = UNDECIDED
    justification: str = ""
    reasons: tuple[str, ...] = ()
    state: str = NOT_BEGUN
    responsible: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TreatedRisk:
    """A risk that a measure lowers, in the version of the assessment that counts."""

    assessment: int
    kind: str
    title: str
    version: int
    number: int
    event: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A measure of the register that refers to a control; `evidence` is how many files show that it is in place."""

    id: int
    number: int
    text: str
    status: str
    owner: str
    due: date | None
    evidence: int
    risks: tuple[TreatedRisk, ...] = ()

    @property
    def in_place(self) -> bool:
        """Whether it is done."""
        return self.status == IN_PLACE


@dataclass(frozen=True, slots=True)
class Standing:
    """A control with what is said of it and what stands behind it; version 0 where nobody has written yet."""

    control: AnnexControl
    decision: Decision = Decision()
    measures: tuple[Behind, ...] = ()
    saved_at: datetime | None = None
    row_version: int = 0

    @property
    def decided(self) -> bool:
        """Whether it is said if the control is applicable."""
        return self.decision.applicable != UNDECIDED


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the statement has come; `in_place` and `partly` are of the applicable controls."""

    all: int
    decided: int
    applicable: int
    excluded: int
    in_place: int
    partly: int


def progress_of(rows: Iterable[Standing]) -> Progress:
    """The figures of these controls."""
    held = list(rows)
    applicable = [one for one in held if one.decision.applicable == APPLICABLE]
    return Progress(
        all=len(held),
        decided=sum(one.decided for one in held),
        applicable=len(applicable),
        excluded=sum(one.decision.applicable == EXCLUDED for one in held),
        in_place=sum(one.decision.state == IN_PLACE for one in applicable),
        partly=sum(one.decision.state == "partly" for one in applicable),
    )
