"""What a file of the CNIL PIA tool says, as plain data, before anything of it is ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that did not move in as it was, or that somebody should look at: where, why, and what it said."""

    where: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `text` is HTML, `gauge` 1 to 4 or None, `items` plain texts."""

    where: str
    reference: str
    text: str
    gauge: int | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in place or planned; `content` is HTML."""

    where: str
    id: str
    title: str
    content: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluator found. `status` 0 not yet, 1 to be fixed, 2 improvable, 3 acceptable; `plan` is the action."""

    where: str
    reference: str
    status: int
    comment: str
    plan: str
    person: str
    due: date | None
    severity: int | None
    likelihood: int | None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of the discussion."""

    where: str
    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class Pia:
    """A whole file. `facts` are the fields of the PIA itself that say something, as texts; true and false are words."""

    facts: Mapping[str, str]
    answers: tuple[Answer, ...]
    measures: tuple[Measure, ...]
    evaluations: tuple[Evaluation, ...]
    comments: tuple[Comment, ...]
    left_out: tuple[LeftOut, ...] = ()
