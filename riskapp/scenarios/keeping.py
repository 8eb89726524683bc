"""Where data of the scope are kept: about very many people in one place, or nowhere else."""

from collections import Counter
from collections.abc import Iterator

from riskapp.catalogues.fact_words import Fact
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.suggestion import Found

LARGE = 1000
"""Ordinary data about so many people are worth a scenario of their own; special and secret ones always are."""


def large_leaks(scope: Scope) -> Iterator[Found]:
    """Of what works in the scope, the one that keeps data about most people."""
    best: tuple[int, int, dict[str, int]] = (0, -1, {})
    for one in scope.working:
        kept = scope.kept_by(one)
        most = max(kept.values(), default=0)
        if most > best[0] and (most >= LARGE or scope.guarded(kept)):
            best = most, one, kept
    persons, holder, kept = best
    if not persons:
        return
    facts: dict[str, Fact] = {
        "asset": scope.name(holder),
        "persons": persons,
        "categories": tuple(scope.category_names[one] for one in kept),
    }
    flows = scope.index.flows
    sent = flows.sends[holder]
    askers = set(flows.target[sent[flows.query[sent]]].tolist()) - {holder}
    yield about(scope, "large_leak", holder, facts | ({"askers": len(askers)} if askers else {}), persons)


def only_copies(scope: Scope) -> Iterator[Found]:
    """Each of what works in the scope that keeps data which nothing else in the estate keeps.

    Whether there are backups the estate has no field for: another holder of the same category is the nearest fact.
    """
    holdings, width = scope.index.holdings, max(len(scope.index.categories), 1)
    holders = Counter((holdings.key % width).tolist())
    lone = {scope.index.categories[category] for category, times in holders.items() if times == 1}
    for one in scope.working:
        kept = {category: persons for category, persons in scope.kept_by(one).items() if category in lone and persons}
        if kept:
            names, persons = tuple(scope.category_names[category] for category in kept), max(kept.values())
            facts: dict[str, Fact] = {"asset": scope.name(one), "categories": names, "persons": persons}
            yield about(scope, "only_copy", one, facts, persons, "availability")


def about(
    scope: Scope, rule: str, where: int, facts: dict[str, Fact], persons: int, wanted: str = "confidentiality"
) -> Found:
    """A finding about one asset that is hit itself."""
    key = scope.index.ids[where]
    need = scope.need(scope.numbers, wanted)
    return Found(rule=rule, asset=key, hit=(key,), facts=facts, need=need, persons=persons)
