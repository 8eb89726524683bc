"""What a changed slice touches in an assessment: scenarios, answers that quote it, and how grave it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from riskapp.assessments.proposals import proposals_of
from riskapp.catalogues.questionnaire import Quote
from riskapp.catalogues.scales import Scales
from riskapp.graph.snapshot import Snapshot
from riskapp.staleness.comparing import Change
from riskapp.staleness.gravity import Gravity
from riskapp.staleness.row_texts import RowTexts, Table, row_texts


def gravity_of(changes: Sequence[Change], evidence: Sequence[Mapping[str, Any]]) -> Gravity:
    """The gravest of what was found; `evidence` has the changed answers, each with the levels that move."""
    if any(one["levels"] for one in evidence):
        return Gravity.LEVEL
    if evidence:
        return Gravity.EVIDENCE
    return Gravity.WORDING if all(one.wording for one in changes) else Gravity.UNAFFECTED


def moved_levels(
    scales: Scales, then: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> list[dict[str, object]]:
    """The aspects for which the criteria's rules propose another level than they did; None where they propose none."""
    before = {one.aspect: one.level for one in proposals_of(scales, then)}
    after = {one.aspect: one.level for one in proposals_of(scales, now)}
    aspects = [*before, *(one for one in after if one not in before)]
    return [
        {"aspect": one, "then": before.get(one), "now": after.get(one)}
        for one in aspects
        if before.get(one) != after.get(one)
    ]


def quotes_touched(snapshot: Snapshot, scope: Iterable[str], changes: Iterable[Change]) -> frozenset[Quote]:
    """The tables of quoted facts in which a change of the scope's own part may show."""
    rows, inside = row_texts(snapshot), frozenset(scope)
    ends = {end for key in inside for flow in rows.ending[key] for end in (flow.source, flow.target, *flow.via)}
    needed = {need.provider for key in inside for need in rows.needs_of(key)}
    found = set[Quote]()
    for one in changes:
        match one.table:
            case Table.ASSET:
                found.update(_of_asset(one, inside, ends, needed))
                if one.key[0] in inside and one.field in ("", "name"):
                    found.update(_naming(rows, one.key[0]))
            case Table.HOLDING:
                found.add(Quote.DATA if one.key[0] in inside else Quote.HOLDERS)
            case Table.FLOW:
                found.update((Quote.FLOWS, Quote.RECIPIENTS))
            case Table.CATEGORY:
                found.update((Quote.DATA, Quote.FLOWS, Quote.HOLDERS))
            case Table.DEPENDENCY if one.key[0] in inside:
                found.add(Quote.NEEDS)
    return frozenset(found)


def _naming(rows: RowTexts, key: str) -> Iterable[Quote]:
    """The tables in which an asset of the scope is named beside its own."""
    if rows.holdings[key]:
        yield Quote.DATA
    if rows.needs_of(key):
        yield Quote.NEEDS
    if key in rows.assets and rows.assets[key].supplier:
        yield Quote.SUPPLIERS


def _of_asset(one: Change, inside: frozenset[str], ends: set[str], needed: set[str]) -> Iterable[Quote]:
    """Of an asset outside the scope the tables tell no more than these fields."""
    key = one.key[0]
    if key in inside:
        yield Quote.ASSETS
        if one.field.startswith("supplier"):
            yield Quote.SUPPLIERS
    if key in ends and one.field in ("", "name", "kind", "site", "site_name"):
        yield from (Quote.FLOWS, Quote.RECIPIENTS)
    if key in needed and one.field in ("", "name", "kind"):
        yield Quote.NEEDS


def assets_of(change: Change, snapshot: Snapshot) -> tuple[str, ...]:
    """The ids of the assets that a change is about: the row's own, or its ends."""
    if change.table is Table.FLOW:
        flow = row_texts(snapshot).flows.get(change.key[0])
        row = change.before or change.after
        if flow is not None:
            return flow.source, flow.target
        return (str(row["source"]), str(row["target"])) if isinstance(row, dict) else ()
    if change.table is Table.DEPENDENCY:
        return change.key[:2]
    return change.key[:1] if change.table in (Table.ASSET, Table.HOLDING) else ()
