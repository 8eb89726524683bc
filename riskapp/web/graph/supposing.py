"""What if something were different: the page, which keeps no state, and its table as a file."""

from typing import Any

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.queries import all_categories
from riskapp.estate.snapshots import present
from riskapp.explorer.change_sentences import sentences
from riskapp.explorer.difference_table import difference_table
from riskapp.explorer.differences import Turn
from riskapp.explorer.directory import directory_of
from riskapp.explorer.picture import MOST, USUAL
from riskapp.explorer.readiness import prepare
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import DependencyKind, Kind
from riskapp.questions.keeping import seen_question
from riskapp.questions.models import SavedQuestion
from riskapp.web.answers import sentence
from riskapp.web.formatting import word
from riskapp.web.graph import difference_words, wording
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.change_forms import Typed, asset_meant, change_typed, typed_in
from riskapp.web.graph.downloads import download
from riskapp.web.graph.headlines import question_text
from riskapp.web.graph.links import asset_key, radius_urls
from riskapp.web.graph.question import THREATS, QuestionForm
from riskapp.web.graph.supposition import (
    Supposition,
    check_length,
    compact,
    inner,
    supposition_of,
    texts_in,
)
from riskapp.web.graph.what_if_answer import WhatIf, compared, estates_of, idle_in, what_if
from riskapp.web.guard import allow, the_actor

SHOWN = 25
"""So many rows of each fate are shown; the file has all of them."""


@blueprint.get("/graph/assets/<int:asset_id>/what-if", endpoint="what_if")
@allow(Permission.VIEW_ESTATE)
def what_if_page(asset_id: int) -> ResponseReturnValue:
    """The answer before and after the supposed changes, and what else could change."""
    key, snapshot, form = asset_key(asset_id), present(), QuestionForm(request.args)
    prepare(snapshot)
    asset = directory_of(snapshot).assets[key]
    if not form.validate():
        values = {"asset": asset, "asset_id": asset_id, "form": form, "threats": THREATS}
        return render_template("graph/not_asked.html", **values), 422
    supposition = supposition_of(asset_id, form.question(), request.args)
    title = question_text(_names(snapshot, supposition), supposition.question)
    if not asset.lifecycle.takes_part:
        return render_template("graph/no_part.html", asset=asset, asset_id=asset_id, title=title)
    typed = typed_in(request.args)
    if typed is not None:
        try:
            return redirect(_with(snapshot, supposition, typed), 303)
        except Invalid as error:
            typed = Typed(typed.add, typed.about, typed.values, inner(error))
    return _page(snapshot, supposition, typed, asset=asset, title=title)


@blueprint.get("/graph/assets/<int:asset_id>/what-if.<written>")
@allow(Permission.VIEW_ESTATE)
def what_if_file(asset_id: int, written: str) -> Response:
    """Everything that differs."""
    asset_key(asset_id)
    snapshot, form = present(), QuestionForm(request.args)
    if not form.validate():
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again."))
    prepare(snapshot)
    supposition = supposition_of(asset_id, form.question(), request.args)
    found = compared(estates_of(snapshot, supposition), supposition)
    return download(difference_table(found.difference, supposition.question.threat.value), written)


def _with(snapshot: Snapshot, supposition: Supposition, typed: Typed) -> str:
    """The address with one change more; raises Invalid where it cannot be made."""
    texts = [*(one.text for one in supposition.changes), compact(change_typed(typed, supposition))]
    check_length(texts)
    more = supposition.changed_to(texts)
    compared(estates_of(snapshot, more), more)
    return more.url(_anchor="answer")


def _page(snapshot: Snapshot, supposition: Supposition, typed: Typed | None, **values: Any) -> ResponseReturnValue:
    about, typed = _asked_about(supposition, typed)
    boxes = min(MOST, max(1, request.args.get("boxes", USUAL, type=int)))
    found = what_if(snapshot, supposition, about, boxes, typed.about if typed else "")
    saved = _saved(supposition)
    page = render_template(
        "graph/what_if.html",
        **values,
        supposition=supposition,
        told=_told(snapshot, supposition, found),
        found=found,
        shown=SHOWN,
        turns=_turns(found),
        urls=_urls(found, supposition),
        about=about,
        picks={node.key: supposition.url(about=node.key, _anchor="change") for node in found.drawing.nodes},
        idle=idle_in(supposition, found.directory),
        typed=typed,
        fault=sentence(typed.fault) if typed and typed.fault else "",
        saved=saved,
        kept=saved is not None and texts_in(saved.changes) == [one.text for one in supposition.changes],
        mine=saved is not None and saved.owner_id == the_actor().id,
        words=wording,
        say=difference_words,
        sentence=sentence,
        kinds=[(kind.value, word(kind)) for kind in Kind],
        need_kinds=[(kind.value, word(kind)) for kind in DependencyKind],
        categories=[(one.key, one.name) for one in all_categories()],
    )
    return page, 422 if (typed and typed.fault) or found.fault else 200


def _told(snapshot: Snapshot, supposition: Supposition, found: WhatIf) -> list[tuple[str, str, str]]:
    """Each change in the reader's language (its JSON where it cannot be read), why not, and the address without it."""
    language = str(get_locale() or "en")
    lines = iter(sentences(supposition.made, directory_of(snapshot)))
    blamed = found.fault.values.get("number") if found.fault is not None else None
    told = []
    for number, one in enumerate(supposition.changes, start=1):
        text = next(lines).in_language(language) if one.change is not None else one.text
        fault = found.fault if number == blamed and found.fault is not None else None
        told.append((text, sentence(inner(fault)) if fault else "", supposition.without(number)))
    return told


def _turns(found: WhatIf) -> list[tuple[Turn, tuple[Any, ...], tuple[Any, ...]]]:
    """For each fate the assets and the exposed data that meet it."""
    if found.compared is None:
        return []
    difference = found.compared.difference
    turns = [(turn, difference.turned(turn), tuple(e for e in difference.exposed if e.turn is turn)) for turn in Turn]
    return [one for one in turns if one[1] or one[2]]


def _urls(found: WhatIf, supposition: Supposition) -> dict[str, str]:
    shown = {one.key for _, assets, exposed in _turns(found) for one in (*assets[:SHOWN], *exposed[:SHOWN])}
    return radius_urls(shown, supposition.question.args())


def _asked_about(supposition: Supposition, typed: Typed | None) -> tuple[str | None, Typed | None]:
    """The asset whose own needs and flows are wanted, and what was typed where it is none."""
    wanted = request.args.get("about", "").strip()
    if not wanted or typed is not None:
        return None, typed
    try:
        return asset_meant(wanted, "about", supposition), None
    except Invalid as error:
        return None, Typed("about", "", {"about": wanted}, error)


def _names(snapshot: Snapshot, supposition: Supposition) -> list[str]:
    directory = directory_of(snapshot)
    return [directory.name(key) for key in supposition.hit]


def _saved(supposition: Supposition) -> SavedQuestion | None:
    """The saved question that the address comes from, if it is there, asks the same, and may be seen."""
    if supposition.saved is None:
        return None
    try:
        saved = seen_question(the_actor(), supposition.saved)
    except NotFound:
        return None
    question = supposition.question
    asked = (sorted(supposition.hit), question.threat.value, question.outage, question.control)
    return saved if (sorted(saved.about), saved.threat, saved.outage, saved.control) == asked else None
