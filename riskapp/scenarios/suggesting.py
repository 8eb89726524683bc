"""Suggested scenarios: all rules over one scope, put into words and ordered by what is at stake."""

from collections.abc import Callable, Collection, Iterator

from riskapp.catalogues.scenarios import load_scenarios
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat
from riskapp.scenarios.ageing import retiring_devices, retiring_parts
from riskapp.scenarios.keeping import large_leaks, only_copies
from riskapp.scenarios.leaking import supplier_flows, unencrypted_flows, ways_in
from riskapp.scenarios.lying import wrong_data
from riskapp.scenarios.restoring import black_starts, slow_restores
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.sharing import common_sites, common_suppliers
from riskapp.scenarios.stopping import single_failures, sole_ways
from riskapp.scenarios.suggestion import Found, Suggestion

_RULES: tuple[Callable[[Scope], Iterator[Found]], ...] = (
    single_failures,
    sole_ways,
    common_suppliers,
    common_sites,
    black_starts,
    slow_restores,
    retiring_parts,
    retiring_devices,
    unencrypted_flows,
    supplier_flows,
    ways_in,
    large_leaks,
    only_copies,
    wrong_data,
)

_PER_NEED = 3
_PER_DIGIT = 2


def suggestions(snapshot: Snapshot, scope_keys: Collection[str]) -> tuple[Suggestion, ...]:
    """The scenarios that the estate gives reason for within reach of the scope, the weightiest first.

    What is assessed and still planned is seen as it will be, in use; what is retired is passed over. Raises Invalid
    where an asset is unknown or the estate contradicts itself.
    """
    scope = Scope(snapshot, scope_keys)
    found = [_worded(one) for rule in _RULES for one in rule(scope)]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.key)))


def _worded(found: Found) -> Suggestion:
    catalogue = load_scenarios()
    words = catalogue.worded(found.rule, found.facts)
    lost = catalogue.rules[found.rule].property
    return Suggestion(
        key=f"{found.rule}:{found.asset}",
        rule=found.rule,
        property=lost,
        asset=found.asset,
        hit=found.hit,
        threat=Threat(lost),
        minutes=found.minutes,
        cause=words.cause,
        event=words.event,
        effect=words.effect,
        reason=words.reason,
        weight=_weight(found),
        facts=found.facts,
    )


def _weight(found: Found) -> int:
    """A process counts one, a level of need three, and each digit of the number of persons two.

    So a leak of everybody's data and an outage of many acute processes stand side by side at the top.
    """
    digits = len(str(found.persons)) if found.persons else 0
    return found.processes + _PER_NEED * found.need + _PER_DIGIT * digits
