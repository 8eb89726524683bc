"""What stands beside each place of a version: the remarks about it, and what changed since the reader read it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from riskapp.accounts.permissions import Actor
from riskapp.assessments.changes import Change, letter_of
from riskapp.assessments.dialogue import may_remark, may_request, open_requests
from riskapp.assessments.models import Remark, Version
from riskapp.assessments.reading import SinceLastReading, since_last_reading
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questionnaire import Component, Questionnaire
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import N_
from riskapp.web.audit.fields import field, value
from riskapp.web.formatting import moment

STEP = "step:"
"""Before a step's id, a place that is a whole step."""

_ROWS: Mapping[str, str] = {"R": Component.RISKS.value, "T": Component.MEASURES.value}

_WHOLE: Mapping[str, str] = {
    "added": N_("new"),
    "removed": N_("removed"),
    "evidence": N_("blast radius computed anew"),
    "estimate": N_("other numbers"),
    "measures": N_("treated by"),
    "participants": N_("participants"),
    "data": N_("whose data are stored"),
    "recipients": N_("who gets data"),
    "suppliers": N_("suppliers"),
    "needs": N_("what it needs, and who needs it"),
    "record": N_("record of processing"),
    "holders": N_("who else holds the data"),
}
_OF_MEASURE: Mapping[str, str] = {
    "situations": N_("other situations of care"),
    "evidence": N_("other files that show that it is done"),
    "trade_offs": N_("decided anew whether it is carried out"),
    "effect": N_("what its changes do, worked out anew"),
}
ESTATE = ("assets", "data", "flows", "recipients", "suppliers", "needs", "record", "holders")


@dataclass(frozen=True, slots=True)
class Talk:
    """The dialogue of a version as one reader sees it.

    `back` is the page that it stands on: `review`, `step` or `risk`.

    A place is `step:<id>`, a question's id, `R3` or `T2`; the empty one is the whole version. `refused` is the place
    whose remark was refused, with the sentence in `fault` and what was written in `typed`.
    """

    version: Version
    questionnaire: Questionnaire
    threads: Mapping[str, Sequence[Remark]]
    changes: Mapping[str, Sequence[Change]]
    since: SinceLastReading | None
    may_remark: bool
    may_request: bool
    back: str
    refused: str = ""
    fault: str = ""
    typed: str = ""

    def step_of(self, place: str) -> str:
        """The id of the step that a place belongs to."""
        if place.startswith(STEP):
            return place.removeprefix(STEP)
        component = _ROWS.get(letter_of(place))
        for step in self.questionnaire.steps:
            if step.component.value == component or any(one.id == place for one in step.questions):
                return step.id
        return self.questionnaire.steps[0].id

    def knows(self, place: str) -> bool:
        """Whether the page shows this place, or the remark `remark-<id>`."""
        if place.startswith(STEP):
            return self.questionnaire.step(place.removeprefix(STEP)) is not None
        numbers = {f"R{one.number}" for one in self.version.risks} | {f"T{one.number}" for one in self.version.measures}
        told = {f"remark-{one.id}" for one in self.version.remarks}
        return self.questionnaire.question(place) is not None or place in numbers | told

    @property
    def places(self) -> list[str]:
        """The places with remarks, in the order of the steps."""
        order = {step.id: number for number, step in enumerate(self.questionnaire.steps)}
        return sorted(self.threads, key=lambda place: order[self.step_of(place)])

    def places_in(self, step_id: str) -> list[str]:
        """The places of one step that have remarks."""
        return [place for place in self.threads if self.step_of(place) == step_id]

    @property
    def open_requests(self) -> list[Remark]:
        """The requests for change that are not settled."""
        return open_requests(self.version)


def talk_of(actor: Actor, version: Version, back: str, refused: str = "", fault: str = "", typed: str = "") -> Talk:
    """The dialogue of a version for one reader."""
    threads: dict[str, list[Remark]] = defaultdict(list)
    for remark in version.remarks:
        if remark.answers_id is None:
            threads[place_of_remark(remark)].append(remark)
    since = since_last_reading(actor, version)
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in since.changes if since else ():
        changes[change.place].append(change)
    return Talk(
        version,
        load_questionnaire(version.assessment.kind),
        dict(threads),
        dict(changes),
        since,
        may_remark(actor, version),
        may_request(actor, version),
        back,
        refused,
        fault,
        typed,
    )


def place_of_remark(remark: Remark) -> str:
    """The place that a remark is about."""
    return remark.anchor or f"{STEP}{remark.step}"


def field_changed(change: Change) -> str:
    """The name of the field that a change is about, in the reader's language."""
    if change.place and not letter_of(change.place):
        return field(change.field, Action.ANSWER_SAVED)
    words = _OF_MEASURE if letter_of(change.place) == "T" and change.field in _OF_MEASURE else _WHOLE
    return gettext(words[change.field]) if change.field in words else field(change.field)


def value_changed(change: Change, text: str) -> str:
    """A value as it is said: a choice by its label, all else as it was written."""
    if text and change.field.endswith(": at"):
        return moment(datetime.fromisoformat(text))
    action = Action.ANSWER_SAVED if change.place and not letter_of(change.place) else ""
    return value(change.field, text, action) or ""


def rows_changed(change: Change) -> tuple[int, int] | None:
    """How many rows of a table of the estate went and came; None for any other change."""
    if change.place or change.field not in ESTATE:
        return None
    return int(change.before), int(change.after)
