"""What does not go together in the register: rules over its rows, each with the words of the catalogue."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from riskapp.assessments.states import State
from riskapp.catalogues.register_rules import RegisterRule, load_register_rules
from riskapp.register.likeness import pairs_alike
from riskapp.register.rows import IN_PLACE, OPEN, MeasureRow, Register, RiskRow, Standing


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a rule says of a row; `other` is the second risk where two say the same."""

    rule: RegisterRule
    row: RiskRow | MeasureRow
    other: RiskRow | None = None


Found = Iterable[tuple[RiskRow | MeasureRow, RiskRow | None]]


def doubts_in(register: Register) -> tuple[Doubt, ...]:
    """All doubts, in the order of the rules, then of the rows."""
    rules = load_register_rules().rules
    return tuple(Doubt(rule, row, other) for rule in rules for row, other in RULES[rule.id](register))


def _not_accepted(register: Register) -> Found:
    """Whoever keeps a risk as it is bears it, so that not even knowing what is left takes an acceptance."""
    for row in register.risks:
        kept_unjudged = row.treatment == "retain" and row.standing is Standing.UNJUDGED
        if row.state == State.APPROVED and (row.standing in OPEN or kept_unjudged):
            yield row, None


def _overdue(register: Register) -> Found:
    return ((one, None) for one in register.measures if one.overdue(register.today))


def _without_evidence(register: Register) -> Found:
    return ((one, None) for one in register.measures if one.status == IN_PLACE and not one.evidence)


def _without_owner(register: Register) -> Found:
    for row in register.risks:
        judged = (row.left or row.level) is not None  # a DPIA asks for no owner of a risk
        if register.gauges[row.gauge].kind == "ros" and judged and not row.borne and row.owner_id is None:
            yield row, None


def _lowered(register: Register) -> Found:
    """A draft may count on what is planned; what is approved stands on what is there."""
    for row in register.risks:
        if _is_lower(row) and not row.in_place and (row.state == State.APPROVED or not row.measures):
            yield row, None


def _is_lower(row: RiskRow) -> bool:
    pairs = ((row.likelihood, row.likelihood_after), (row.consequence, row.consequence_after))
    return any(now is not None and after is not None and after < now for now, after in pairs)


def _alike(register: Register) -> Iterator[tuple[RiskRow, RiskRow | None]]:
    rows = register.risks
    for first, second in pairs_alike([(_about(row), row.said) for row in rows]):
        yield rows[first], rows[second]


def _about(row: RiskRow) -> Hashable:
    """Only risks of one asset, or of the same systems, that are about losing the same thing are compared."""
    return row.lost, frozenset(one.id for one in row.places)


RULES: Mapping[str, Callable[[Register], Found]] = {
    "accepted-without-acceptance": _not_accepted,
    "measure-overdue": _overdue,
    "done-without-evidence": _without_evidence,
    "without-owner": _without_owner,
    "lowered-without-measure": _lowered,
    "says-the-same": _alike,
}
"""What each rule of the catalogue looks for."""
