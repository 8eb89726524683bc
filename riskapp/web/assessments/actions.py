"""An action written beside a verdict: stored as a measure that puts the verdict right, with the answers of its step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import request

from riskapp.accounts.permissions import Actor
from riskapp.assessments.control import Control
from riskapp.assessments.measures import add_measure
from riskapp.catalogues.questionnaire import Step
from riskapp.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class Action:
    """What was typed: what is to be done, who answers for it, and the day as the form sent it."""

    text: str
    owner: str
    due: str


def sent_actions(step: Step) -> dict[str, Action]:
    """The actions that the form carried, by the question whose verdict they put right; empty ones are none."""
    found = {}
    for question in step.questions:
        names = (f"action:{question.id}:{part}" for part in ("text", "owner", "due"))
        action = Action(*(request.form.get(name, "").strip() for name in names))
        if question.verdict and (action.text or action.owner or action.due):
            found[question.id] = action
    return found


def add_actions(actor: Actor, version_id: int, sent: Mapping[str, Action]) -> dict[str, Invalid]:
    """Add each action as a measure; what does not fit is returned by its question, and the others are stored."""
    refused = {}
    for question, action in sent.items():
        try:
            add_measure(actor, version_id, Control(action.text, action.owner, _day(action.due), mends=question))
        except Invalid as fault:
            refused[question] = fault
    return refused


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(N_("%(found)s is no date. Write it as 2027-05-31."), field="due", found=text) from error
