"""A file of the CNIL PIA tool in riskapp's terms: every text of it is placed, or is told as left out."""

from riskapp.catalogues.cnil_pia import load_mapping
from riskapp.catalogues.questions import load_questionnaire
from riskapp.exchange.cnil.form import Pia
from riskapp.exchange.cnil.moved import Move, Moved
from riskapp.exchange.cnil.moving_answers import (
    COMMENT,
    HIDDEN,
    NO_PLACE,
    move_answer,
    move_evaluation,
    move_people,
)
from riskapp.exchange.cnil.moving_measures import move_measures, move_plan_of_event, move_stray_evaluation
from riskapp.exchange.cnil.moving_risks import JUDGED, LISTS, Section, move_event


def move_in(pia: Pia, language: str) -> Moved:
    """What the file becomes in a DPIA that is written in `language`."""
    move = Move(load_mapping(), load_questionnaire("dpia"), language, left_out=list(pia.left_out))
    _move_answers(move, pia)
    participants = move_people(move, pia)
    placed = _move_events(move, pia)
    controls = move_measures(move, pia, [section for _, section in placed])
    for evaluation in pia.evaluations:
        reference = next((one for one in move.mapped.references if one.evaluated == evaluation.reference), None)
        if reference is not None:
            controls += move_evaluation(move, evaluation, reference)
        elif any(event.evaluated == evaluation.reference for event in move.mapped.events):
            treats = [number for number, (evaluated, _) in enumerate(placed, 1) if evaluated == evaluation.reference]
            controls += move_plan_of_event(move, evaluation, treats)
        elif not _of_a_measure(pia, evaluation.reference):
            controls += move_stray_evaluation(move, evaluation)
    for comment in pia.comments:
        move.leave(f"{comment.where} ({comment.reference})", COMMENT, move.text(comment.text, comment.where, HIDDEN))
    return Moved(
        " ".join(pia.facts.get("name", "").split()),
        {key: text for key, text in move.answers.items() if text.strip()},
        tuple(section.scenario for _, section in placed),
        tuple(controls),
        participants,
        tuple(move.left_out),
    )


def _move_events(move: Move, pia: Pia) -> list[tuple[str, Section]]:
    return [
        (event.evaluated, section)
        for event in move.mapped.events
        for section in move_event(
            move,
            event,
            [one for one in pia.answers if one.reference in _numbers(event.section)],
            [one for one in pia.evaluations if one.reference == event.evaluated],
        )
    ]


def _numbers(section: str) -> set[str]:
    return {f"{section}{kind}" for kind in (*LISTS, "4", *JUDGED)}


def _move_answers(move: Move, pia: Pia) -> None:
    for reference in move.mapped.references:
        for answer in pia.answers:
            if answer.reference == reference.id:
                move_answer(move, answer, reference)
    known = {reference.id for reference in move.mapped.references}
    known |= {number for event in move.mapped.events for number in _numbers(event.section)}
    for answer in pia.answers:
        if answer.reference not in known:
            text = "\n".join((move.text(answer.text, answer.where, HIDDEN), *answer.items)).strip()
            level = str(answer.gauge or "")
            if text or level:
                move.leave(f"{answer.where} ({answer.reference})", NO_PLACE, text or level)


def _of_a_measure(pia: Pia, reference: str) -> bool:
    return any(measure.id and reference == f"3.1.{measure.id}" for measure in pia.measures)
