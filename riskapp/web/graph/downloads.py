"""The tables of one asset's answers as files, by the address of the page: what it reaches, exposes and needs."""

from dataclasses import dataclass, replace

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import directory_of
from riskapp.explorer.exposure_rows import EXPOSED, exposed_rows
from riskapp.explorer.readiness import prepare
from riskapp.explorer.result_tables import exposure_table, needs_table, radius_table
from riskapp.explorer.rows import REACHED, rows_of
from riskapp.explorer.standing import NEEDED, needed_rows
from riskapp.explorer.stories import Result
from riskapp.explorer.table import Choice, chosen
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.needed import needed
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat
from riskapp.web.graph.answer import ask
from riskapp.web.graph.answer_files import Asked, download, parts_of
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.headlines import question_text
from riskapp.web.graph.links import asset_key, other_keys
from riskapp.web.graph.question import Question, QuestionForm
from riskapp.web.graph.view import choice_in
from riskapp.web.guard import allow


@dataclass(frozen=True, slots=True)
class _Answered:
    """A question of the address line, with its answer."""

    snapshot: Snapshot
    keys: tuple[str, ...]
    question: Question
    result: Result

    def asked(self, choice: Choice, everything: int) -> Asked:
        """The question as its file tells it; the file's name says who is hit, how, and for how long."""
        question, keys, directory = self.question, self.keys, directory_of(self.snapshot)
        length = f"{question.outage}-min" if question.outage else ""
        others = f"and-{len(keys) - 1}-more" if len(keys) > 1 else ""
        about = (keys[0], others, question.threat.value, length, "attacker" if question.control else "")
        text = question_text([directory.name(key) for key in keys], question)
        return Asked(self.snapshot, text, about, choice, everything, parts_of(question, keys))


def _answered(asset_id: int, threat: Threat | None = None) -> _Answered:
    """What the address asks, or the same about another threat."""
    key, snapshot, form = asset_key(asset_id), present(), QuestionForm(request.args)
    if not form.validate():
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again."))
    prepare(snapshot)
    question = form.question()
    if threat is not None:
        question = replace(question, threat=threat, outage=None, control=False)
    keys = (key, *other_keys(question.also, key).values())
    return _Answered(snapshot, keys, question, ask(snapshot, keys, question))


@blueprint.get("/graph/assets/<int:asset_id>/radius.<written>")
@allow(Permission.VIEW_ESTATE)
def radius_file(asset_id: int, written: str) -> ResponseReturnValue:
    """What a blast radius reaches."""
    choice, found = choice_in(request.args, REACHED), _answered(asset_id)
    rows = rows_of(found.result, directory_of(found.snapshot))
    table = radius_table(found.result, chosen(rows, REACHED, choice))
    return download(table, written, found.asked(choice, len(rows)))


@blueprint.get("/graph/assets/<int:asset_id>/exposed.<written>")
@allow(Permission.VIEW_ESTATE)
def exposed_file(asset_id: int, written: str) -> ResponseReturnValue:
    """The exposures of a leak, with persons and grounds."""
    choice, found = choice_in(request.args, EXPOSED, "exposures"), _answered(asset_id, Threat.CONFIDENTIALITY)
    assert isinstance(found.result, Confidentiality), "a leak was asked for"
    rows = exposed_rows(found.result, directory_of(found.snapshot))
    return download(exposure_table(chosen(rows, EXPOSED, choice)), written, found.asked(choice, len(rows)))


@blueprint.get("/graph/assets/<int:asset_id>/needs.<written>")
@allow(Permission.VIEW_ESTATE)
def needs_file(asset_id: int, written: str) -> ResponseReturnValue:
    """What an asset needs."""
    key, snapshot, choice = asset_key(asset_id), present(), choice_in(request.args, NEEDED)
    prepare(snapshot)
    answer, directory = needed(snapshot, key), directory_of(snapshot)
    rows = needed_rows(answer, directory)
    text = gettext("What does %(name)s need?", name=directory.name(key))
    asked = Asked(snapshot, text, (key,), choice, len(rows))
    return download(needs_table(answer, chosen(rows, NEEDED, choice)), written, asked)
