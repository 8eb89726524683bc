"""How far a version has come: for each step what is answered, what is missing in words, and the whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from riskapp.assessments.draft import Draft, Missing, RiskFacts
from riskapp.assessments.missing_words import ABSENT, OF_A_SCENARIO, OF_WORDING
from riskapp.assessments.risk import doubts_after, doubts_now, what_is_feared
from riskapp.assessments.safety import asked_of
from riskapp.assessments.safety import lacking as lacking_on_care
from riskapp.assessments.treatment import Doubt, doubts_of_treatment, is_reasoned, points_of
from riskapp.catalogues.completeness import gaps
from riskapp.catalogues.consistency import Inconsistency
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.catalogues.questionnaire import Component, Question, Questionnaire, Step
from riskapp.catalogues.rules import Answers, chosen
from riskapp.catalogues.threshold import Outcome, screen
from riskapp.catalogues.verdicts import ACCEPTABLE
from riskapp.errors import N_
from riskapp.scenarios.wording import Asked

NO_DPIA = (Outcome.NOT_REQUIRED, Outcome.COVERED)


class Mark(StrEnum):
    """How a step stands, in a word that is never told by colour alone."""

    DONE = "done"
    STARTED = "started"
    EMPTY = "not started"
    NOTHING = "nothing to fill in"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """One step: how many of its `total` points are `done`, the rest in words, and what does not go together."""

    step: Step
    done: int
    total: int
    missing: tuple[Missing, ...]
    needed: bool = True
    inconsistencies: tuple[Inconsistency, ...] = ()

    @property
    def mark(self) -> Mark:
        """The step's state in a word."""
        if not self.needed:
            return Mark.NOT_NEEDED
        if not self.total:
            return Mark.NOTHING
        if self.done == self.total:
            return Mark.DONE
        return Mark.STARTED if self.done else Mark.EMPTY


@dataclass(frozen=True, slots=True)
class Progress:
    """All steps, in order."""

    steps: tuple[StepProgress, ...]

    @property
    def done(self) -> int:
        """How many points are done."""
        return sum(step.done for step in self.steps)

    @property
    def total(self) -> int:
        """How many points there are, as far as is known from what is written."""
        return sum(step.total for step in self.steps)

    @property
    def percent(self) -> int:
        """The whole in percent, rounded down, so that 100 means that nothing is missing."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Everything that is missing, in the order of the steps."""
        return tuple(one for step in self.steps for one in step.missing)

    def of(self, step_id: str) -> StepProgress:
        """One step's; raises KeyError where there is none."""
        return {step.step.id: step for step in self.steps}[step_id]


def progress_of(questionnaire: Questionnaire, draft: Draft) -> Progress:
    """Where the draft stands against its questionnaire. A DPIA that need not be made asks for no more than that."""
    ends_here = draft.kind == "dpia" and screen(draft.answers, questionnaire).outcome in NO_DPIA
    has_residual = any(step.component is Component.RESIDUAL for step in questionnaire.steps)
    odd = [one for one in questionnaire.inconsistencies if one.holds(draft.answers)]
    return Progress(
        tuple(
            replace(
                _step(step, draft, ends_here, has_residual),
                inconsistencies=tuple(one for one in odd if one.question in {q.id for q in step.questions}),
            )
            for step in questionnaire.steps
        )
    )


def _step(step: Step, draft: Draft, ends_here: bool, has_residual: bool) -> StepProgress:
    if ends_here and step.component not in (Component.THRESHOLD, Component.SCOPE):
        return StepProgress(step, 0, 0, (), needed=False)
    missing: list[Missing] = []
    total = 0
    checks = list(_CHECKS.get(step.component, ()))
    if step.component is Component.MEASURES and not has_residual:
        checks.append(_residual)
    for check in checks:
        points, lacking = check(step, draft)
        total += points
        missing += lacking
    if not ends_here or step.component is Component.THRESHOLD:
        asked = [q for q in step.questions if q.required and q.applies(draft.answers)]
        optional_reasons = gaps((q for q in step.questions if not q.required), draft.answers)
        judged = [q for q in step.questions if q.verdict and q.applies(draft.answers)]
        total += len(asked) + len(optional_reasons) + sum(1 for q in judged if q.id in draft.answers)
        missing += _unanswered(step, draft.answers)
        missing += _unmended(step, judged, draft)
    return StepProgress(step, total - len(missing), total, tuple(missing))


def _unanswered(step: Step, answers: Answers) -> Iterable[Missing]:
    for gap in gaps(step.questions, answers):
        text = {
            gap.question.reason_key: N_("The reason is missing: %(question)s"),
            gap.question.verdict_key: N_("No verdict yet: %(question)s"),
        }.get(gap.key, N_("Not answered: %(question)s"))
        yield Missing(text, step.id, {"question": gap.question.label}, anchor=gap.key)


def _unmended(step: Step, judged: Iterable[Question], draft: Draft) -> Iterable[Missing]:
    """What is not good enough and has no action; one without an owner or a date is told where measures are."""
    mended = {one.mends for one in draft.measures}
    for question in judged:
        verdicts = chosen(draft.answers, question.verdict_key)
        if verdicts and verdicts[0] != ACCEPTABLE and question.id not in mended:
            text = N_("It must get better, but nobody is to do anything: %(question)s")
            yield Missing(text, step.id, {"question": question.label}, anchor=question.verdict_key)


def _scope(step: Step, draft: Draft) -> tuple[int, list[Missing]]:
    lacking = [] if draft.assets else [Missing(N_("No system is chosen."), step.id, anchor="scope")]
    return 1, lacking


