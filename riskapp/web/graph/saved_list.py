"""The list of saved questions, mine and the team's: told in words, searched, and sorted by name or by change."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid
from riskapp.estate.directory import order_of
from riskapp.questions.asked import asked_in
from riskapp.questions.models import SavedQuestion
from riskapp.questions.queries import questions_for
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.saved_words import in_words
from riskapp.web.graph.supposition import texts_in
from riskapp.web.guard import allow, the_actor

FEW = 10
"""So many questions are found without searching."""
CHANGED, NAME = "changed", "name"


@dataclass(frozen=True, slots=True)
class Row:
    """A saved question, what it asks, and how many changes it supposes."""

    saved: SavedQuestion
    question: str
    changes: int

    def has(self, text: str) -> bool:
        """Whether every word of `text` stands in its name, note or question, or in the name of its owner."""
        owner = self.saved.owner.name if self.saved.owner else ""
        shown = "\n".join((self.saved.name, self.saved.note, self.question, owner)).casefold()
        return all(one in shown for one in text.casefold().split())


@blueprint.get("/graph/saved")
@allow(Permission.VIEW_ESTATE)
def saved_questions() -> ResponseReturnValue:
    """My own questions and those of others that are shared."""
    actor, text, sort = the_actor(), " ".join(request.args.get("q", "").split()), request.args.get("sort") or CHANGED
    if sort not in (CHANGED, NAME):
        raise Invalid(N_("Saved questions are sorted by name or changed, not by %(sort)s."), sort=sort)
    every = [Row(one, in_words(asked_in(one)), len(texts_in(one.changes))) for one in questions_for(actor)]
    found = [row for row in every if row.has(text)]
    if sort == NAME:
        found.sort(key=lambda row: order_of(row.saved.name))
    mine = [row for row in found if row.saved.owner_id == actor.id]
    return render_template(
        "graph/saved.html",
        mine=mine,
        others=[row for row in found if row.saved.owner_id != actor.id],
        found=len(found),
        total=len(every),
        few=FEW,
        text=text,
        sort=sort,
    )
