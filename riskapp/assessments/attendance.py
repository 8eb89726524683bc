"""Who must be in the room: where the scope holds a device or an acute system, clinic and medical technology."""

from collections.abc import Iterable, Sequence
from typing import Any

from riskapp.assessments.acute import scope_is_acute
from riskapp.assessments.models import Guest, Version
from riskapp.catalogues.professions import GROUPS, load_professions


def wanted_groups(version: Version) -> tuple[str, ...]:
    """The groups that must take part; none for a DPIA, and none where no device or acute system is in scope."""
    if version.assessment.kind != "ros" or not scope_is_acute(version):
        return ()
    return GROUPS


def lacking(version: Version, guests: Sequence[Guest]) -> tuple[str, ...]:
    """The groups that must take part and are not among the guests, those aside who did not come."""
    there = groups_among(one for one in guests if one.came is not False)
    return tuple(group for group in wanted_groups(version) if group not in there)


def groups_among(people: Iterable[Any]) -> frozenset[str]:
    """The groups among participants or guests."""
    return load_professions().groups_among((one.profession, one.role) for one in people)
