"""What does not go together in a statement: rules over one control and what stands behind it, by their ids."""

from collections.abc import Callable, Mapping

from riskapp.applicability.statement import Standing
from riskapp.catalogues.controls import APPLICABLE, BY_RISK, EXCLUDED, IN_PLACE, NOT_BEGUN, PLANNED

Rule = Callable[[Standing], bool]


def findings_of(row: Standing) -> tuple[str, ...]:
    """The ids of what does not go together in a row, in the order of the rules."""
    return tuple(name for name, breaks in RULES.items() if breaks(row))


def _undecided(row: Standing) -> bool:
    return not row.decided


def _excluded_yet_referred(row: Standing) -> bool:
    return row.decision.applicable == EXCLUDED and bool(row.measures)


def _no_reason(row: Standing) -> bool:
    return row.decision.applicable == APPLICABLE and not (row.decision.reasons or row.decision.justification)


def _only_planned(row: Standing) -> bool:
    return _said_in_place(row) and bool(row.measures) and not any(one.in_place for one in row.measures)


def _nothing_behind(row: Standing) -> bool:
    return _said_in_place(row) and not row.measures and not row.decision.note


def _further_than_said(row: Standing) -> bool:
    behind = row.decision.applicable == APPLICABLE and row.decision.state in (NOT_BEGUN, PLANNED)
    return behind and any(one.in_place for one in row.measures)


def _no_risk_behind(row: Standing) -> bool:
    told = row.decision.applicable == APPLICABLE and BY_RISK in row.decision.reasons
    return told and not any(one.risks for one in row.measures)


def _said_in_place(row: Standing) -> bool:
    return row.decision.applicable == APPLICABLE and row.decision.state == IN_PLACE


RULES: Mapping[str, Rule] = {
    "undecided": _undecided,
    "excluded_yet_referred": _excluded_yet_referred,
    "no_reason": _no_reason,
    "only_planned": _only_planned,
    "nothing_behind": _nothing_behind,
    "further_than_said": _further_than_said,
    "no_risk_behind": _no_risk_behind,
}
"""The rules by the ids that the catalogue has words for."""
