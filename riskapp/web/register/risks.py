"""The table of all risks: narrowed by what stands in the address, grouped, sorted, page by page."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.decisions.staleness.standing_on import stale_risks
from riskapp.errors import N_
from riskapp.register.choosing import GROUPS, OFFERED, Wanted, chosen, counts, page_of
from riskapp.register.rows import Register
from riskapp.web.estate.paging import Pages
from riskapp.web.guard import allow
from riskapp.web.register.asking import page_number, the_choice, the_register
from riskapp.web.register.blueprint import blueprint
from riskapp.web.register.wording import facet_label, value_label

SORTS = {
    "worst": N_("worst first"),
    "number": N_("assessment and number"),
    "event": N_("what happens"),
    "level": N_("level now"),
    "standing": N_("acceptance"),
    "owner": N_("risk owner"),
    "open": N_("longest open first"),
    "until": N_("accepted until"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A facet with its values, each with how many risks have it."""

    name: str
    label: str
    values: tuple[tuple[str, str, int], ...]
    chosen: str


@blueprint.get("/register/risks")
@allow(Permission.VIEW_ASSESSMENTS)
def risks() -> ResponseReturnValue:
    """All risks, or those that are wanted."""
    wanted, number = the_choice(), page_number()
    register = the_register(newest=wanted.newest)
    rows = chosen(register.risks, wanted)
    shown = page_of(rows, wanted, number)
    return render_template(
        "register/risks.html",
        register=register,
        wanted=wanted,
        shown=shown,
        stale=stale_risks({row.version_id for one in shown.groups for row in one.rows}),
        groups=[(value_label(wanted.group, one.value, register), one) for one in shown.groups],
        chips=_chips(wanted, register),
        offers=_offers(wanted, register),
        kept={name: value for name, value in wanted.values.items() if name not in OFFERED},
        grouping=[(name, facet_label(name)) for name in GROUPS],
        sorting=[(name, gettext(label)) for name, label in SORTS.items()],
        pages=Pages(shown.number, shown.pages),
        page_url=lambda page: url_for("register.risks", **wanted.args(page=str(page))),
        sort_url=lambda sort: url_for("register.risks", **wanted.args(sort="" if sort == "worst" else sort)),
    )


def _chips(wanted: Wanted, register: Register) -> list[Chip]:
    found = [
        Chip(
            facet_label(name),
            value_label(name, value, register),
            url_for("register.risks", **wanted.args(**{name: ""})),
        )
        for name, value in wanted.values.items()
    ]
    if wanted.text:
        found.append(Chip(gettext("Words in it"), wanted.text, url_for("register.risks", **wanted.args(q=""))))
    return found


def _offers(wanted: Wanted, register: Register) -> list[Offer]:
    found = []
    for name in OFFERED:
        values = tuple(
            (value, value_label(name, value, register), count) for value, count in counts(register.risks, name)
        )
        found.append(Offer(name, facet_label(name), values, wanted.values.get(name, "")))
    return found
