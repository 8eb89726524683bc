"""What an asset stands on, and what takes it down: alone, or two together."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.joint_failures import JointFailures, joint_failures
from riskapp.explorer.page_tables import NEEDS
from riskapp.explorer.picture import MOST
from riskapp.explorer.readiness import prepare
from riskapp.explorer.standing import NEEDED, needed_rows, picture_of_needs
from riskapp.graph.needed import Needed, needed
from riskapp.web.formatting import number
from riskapp.web.graph import wording
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_key, needs_urls, stack_urls
from riskapp.web.graph.listing import Place, table_of
from riskapp.web.graph.question import THREATS
from riskapp.web.graph.view import STACKS, view_of
from riskapp.web.graph.wording import listed
from riskapp.web.guard import allow

PAIRS = 30
"""So many pairs are listed; the rest are counted."""

_FILE = "graph.needs_file"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The answer, whether it gives cause for worry, and what to add."""

    text: str
    harm: bool
    more: tuple[str, ...]


@blueprint.get("/graph/assets/<int:asset_id>/needs")
@allow(Permission.VIEW_ESTATE)
def needs(asset_id: int) -> ResponseReturnValue:
    """Everything that an asset needs, and what stops it."""
    key, snapshot = asset_key(asset_id), present()
    prepare(snapshot)
    directory = directory_of(snapshot)
    asset = directory.assets[key]
    values = {"asset": asset, "asset_id": asset_id, "title": gettext("What does %(name)s need?", name=asset.name)}
    if not asset.lifecycle.takes_part:
        return render_template("graph/no_part.html", **values)
    view, answer = view_of(request.args, NEEDS), needed(snapshot, key)
    joint, place = joint_failures(snapshot, key), Place("graph.needs", {"asset_id": asset_id}, "needed", _FILE)
    table = table_of(needed_rows(answer, directory), NEEDED, place, view)
    drawing = picture_of_needs(answer, directory, view.boxes, view.stacking(directory))
    shown = {row.key for row in table.page.rows} | {node.key for node in drawing.nodes if node.count == 1}
    shown |= {one.asset for one in joint.causes} | {one for pair in (joint.pairs or ())[:PAIRS] for one in pair}
    return render_template(
        "graph/needs.html",
        **values,
        words=wording,
        threats=THREATS,
        view=view,
        table=table,
        joint=joint,
        most=PAIRS,
        directory=directory,
        dependents={one.id: one.dependent for one in answer.assets},
        drawing=drawing,
        urls=needs_urls(shown) | stack_urls(drawing, view, "graph.needs", asset_id=asset_id),
        ways_to_stack=STACKS,
        most_boxes=MOST,
        sentence=_sentence(answer, joint, directory),
    )


def _sentence(answer: Needed, joint: JointFailures, directory: Directory) -> Sentence:
    total, alone = len(answer.assets), [directory.name(one.id) for one in answer.assets if one.alone]
    if not total:
        return Sentence(gettext("Nothing that we know of."), False, ())
    if alone:
        text = (
            ngettext("It stands on %(n)s asset.", "It stands on %(n)s assets.", total, n=number(total))
            + " "
            + ngettext(
                "%(k)s of them stops it alone: %(names)s.",
                "Any one of %(k)s of them stops it alone: %(names)s.",
                len(alone),
                k=number(len(alone)),
                names=listed(alone, 5),
            )
        )
    else:
        text = ngettext(
            "It stands on %(n)s asset, and that alone does not stop it.",
            "It stands on %(n)s assets, and none of them stops it alone.",
            total,
            n=number(total),
        )
    return Sentence(text, bool(alone), tuple(_more(answer, joint)))


def _more(answer: Needed, joint: JointFailures) -> list[str]:
    helping, found = sum(not one.hard for one in answer.assets), list[str]()
    if joint.pairs:
        pairs = len(joint.pairs)
        found.append(ngettext("%(n)s pair stops it together.", "%(n)s pairs stop it together.", pairs, n=number(pairs)))
    if helping:
        found.append(
            ngettext(
                "It goes on without %(n)s of them, with less help.",
                "It goes on without %(n)s of them, with less help.",
                helping,
                n=number(helping),
            )
        )
    return found
