"""Needs and completeness as plain values for JSON, in a form that scripts can rely on."""

from collections.abc import Sequence

from riskapp.graph.answers import Answer, chain_answer
from riskapp.graph.completeness import Completeness, Rule
from riskapp.graph.downtimes import Downtimes
from riskapp.graph.needs import Need


def needs_answer(needs: Sequence[Need], exceeded: Downtimes) -> Answer:
    """Keys: needs [{asset, need, own, inherited, mismatch, way}], too_long [{asset, ...}], too_long_complete."""
    return {
        "needs": [
            {
                "asset": need.asset,
                "need": need.wanted.value,
                "own": need.own,
                "inherited": need.inherited,
                "mismatch": need.mismatch,
                "way": list(need.way),
            }
            for need in needs
        ],
        "too_long": [
            {
                "asset": one.asset,
                "max_downtime": one.max_downtime,
                "minutes_down": one.minutes_down,
                "failing": one.failing,
                "others": one.others,
                "chain": chain_answer(one.chain),
            }
            for one in exceeded.too_long
        ],
        "too_long_complete": exceeded.complete,
    }


def completeness_answer(found: Completeness) -> Answer:
    """Keys: counts {rule: n}, shares {kind: {complete, assets}}, findings [{rule, subject, group, others, ...}]."""
    counts = dict.fromkeys((rule.value for rule in Rule), 0)
    for finding in found.findings:
        counts[finding.rule.value] += 1
    return {
        "counts": counts,
        "shares": {one.kind.value: {"complete": one.complete, "assets": one.assets} for one in found.shares},
        "findings": [
            {
                "rule": one.rule.value,
                "subject": one.subject,
                "group": one.group,
                "others": list(one.others),
                "needed": one.needed,
                "left": one.left,
                "listed": one.listed,
            }
            for one in found.findings
        ],
    }
