"""Which level of consequence a blast radius proposes by the criteria's rules, and where a judgement departs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from riskapp.catalogues.scales import ProposalRule, Scales
from riskapp.catalogues.text import Text


@dataclass(frozen=True, slots=True)
class Proposal:
    """The level of one aspect, and the rule and the figure that it comes from.

    `at_least`: the figure is known to be this much, and may be more, so that a higher judgement departs from nothing.
    """

    aspect: str
    level: int
    figure: str
    value: int
    least: int
    at_least: bool = False

    @property
    def lowest(self) -> bool:
        """Whether the figure reaches no level but the lowest, which needs no figure."""
        return self.level == 1


@dataclass(frozen=True, slots=True)
class Departure:
    """A judgement that says something else than the estate points at: the aspect, both levels."""

    aspect: Text
    proposed: int
    judged: int


def figures_of(evidence: Mapping[str, Any] | None) -> dict[str, int]:
    """What a stored blast radius measures, as far as it says so; persons of unknown number are left out."""
    if not evidence:
        return {}
    if evidence["threat"] == "confidentiality":
        return {"persons": int(evidence["at_most"] or evidence["at_least"])}
    found = {"processes": len(evidence["processes"]) + int(evidence["processes_more"])}
    if evidence["threat"] == "availability":
        down = [one["minutes_down"] for one in evidence["processes"]]
        found["minutes"] = max(down, default=0)
        found["black_starts"] = len(evidence["deadlocks"])
    return found


def proposals_of(scales: Scales, evidence: Mapping[str, Any] | None) -> tuple[Proposal, ...]:
    """For each aspect of the criteria's rules the highest level that a figure reaches, in the criteria's order."""
    figures = figures_of(evidence)
    best: dict[str, Proposal] = {}
    for rule in scales.proposals:
        if rule.figure in figures:
            found = replace(_proposal(rule, figures[rule.figure]), at_least=_may_be_more(rule.figure, evidence))
            if found.at_least and found.lowest:
                continue  # nothing is known, so nothing is proposed
            if rule.aspect not in best or found.level > best[rule.aspect].level:
                best[rule.aspect] = found
    return tuple(best.values())


def _may_be_more(figure: str, evidence: Mapping[str, Any] | None) -> bool:
    """Whether some holdings have no known number of persons."""
    return figure == "persons" and bool(evidence and evidence.get("unknown"))


def _proposal(rule: ProposalRule, value: int) -> Proposal:
    reached = [least for least in rule.at_least if value >= least]
    return Proposal(rule.aspect, len(reached) + 1, rule.figure, value, reached[-1] if reached else 0)


def departures(
    scales: Scales,
    evidence: Mapping[str, Any] | None,
    consequence: int | None,
    aspects: Mapping[str, int | None],
) -> tuple[Departure, ...]:
    """Where the judgement says something else than proposed.

    An aspect that is judged by itself departs where it differs; one that is not, where the consequence as a whole lies
    below: another aspect may well lift it above.
    """
    found = []
    for one in proposals_of(scales, evidence):
        judged = aspects.get(one.aspect)
        if judged is None and (consequence is None or consequence >= one.level):
            continue
        said = consequence if judged is None else judged
        if said is not None and said != one.level and not (one.at_least and said > one.level):
            found.append(Departure(scales.consequence.dimensions[one.aspect], one.level, said))
    return tuple(found)
