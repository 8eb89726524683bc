"""The question in words with the worst of the estate, and the answer for one asset."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.errors import Invalid
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import directory as stored_directory
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import directory_of
from riskapp.explorer.finding import MOST, find
from riskapp.explorer.page_tables import RADIUS
from riskapp.explorer.picture import MOST as MOST_BOXES
from riskapp.explorer.readiness import prepare
from riskapp.explorer.worst import AT_ONCE, is_ready, worst
from riskapp.graph.vocabulary import Kind, Threat
from riskapp.web.formatting import word
from riskapp.web.graph import wording
from riskapp.web.graph.answer import answer_to
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.headlines import question_text
from riskapp.web.graph.links import asset_key, numbers_of, other_keys
from riskapp.web.graph.question import THREATS, QuestionForm
from riskapp.web.graph.view import STACKS, view_of
from riskapp.web.guard import allow


@blueprint.get("/graph")
@allow(Permission.VIEW_ESTATE)
def ask() -> ResponseReturnValue:
    """The question, and the twenty worst of each threat; one asset found leads straight to its answer."""
    form, snapshot = QuestionForm(request.args), present()
    prepare(snapshot)
    valid, wanted = form.validate(), request.args.get("asset", "")
    found = find(snapshot.assets, wanted, {word(kind).casefold(): kind for kind in Kind})
    near = directory_of(snapshot).likeness.to(wanted) if wanted.strip() and not found else ()
    numbers = numbers_of(asset.id for asset in (*found[:MOST], *near))
    if len(found) == 1 and request.args.get("about") == "needs":
        return redirect(url_for("graph.needs", asset_id=numbers[found[0].id]))
    if valid and len(found) == 1:
        return redirect(url_for("graph.blast_radius", asset_id=numbers[found[0].id], **form.question().args()))
    threat = Threat(form.threat.data) if valid else Threat.AVAILABILITY
    ready = is_ready(snapshot, threat) or "rank" in request.args
    ranking = worst(snapshot, threat) if ready else ()
    page = render_template(
        "graph/ask.html",
        form=form,
        wanted=wanted,
        found=found,
        near=near,
        most=MOST,
        threat=threat,
        threats=THREATS,
        question=form.question() if valid else None,
        ready=ready,
        ranking=ranking,
        estate=directory_of(snapshot),
        suggested=[asset for asset in snapshot.assets if asset.kind is not Kind.DEVICE and asset.lifecycle.takes_part],
        numbers=numbers | numbers_of(one.id for one in ranking),
        rows_at_once=AT_ONCE,
    )
    return page, 200 if valid else 422


@blueprint.get("/graph/assets/<int:asset_id>")
@allow(Permission.VIEW_ESTATE)
def blast_radius(asset_id: int) -> ResponseReturnValue:
    """What happens if this asset fails, lies or leaks, alone or together with others."""
    key, snapshot, form = asset_key(asset_id), present(), QuestionForm(request.args)
    prepare(snapshot)
    directory = directory_of(snapshot)
    asset = directory.assets[key]
    values = {"asset": asset, "asset_id": asset_id, "form": form, "threats": THREATS, "words": wording}
    if not form.validate():
        return render_template("graph/not_asked.html", **values), 422
    question = form.question()
    if form.add.data:
        try:
            added = find_asset(stored_directory(), form.add.data, "add").number
        except Invalid as error:
            form.refuse(error)
            return render_template("graph/not_asked.html", **values), 422
        wider = replace(question, also=(*question.also, added))
        return redirect(url_for("graph.blast_radius", asset_id=asset_id, **wider.args()))
    others = {number: directory.assets[other] for number, other in other_keys(question.also, key).items()}
    question = replace(question, also=tuple(others))
    names = [one.name for one in (asset, *others.values())]
    values |= {"question": question, "title": question_text(names, question), "others": others}
    asleep = [one for one in (asset, *others.values()) if not one.lifecycle.takes_part]
    if asleep:
        return render_template("graph/no_part.html", **values | {"asset": asleep[0]})
    view = view_of(request.args, RADIUS)
    answer = answer_to(snapshot, (key, *(one.id for one in others.values())), question, view)
    return render_template(
        "graph/blast_radius.html", **values, view=view, answer=answer, ways_to_stack=STACKS, most_boxes=MOST_BOXES
    )
