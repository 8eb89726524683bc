"""Answers, evaluations of principles and rights, people and opinions of a PIA, as our answers."""

from riskapp.assessments.answers import joined
from riskapp.assessments.control import Control
from riskapp.catalogues.cnil_pia import Reference
from riskapp.errors import N_
from riskapp.exchange.cnil.form import Answer, Evaluation, Pia
from riskapp.exchange.cnil.marks import Section, unmarked_measure
from riskapp.exchange.cnil.moved import Move

HIDDEN = N_("A picture, script or embedded page is not taken in. Attach it elsewhere if it matters.")
COMMENT = N_("A comment of the discussion in the CNIL tool. Write what still matters into the answer.")
NO_PLACE = N_("riskapp has no question of this number. Write the text where it belongs.")
NO_VERDICT = N_("riskapp gives no verdict here: the levels and the measures say it.")
_JOINT = N_("The CNIL tool asks for several rights at once. Move what belongs to the other questions of the step.")
_CHOOSE = N_("The text is taken in as the reason. Choose the answer that goes with it.")
_LEVEL = N_("A level at a question that has none.")
_WORST = N_("Two evaluations concern the same question of ours. The stricter one is the verdict.")
_STATUS = N_("It was validated or refused in the CNIL tool. Here it begins as a draft and is decided anew.")
_ADVICE = N_("Stands in the answer about who was heard. The privacy officer's advice is given anew in riskapp.")
_FACT = N_("riskapp has no place for this field.")
_SOUGHT = N_("The CNIL tool says neither that people were asked nor that they were not. Answer the question.")

_VERDICTS = {1: "not_acceptable", 2: "to_improve", 3: "acceptable"}
_PEOPLE = {
    "author_name": "author",
    "evaluator_name": "evaluator",
    "validator_name": "validator",
    "dpos_names": "officer",
}


def move_answer(move: Move, answer: Answer, reference: Reference) -> None:
    """Place an answer under our question, its marked sections each under its own."""
    text = "\n".join(part for part in (move.text(answer.text, answer.where, HIDDEN), *answer.items) if part.strip())
    if answer.gauge is not None:
        move.leave(f"{answer.where} ({reference.id})", _LEVEL, str(answer.gauge))
    if not text:
        return
    began, *marked = move.sections(text)
    if began.text:
        move.place(reference.to, began.text)
    place_marked(move, marked)
    if began.text and not marked:
        _tell_what_to_look_at(move, answer, reference)


def _tell_what_to_look_at(move: Move, answer: Answer, reference: Reference) -> None:
    where = f"{answer.where} ({reference.id})"
    if reference.to.endswith(".reason"):
        move.leave(where, _CHOOSE)
    if reference.joint:
        move.leave(where, _JOINT)


def place_marked(move: Move, marked: list[Section]) -> None:
    """Place sections under the keys that their marks name."""
    for one in marked:
        move.place(one.key, joined(one.values) if one.values else one.text)
        if one.values and one.text:
            move.place(move.mapped.story, one.text)


def move_evaluation(move: Move, evaluation: Evaluation, reference: Reference) -> list[Control]:
    """Place an evaluation: verdict and comment beside our question, its action plan as a measure that mends it."""
    comment = move.text(evaluation.comment, evaluation.where, HIDDEN)
    if comment:
        move.place(reference.to, comment, move.said("evaluation"))
    if evaluation.status and reference.verdict:
        _judge(move, evaluation, f"{reference.verdict}.verdict")
    elif evaluation.status in (1, 2):
        move.leave(f"{evaluation.where} ({reference.evaluated})", NO_VERDICT, _VERDICTS[evaluation.status])
    return plan_of(move, evaluation, mends=reference.verdict)


def _judge(move: Move, evaluation: Evaluation, key: str) -> None:
    order = list(_VERDICTS.values())
    mine, stored = _VERDICTS[evaluation.status], move.answers.get(key, "")
    if stored and stored != mine:
        move.leave(f"{evaluation.where} ({evaluation.reference})", _WORST, mine)
    move.answers[key] = min((one for one in (mine, stored) if one), key=order.index)


def plan_of(move: Move, evaluation: Evaluation, *, mends: str = "", treats: tuple[int, ...] = ()) -> list[Control]:
    """The measure that an action plan asks for; lines that name a measure of the file add none."""
    lines = move.text(evaluation.plan, evaluation.where, HIDDEN).split("\n")
    text = "\n".join(line for line in lines if not unmarked_measure(line)[1]).strip()
    if not text:
        return []
    return [Control(text, owner=evaluation.person, due=evaluation.due, mends=mends, treats=treats)]


def move_people(move: Move, pia: Pia) -> tuple[tuple[str, str], ...]:
    """Place who was asked and what was said; returns who took part, each with the part."""
    facts = dict(pia.facts)
    found = [
        (name.strip(), move.said(word))
        for field, word in _PEOPLE.items()
        for name in facts.pop(field, "").replace("\n", ";").split(";")
        if name.strip()
    ]
    _views(move, facts)
    _story(move, facts)
    facts.pop("name", None)
    if facts.pop("status", "0") not in ("0", ""):
        move.leave("pia, status", _STATUS, pia.facts["status"])
    for field, value in facts.items():
        if value.strip():
            move.leave(f"pia, {field}", _FACT, value)
    return tuple(found)


def _views(move: Move, facts: dict[str, str]) -> None:
    asked = facts.pop("concerned_people_searched_opinion", "")
    why_not = facts.pop("concerned_people_searched_content", "")
    names, opinion = facts.pop("people_names", ""), facts.pop("concerned_people_opinion", "")
    said = _conclusion(move, facts.pop("concerned_people_status", "")) if opinion or names else ""
    views = "\n".join(part for part in (f"{move.said('people')} {names}" if names else "", opinion, said) if part)
    if asked in ("true", "1"):
        move.answers["views_sought"] = "sought"
    elif asked in ("false", "0") and (why_not or not views):
        move.answers["views_sought"] = "not_sought"
    elif views or why_not:
        move.leave("pia, concerned_people_searched_opinion", _SOUGHT, asked)
    if why_not:
        move.place("views_sought.reason", why_not)
    if views:
        move.place("views", views)


def _story(move: Move, facts: dict[str, str]) -> None:
    opinion = facts.pop("dpo_opinion", "")
    said = _conclusion(move, facts.pop("dpo_status", ""))
    if opinion or said:
        text = "\n".join(part for part in (opinion, said) if part)
        move.place(move.mapped.story, text, move.said("opinion"))
        move.leave("pia, dpo_opinion", _ADVICE)
    for word, fields in {
        "refusal": ("rejection_reason", "rejected_reason"),
        "adjustments": ("applied_adjustments", "applied_adjustements"),
    }.items():
        text = "\n".join(facts.pop(field, "") for field in fields).strip()
        if text:
            move.place(move.mapped.story, text, move.said(word))


def _conclusion(move: Move, status: str) -> str:
    return {"1": move.said("may_begin"), "0": move.said("may_not_begin")}.get(status, "")
