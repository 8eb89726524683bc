"""The glossary's page: every word with what it means, and a search that needs no script."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from riskapp.catalogues.glossary import load_glossary
from riskapp.estate.directory import order_of
from riskapp.web.guard import signed_in

blueprint = Blueprint("help", __name__)


@blueprint.get("/help/glossary")
@signed_in
def glossary() -> ResponseReturnValue:
    """All words, or those that hold what is searched for (`q`), by the reader's alphabet."""
    wanted, language = request.args.get("q", "").strip(), str(get_locale() or "en")
    found = load_glossary()
    terms = [one for one in found.terms if one.holds(wanted)]
    terms.sort(key=lambda one: order_of(one.word.in_language(language)))
    return render_template(
        "help/glossary.html", wanted=wanted, terms=terms, total=len(found.terms), other=_other(language)
    )


def _other(language: str) -> str:
    return "en" if language.startswith("nb") else "nb"
