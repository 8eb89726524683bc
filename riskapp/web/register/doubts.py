"""What does not go together in the register, rule by rule, each with the place where it is put right."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.catalogues.register_rules import load_register_rules
from riskapp.errors import N_, Invalid
from riskapp.explorer.table import PAGE, page_count
from riskapp.register.doubts import doubts_in
from riskapp.web.estate.paging import Pages
from riskapp.web.guard import allow
from riskapp.web.register.asking import page_number, the_register
from riskapp.web.register.blueprint import blueprint


@blueprint.get("/register/doubts")
@allow(Permission.VIEW_ASSESSMENTS)
def doubts() -> ResponseReturnValue:
    """All doubts, or those of one rule."""
    rules, wanted, number = load_register_rules().rules, request.args.get("rule", ""), page_number()
    if wanted not in ("", *(one.id for one in rules)):
        raise Invalid(N_("There is no such check. Go back and choose again."))
    register = the_register()
    everything = doubts_in(register)
    found = [one for one in everything if wanted in ("", one.rule.id)]
    pages = page_count(len(found), number)
    return render_template(
        "register/doubts.html",
        doubts=found[(number - 1) * PAGE : number * PAGE],
        total=len(found),
        counts=[(one, sum(other.rule is one for other in everything)) for one in rules],
        wanted=next((one for one in rules if one.id == wanted), None),
        pages=Pages(number, pages),
        page_url=lambda page: url_for("register.doubts", rule=wanted or None, page=page),
    )
