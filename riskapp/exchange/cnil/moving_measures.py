"""Measures of a PIA and what its evaluations plan, as our measures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from riskapp.assessments.control import MOST_KRONER, MOST_LEVELS, STATUSES, Control
from riskapp.catalogues.measures import KINDS, SAFETY_EFFECTS
from riskapp.errors import N_
from riskapp.exchange.cnil.form import Evaluation, Measure, Pia
from riskapp.exchange.cnil.marks import Section as Part
from riskapp.exchange.cnil.marks import sections, unmarked_measure
from riskapp.exchange.cnil.moved import Move
from riskapp.exchange.cnil.moving_answers import HIDDEN, NO_PLACE, NO_VERDICT, place_marked, plan_of
from riskapp.exchange.cnil.moving_risks import Section

NUMBERS = {
    "cost": MOST_KRONER,
    "yearly_cost": MOST_KRONER,
    "lowers_likelihood": MOST_LEVELS,
    "lowers_consequence": MOST_LEVELS,
}
"""Those that hold a whole number, and the greatest."""

FIELDS = (
    *("owner", "due", "status", "safety_effect", "safety_note", "safety_assessed_by", "mends"),
    *("kind", "references", *NUMBERS),
)
"""What the tool has no field for: it goes out as marked lines under the measure's text."""

_PLANNED = N_("The CNIL tool does not say which measures are in place. They are planned until you say otherwise.")
_NAMELESS = N_("A measure without a word in it.")


def move_measures(move: Move, pia: Pia, placed: Sequence[Section]) -> list[Control]:
    """The measures of the file, with the scenarios that they treat, and those that only a scenario names."""
    named: dict[str, list[int]] = {}
    for number, section in enumerate(placed, 1):
        for title in section.measures:
            named.setdefault(title, []).append(number)
    controls: list[Control] = []
    unsaid = False
    for measure in pia.measures:
        made = _measure(move, measure, tuple(named.get(measure.title, ())))
        unsaid = unsaid or (made is not None and not unmarked_measure(measure.title)[1])
        plans: list[Control] = []
        for evaluation in pia.evaluations:
            if measure.id and evaluation.reference == f"3.1.{measure.id}":
                made, planned = _evaluated(move, evaluation, made)
                plans += planned
        controls += [made, *plans] if made else plans
    titles = {measure.title for measure in pia.measures}
    strays = [Control(title, treats=tuple(treats)) for title, treats in named.items() if title not in titles]
    if unsaid or strays:
        move.leave("measures", _PLANNED)
    return controls + strays


def move_plan_of_event(move: Move, evaluation: Evaluation, treats: Sequence[int]) -> list[Control]:
    """What is to be done about a feared event."""
    return plan_of(move, evaluation, treats=tuple(treats))


def move_stray_evaluation(move: Move, evaluation: Evaluation) -> list[Control]:
    """An evaluation of something that the file does not have: its plan is a measure all the same."""
    comment = move.text(evaluation.comment, evaluation.where, HIDDEN)
    if comment or evaluation.status in (1, 2):
        move.leave(f"{evaluation.where} ({evaluation.reference})", NO_PLACE, comment or str(evaluation.status))
    return plan_of(move, evaluation)


def _measure(move: Move, measure: Measure, treats: tuple[int, ...]) -> Control | None:
    content = move.text(measure.content, measure.where, HIDDEN)
    heading = move.sections(measure.title)[-1]
    if heading.key:  # an answer of ours that went out as a measure
        began, *marked = move.sections(content)
        place_marked(move, [replace(heading, text=began.text), *marked])
        return None
    title, ours = unmarked_measure(measure.title)
    began, *parts = sections(content, lambda key, values: ours and key in FIELDS and not values)
    text = (began.text or title) if ours else "\n".join(part for part in (title, began.text) if part)
    if not text:
        move.leave(measure.where, _NAMELESS)
        return None
    control = Control(text, treats=treats)
    for part in parts:
        control = _with(move, control, part, measure.where)
    return control


def _with(move: Move, control: Control, part: Part, where: str) -> Control:
    """A measure with one field more, where its value is one that riskapp knows."""
    allowed: dict[str, Sequence[str]] = {
        "status": STATUSES,
        "safety_effect": SAFETY_EFFECTS,
        "kind": KINDS,
        "mends": [question.id for question in move.questionnaire.questions if question.verdict],
    }
    value: str | date | int = part.text
    if part.key == "due":
        try:
            value = date.fromisoformat(part.text)
        except ValueError:
            move.leave(f"{where}, {part.key}", NO_PLACE, part.text)
            return control
    elif part.key in NUMBERS:
        if not re.fullmatch("[0-9]{1,15}", part.text) or int(part.text) > NUMBERS[part.key]:
            move.leave(f"{where}, {part.key}", NO_PLACE, part.text)
            return control
        value = int(part.text)
    elif part.key in allowed and part.text not in allowed[part.key]:
        move.leave(f"{where}, {part.key}", NO_PLACE, part.text)
        return control
    return replace(control, **{part.key: value})  # type: ignore[arg-type]


def _evaluated(move: Move, evaluation: Evaluation, made: Control | None) -> tuple[Control | None, list[Control]]:
    """The measure with what its evaluator said of it, and what is planned besides."""
    comment = move.text(evaluation.comment, evaluation.where, HIDDEN)
    if comment and made is not None:
        made = replace(made, text=f"{made.text}\n{move.said('evaluation')} {comment}")
    elif comment:
        move.leave(f"{evaluation.where} ({evaluation.reference})", NO_PLACE, comment)
    if evaluation.status in (1, 2):
        move.leave(f"{evaluation.where} ({evaluation.reference})", NO_VERDICT, str(evaluation.status))
    return made, plan_of(move, evaluation, treats=made.treats if made else ())
