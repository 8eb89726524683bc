"""The register's first page: heat maps, where the worst risks gather, what is overdue, what is doubtful, the trend."""

from collections import Counter
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.catalogues.register_rules import RegisterRule, load_register_rules
from riskapp.errors import N_, Invalid
from riskapp.register.doubts import doubts_in
from riskapp.register.heat import heat_map, usual_gauge
from riskapp.register.rows import Gauge, MeasureRow, Register, RiskRow, Standing
from riskapp.register.tops import Top, top_ten
from riskapp.register.trend import month_ends, trend
from riskapp.web.guard import allow, the_actor
from riskapp.web.register.asking import the_register
from riskapp.web.register.blueprint import blueprint
from riskapp.web.register.trend_picture import picture_of
from riskapp.web.register.wording import gauge_label

SHOWN = 5
"""So many rows of what is overdue or doubtful stand on the first page."""


@dataclass(frozen=True, slots=True)
class TopTable:
    """Ten names with what they have, and the facet that the table of risks is narrowed by."""

    heading: str
    facet: str
    head: str
    rows: tuple[Top, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """What is overdue: measures, acceptances that have run out, and those that soon will."""

    measures: tuple[MeasureRow, ...]
    expired: tuple[RiskRow, ...]
    ending: tuple[RiskRow, ...]


@blueprint.get("/register")
@allow(Permission.VIEW_ASSESSMENTS)
def overview() -> ResponseReturnValue:
    """What all risks say together."""
    newest = request.args.get("basis") == "newest"
    register = the_register(newest=newest)
    if not register.risks:
        may_start = the_actor().may(Permission.EDIT_ASSESSMENTS)
        return render_template("register/overview.html", register=register, may_start=may_start)
    gauge = _gauge(register)
    points = trend(register.past, gauge, month_ends(register.today))
    return render_template(
        "register/overview.html",
        register=register,
        newest=newest,
        gauge=gauge,
        gauges=[(one.key, gauge_label(one)) for one in register.gauges.values()],
        elsewhere=sum(row.gauge != gauge.key for row in register.risks),
        drafts=sum(row.draft for row in register.risks),
        standings=[(one, count) for one in Standing if (count := _standings(register)[one])],
        heat=heat_map(register.risks, gauge),
        tops=_tops(register),
        late=_late(register),
        doubts=_doubts(register),
        points=points,
        picture=picture_of(points, gauge),
        shown=SHOWN,
    )


def _gauge(register: Register) -> Gauge:
    key = request.args.get("criteria") or usual_gauge(register.risks)
    if key not in register.gauges:
        raise Invalid(N_("This address asks for criteria that nothing is measured with. Go back and choose again."))
    return register.gauges[key]


def _standings(register: Register) -> Counter[Standing]:
    return Counter(row.standing for row in register.risks)


def _tops(register: Register) -> tuple[TopTable, ...]:
    rows = register.risks
    return (
        TopTable(
            gettext("Top ten by process"),
            "process",
            gettext("Process"),
            top_ten(rows, lambda row: row.processes),
        ),
        TopTable(
            gettext("Top ten by system"),
            "system",
            gettext("System"),
            top_ten(rows, lambda row: [one.name for one in row.places]),
        ),
        TopTable(
            gettext("Top ten by supplier"),
            "supplier",
            gettext("Supplier"),
            top_ten(rows, lambda row: row.suppliers),
        ),
    )


def _late(register: Register) -> Late:
    by_standing: dict[Standing, list[RiskRow]] = {}
    for row in register.risks:
        by_standing.setdefault(row.standing, []).append(row)
    overdue = [one for one in register.measures if one.overdue(register.today)]
    return Late(
        tuple(sorted(overdue, key=lambda one: (one.due or register.today, one.assessment, one.number))),
        tuple(sorted(by_standing.get(Standing.EXPIRED, ()), key=_until)),
        tuple(sorted(by_standing.get(Standing.ENDING, ()), key=_until)),
    )


def _until(row: RiskRow) -> tuple[str, tuple[int, int]]:
    return row.until.isoformat() if row.until else "", row.identity


def _doubts(register: Register) -> list[tuple[RegisterRule, int]]:
    """Each rule that says something, with how often."""
    counts = Counter(one.rule.id for one in doubts_in(register))
    return [(rule, counts[rule.id]) for rule in load_register_rules().rules if counts[rule.id]]
