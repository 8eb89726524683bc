"""One thing that a report says, beside what was computed of the rest of it."""

import hashlib
import json
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ABSENT = "-"
_CLOSE = 1e-9
"""Another processor may round a long sum otherwise; no figure that a person reads is that fine."""


class Outcome(StrEnum):
    """What came of one comparison."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "cannot be computed"


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that the report says, beside what was computed of it."""

    what: str
    says: str
    computed: str
    outcome: Outcome


def beside(what: str, says: Any, anew: Any) -> Compared:
    """Plain data of the report beside the same computed anew; fractions agree to nine digits."""
    return Compared(what, short(says), short(anew), outcome_of(_same(says, anew)))


def unchecked(what: str, why: str) -> Compared:
    """What the report computed once, and nobody can compute from this file here."""
    return Compared(what, "computed", why, Outcome.UNCHECKED)


def outcome_of(same: bool) -> Outcome:
    """Whether what was computed is what the report says."""
    return Outcome.AGREES if same else Outcome.DIFFERS


def short(value: object) -> str:
    """A value in one cell: lists by their length and the fingerprint of their rows."""
    if value is None:
        return ABSENT
    if isinstance(value, (list, dict)):
        rows = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return f"{len(value)} entries, {hashlib.sha256(rows.encode()).hexdigest()[:12]}"
    return str(value)


def _same(says: Any, anew: Any) -> bool:
    if isinstance(says, float) or isinstance(anew, float):
        numbers = all(isinstance(one, (int, float)) for one in (says, anew))
        return numbers and math.isclose(says, anew, rel_tol=_CLOSE)
    if isinstance(says, (list, tuple)) and isinstance(anew, (list, tuple)):
        return len(says) == len(anew) and all(map(_same, says, anew))
    if isinstance(says, dict) and isinstance(anew, dict):
        return says.keys() == anew.keys() and all(_same(says[key], anew[key]) for key in says)
    return bool(says == anew)
