"""Reads and checks `scales.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from riskapp.catalogues.criteria_rules import read_combined, read_proposals, read_stricter
from riskapp.catalogues.matrix import RiskLevel, RiskMatrix, tone_of
from riskapp.catalogues.reading import TOP, Entry, packaged, parse, refuse_twice
from riskapp.catalogues.review import MOST_MONTHS
from riskapp.catalogues.scales import ROLES, AcceptanceRule, Scale, ScaleLevel, Scales
from riskapp.catalogues.text import Text
from riskapp.errors import N_, Invalid

KINDS = ("dpia", "ros")
MOST = 6
"""The most levels that a scale or the risk has."""
RiskLevels = dict[str, RiskLevel]


@cache
def load_scales(kind: str) -> Scales:
    """The scales of `dpia` or `ros` that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_scales("scales.toml", packaged("scales.toml"))[kind]


def read_scales(file: str, content: str) -> dict[str, Scales]:
    """The scales of both kinds from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    return _read(parse(file, content), KINDS)


def scales_in(file: str, table: Mapping[str, object], kind: str) -> Scales:
    """The scales of one kind from the plain data of such a file; raises Invalid as `read_scales` does."""
    return _read(Entry(file, TOP, table), (kind,))[kind]


def _read(top: Entry, kinds: Sequence[str]) -> dict[str, Scales]:
    version, source = top.string("version"), top.text("source")
    name = top.optional_text("name")
    levels = _read_risk_levels(top)
    scales = {kind: replace(_read_kind(top.entry(kind), kind, version, source, levels), name=name) for kind in kinds}
    top.finish()
    return scales


def _read_risk_levels(top: Entry) -> RiskLevels:
    read = []
    for entry in top.entries("risk_level"):
        level = RiskLevel(entry.string("id"), entry.number("value"), entry.text("word"), entry.text("meaning"))
        level = replace(level, review_months=_read_months(entry))
        entry.finish()
        read.append((level, entry))
    refuse_twice([(level.id, entry) for level, entry in read])
    for number, (level, entry) in enumerate(read, 1):
        _refuse_gap(entry, level.value, number)
    if not 0 < len(read) <= MOST:
        raise top.fault(N_("%(file)s, %(place)s: there must be one to %(most)s risk levels."), most=MOST)
    return {level.id: replace(level, tone=tone_of(level.value, len(read))) for level, _ in read}


def _read_months(entry: Entry) -> int:
    months = entry.number("review_months", 0)
    if months > MOST_MONTHS:
        raise entry.fault(N_("%(file)s, %(place)s: write 1 to %(most)s months."), most=MOST_MONTHS)
    return months


def _refuse_gap(entry: Entry, value: int, expected: int) -> None:
    if value != expected:
        raise entry.fault(
            N_("%(file)s, %(place)s: levels are numbered from 1 without a gap; here %(expected)s must stand."),
            expected=expected,
        )


def _read_kind(entry: Entry, kind: str, version: str, source: Text, levels: RiskLevels) -> Scales:
    scales = Scales(
        kind=kind,
        version=version,
        source=source,
        likelihood=_read_scale(entry.entry("likelihood"), "likelihood"),
        consequence=_read_scale(entry.entry("consequence"), "consequence"),
        matrix=_read_matrix(entry.entry("matrix"), levels),
        acceptance=_read_acceptance(entry, levels),
        consult=tuple(levels[level] for level in entry.strings("consult", levels)),
        levels=tuple(levels.values()),
        borne=entry.number("borne", 1),
    )
    if any(rule.level.value <= scales.borne and not rule.roles for rule in scales.acceptance):
        raise entry.fault(N_("%(file)s, %(place)s: a level that nobody may accept cannot be borne by itself."))
    scales = replace(
        scales,
        stricter=read_stricter(entry, scales.consequence, levels),
        proposals=read_proposals(entry, scales.consequence),
        combined=read_combined(entry, scales.likelihood),
    )
    if (len(scales.matrix.rows), len(scales.matrix.rows[0])) != (
        len(scales.likelihood.levels),
        len(scales.consequence.levels),
    ):
        raise entry.fault(N_("%(file)s, %(place)s: the matrix must have a cell for each likelihood and consequence."))
    entry.finish()
    return scales


def _read_scale(entry: Entry, scale_id: str) -> Scale:
    name = entry.text("name")
    dimensions: dict[str, Text] = {}
    for dimension in entry.entries("dimension"):
        dimensions[dimension.string("id")] = dimension.own_text()
        dimension.finish()
    read = [(level, _read_level(level, dimensions)) for level in entry.entries("level")]
    if not read:
        raise entry.fault(N_("%(file)s, %(place)s: the scale has no level."))
    for number, (level_entry, level) in enumerate(read, 1):
        _refuse_gap(level_entry, level.value, number)
    entry.finish()
    return Scale(scale_id, name, tuple(level for _, level in read), MappingProxyType(dimensions))


def _read_level(entry: Entry, dimensions: dict[str, Text]) -> ScaleLevel:
    level = ScaleLevel(
        value=entry.number("value"),
        word=entry.text("word"),
        description=entry.text("description"),
        frequency=entry.optional_text("frequency"),
        dimensions=MappingProxyType({dimension: entry.text(dimension) for dimension in dimensions}),
    )
    entry.finish()
    return level


def _read_matrix(entry: Entry, levels: RiskLevels) -> RiskMatrix:
    rows = entry.rows("rows", levels)
    try:
        matrix = RiskMatrix(tuple(tuple(levels[word] for word in row) for row in rows))
    except Invalid as fault:
        raise entry.fault(N_("%(file)s, %(place)s: %(fault)s"), fault=fault) from fault
    entry.finish()
    return matrix


def _read_acceptance(entry: Entry, levels: RiskLevels) -> tuple[AcceptanceRule, ...]:
    rules = []
    for rule in entry.entries("acceptance"):
        level = levels[rule.word("level", levels)]
        rules.append(AcceptanceRule(level, rule.strings("roles", ROLES), rule.number("days")))
        rule.finish()
        if bool(rules[-1].roles) != bool(rules[-1].days):
            raise rule.fault(N_("%(file)s, %(place)s: who may accept needs a number of days, and nobody needs none."))
    if [rule.level for rule in rules] != list(levels.values()):
        raise entry.fault(N_("%(file)s, %(place)s: acceptance needs one rule for each risk level, from the lowest."))
    if any(set(higher.roles) - set(lower.roles) or higher.days > lower.days for lower, higher in pairwise(rules)):
        raise entry.fault(
            N_("%(file)s, %(place)s: a higher level must not be accepted by more people, nor for longer, than a lower.")
        )
    return tuple(rules)
