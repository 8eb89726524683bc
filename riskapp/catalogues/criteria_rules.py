"""Reads what criteria say besides scales and matrix: stricter lines, levels from figures, a likelihood in two steps."""

from collections.abc import Mapping

from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.reading import Entry
from riskapp.catalogues.scales import FIGURES, ROLES, ProposalRule, Scale, StricterRule
from riskapp.errors import N_


def read_stricter(entry: Entry, consequence: Scale, levels: Mapping[str, RiskLevel]) -> tuple[StricterRule, ...]:
    """The acceptance rules of single aspects; raises Invalid for an aspect or a level that there is not."""
    rules = []
    for rule in entry.entries("stricter"):
        aspect = rule.word("aspect", consequence.dimensions)
        level = levels[rule.word("level", levels)]
        rules.append(StricterRule(aspect, level, rule.strings("roles", ROLES), rule.number("days")))
        rule.finish()
        if bool(rules[-1].roles) != bool(rules[-1].days):
            raise rule.fault(N_("%(file)s, %(place)s: who may accept needs a number of days, and nobody needs none."))
    return tuple(rules)


def read_proposals(entry: Entry, consequence: Scale) -> tuple[ProposalRule, ...]:
    """From which figure on an aspect reaches a level; raises Invalid unless the figures rise with the levels."""
    rules = []
    for rule in entry.entries("proposal"):
        aspect, figure = rule.word("aspect", consequence.dimensions), rule.word("figure", FIGURES)
        rules.append(ProposalRule(aspect, figure, rule.numbers("at_least")))
        rule.finish()
        steps = rules[-1].at_least
        if len(steps) != len(consequence.levels) - 1 or list(steps) != sorted(set(steps)):
            raise rule.fault(
                N_("%(file)s, %(place)s: a figure is needed for each level from the second, each higher than the last.")
            )
    return tuple(rules)


def read_combined(entry: Entry, likelihood: Scale) -> tuple[tuple[int, ...], ...]:
    """The table of NIST SP 800-30 G-5, or nothing; raises Invalid for a row that is too short or a level not there."""
    if not entry.has("combined"):
        return ()
    table = entry.entry("combined")
    rows = table.rows("rows", [str(value) for value in likelihood.values])
    if len(rows) != len(likelihood.levels) or any(len(row) != len(likelihood.levels) for row in rows):
        raise table.fault(N_("%(file)s, %(place)s: the table must have a cell for each pair of likelihoods."))
    table.finish()
    return tuple(tuple(int(value) for value in row) for row in rows)