def _participants(step: Step, draft: Draft) -> tuple[int, list[Missing]]:
    lacking = [] if draft.participants else [Missing(N_("Nobody stands as a participant."), step.id, anchor="name")]
    absent = [group for group in draft.wanted if group not in draft.present]
    lacking += [Missing(ABSENT[group], step.id, anchor="profession") for group in absent]
    return 1 + len(draft.wanted), lacking


def _risks(step: Step, draft: Draft) -> tuple[int, list[Missing]]:
    lacking = []
    if draft.kind == "dpia":  # each feared event wants a scenario (WP248 rev.01, Annex 2), and so does the design
        told = {risk.property for risk in draft.risks}
        feared = what_is_feared(draft.kind)
        points = len(feared) + 2 * len(draft.risks)
        lacking += [
            Missing(N_("No risk is described for: %(event)s"), step.id, {"event": event}, anchor="add")
            for name, event in feared.items()
            if name not in told
        ]
        lacking += _of_persons(step, draft)
    else:
        points = 1
        if not draft.risks:
            lacking.append(Missing(N_("No scenario is described."), step.id, anchor="add"))
    for risk in draft.risks:
        points += 2
        asked_for, asked = _wording(step, draft, risk)
        points += asked_for
        lacking += asked
        for doubt in doubts_now(risk.judgement):
            lacking.append(_of_risk(OF_A_SCENARIO[doubt.text], step, risk, doubt.field or ""))
        if risk.treated is not None:
            points += points_of(risk.treated)
            lacking += [_of_treatment(one, step, risk) for one in doubts_of_treatment(risk.treated)]
    return points, lacking


def _wording(step: Step, draft: Draft, risk: RiskFacts) -> tuple[int, list[Missing]]:
    """A risk assessment asks for cause, event and consequence, each in words of its own; a DPIA for the event."""
    asked = risk.wording
    if draft.kind == "dpia":
        asked = () if risk.event.strip() else (Asked.NO_EVENT,)
    lacking = [_of_risk(text, step, risk, anchor) for text, anchor in (OF_WORDING[one] for one in asked)]
    return 1 if draft.kind == "dpia" else 3, lacking


def _of_persons(step: Step, draft: Draft) -> list[Missing]:
    """What a risk to people says besides: where it comes from, and what it does to them (WP248 rev.01, Annex 2)."""
    lacking = []
    for risk in draft.risks:
        if not risk.sources.strip():
            lacking.append(_of_risk(N_("Scenario %(number)s: who or what brings it about?"), step, risk, "sources"))
        if not risk.touches:
            text = N_("Scenario %(number)s: what does it do to the person's body, means or mind?")
            lacking.append(_of_risk(text, step, risk, "bodily"))
    return lacking


def _residual(step: Step, draft: Draft) -> tuple[int, list[Missing]]:
    lacking = [
        _of_risk(OF_A_SCENARIO[doubt.text], step, risk, doubt.field or "")
        for risk in draft.risks
        for doubt in doubts_after(risk.judgement, severity=draft.kind == "dpia", reasoned=is_reasoned(risk.treated))
    ]
    return len(draft.risks), lacking


def _measures(step: Step, draft: Draft) -> tuple[int, list[Missing]]:
    lacking = []
    for one in draft.measures:
        if not one.owner.strip() or not one.dated:
            text = N_("Measure %(number)s: who answers for it, and by when?")
            lacking.append(Missing(text, step.id, {"number": one.number}, "owner", measure=one.number))
        elif one.overdue:
            text = N_("Measure %(number)s: its date has passed, and it is not in place. Set a new date.")
            lacking.append(Missing(text, step.id, {"number": one.number}, "due", measure=one.number))
        if one.safety == NOT_ASSESSED:
            text = N_("Measure %(number)s: nobody has judged what it does to patient safety.")
            lacking.append(Missing(text, step.id, {"number": one.number}, "safety_effect", measure=one.number))
        elif one.safety != "none" and not one.note.strip():
            text = N_("Measure %(number)s: say how it touches patient safety.")
            lacking.append(Missing(text, step.id, {"number": one.number}, "safety_note", measure=one.number))
    return 2 * len(draft.measures), lacking


def _of_treatment(doubt: Doubt, step: Step, risk: RiskFacts) -> Missing:
    return Missing(doubt.text, step.id, {"number": risk.number, **doubt.values}, doubt.anchor, risk=risk.number)


def _care(step: Step, draft: Draft) -> tuple[int, list[Missing]]:
    """What a risk assessment asks of each measure's effect on care, besides that it is judged."""
    if draft.kind != "ros":
        return 0, []
    missing = [
        Missing(text, step.id, {"number": one.number}, anchor, measure=one.number)
        for one in draft.measures
        for text, anchor in lacking_on_care(one.care, acute=draft.acute)
    ]
    return sum(asked_of(one.care, acute=draft.acute) for one in draft.measures), missing


def _of_risk(text: str, step: Step, risk: RiskFacts, anchor: str) -> Missing:
    return Missing(text, step.id, {"number": risk.number}, anchor, risk=risk.number)


_CHECKS: dict[Component, tuple[Callable[[Step, Draft], tuple[int, list[Missing]]], ...]] = {
    Component.SCOPE: (_scope,),
    Component.PARTICIPANTS: (_participants,),
    Component.RISKS: (_risks,),
    Component.MEASURES: (_measures, _care),
    Component.RESIDUAL: (_residual,),
}
