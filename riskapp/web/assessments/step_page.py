"""One page of the wizard as its template reads it: the questions with what is written, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import g, url_for

from riskapp.assessments.access import may_write
from riskapp.assessments.draft import Missing
from riskapp.assessments.flow_picture import flow_picture
from riskapp.assessments.models import Answer, Measure, Version
from riskapp.assessments.progress import Progress, StepProgress
from riskapp.assessments.queries import (
    answers_of,
    estate_date_of,
    estate_number_of,
    progress_of_version,
    quotes_of,
    stored_answers,
)
from riskapp.assessments.quotes import Quotes, Row
from riskapp.assessments.remarks import remarks_of
from riskapp.assessments.states import editable
from riskapp.catalogues.questionnaire import Question, QuestionKind, Questionnaire, Step
from riskapp.catalogues.questions import load_questionnaire
from riskapp.decisions.obstacles import TRADE_OFF
from riskapp.errors import N_, NotFound
from riskapp.explorer.flow_sheet import FlowSheet, flow_sheet
from riskapp.web.assessments.actions import Action
from riskapp.web.assessments.correcting import Corrections


@dataclass
class StepPage:
    """A step of a version; `typed` are texts that could not be stored, by answer key, and `faults` say why.

    `actions` are those beside a verdict that could not be stored, by question.
    """

    version: Version
    questionnaire: Questionnaire
    step: Step
    progress: Progress
    answers: Mapping[str, Answer]
    quotes: Quotes
    estate: int
    estate_date: datetime | None
    editable: bool
    old: bool
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, Sequence[str]] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Dpia or ros."""
        return self.version.assessment.kind

    @property
    def number(self) -> int:
        """The step's place, from 1."""
        return self.questionnaire.steps.index(self.step) + 1

    @property
    def here(self) -> StepProgress:
        """How far this step has come."""
        return self.progress.of(self.step.id)

    @property
    def remarks(self) -> list[Missing]:
        """What is worth a look in this step."""
        return [one for one in remarks_of(self.version) if one.step == self.step.id]

    @property
    def previous(self) -> Step | None:
        """The step before, if any."""
        return self.questionnaire.steps[self.number - 2] if self.number > 1 else None

    @property
    def following(self) -> Step | None:
        """The next step, if any."""
        return self.questionnaire.steps[self.number] if self.number < len(self.questionnaire.steps) else None

    @property
    def saved_at(self) -> datetime | None:
        """When anything in this step was last saved."""
        keys = {key for question in self.step.questions for key in question.keys}
        return max((one.saved_at for key, one in self.answers.items() if key in keys), default=None)

    def text(self, key: str) -> str:
        """What stands under a key: what was typed and not stored, else what is stored."""
        if key in self.typed:
            return self.typed[key]
        return self.answers[key].text if key in self.answers else ""

    def chosen(self, question: Question, key: str = "") -> list[str]:
        """The choices that are made, under the question's own key or another of its keys."""
        return [value for value in self.text(key or question.id).split("\n") if value]

    def mended_by(self, question: Question) -> list[Measure]:
        """The measures that are to put the question's verdict right."""
        return [one for one in self.version.measures if one.mends == question.id]

    def seen(self, key: str) -> int:
        """The row version that a writer of this key has on the screen."""
        return self.answers[key].row_version if key in self.answers else 0

    def applies(self, question: Question) -> bool:
        """Whether the question is asked, given the answers to others."""
        return question.applies(answers_of(self.version))

    @cached_property
    def flow_sheet(self) -> FlowSheet | None:
        """The picture of the quoted data flows; None where nothing flows."""
        picture = flow_picture(self.quotes)
        return flow_sheet(picture) if picture else None

    def correct(self, quote: str, row: Row, anchor: str) -> str:
        """Where a quoted fact can be put right, and back to `anchor` of this page; empty for who may not."""
        return self._corrections.url(quote, row, f"{self.url(self.step)}#{anchor}")

    @cached_property
    def _corrections(self) -> Corrections:
        return Corrections(g.actor, self.quotes if self._live else {})

    @property
    def _live(self) -> bool:
        """Whether the facts are those of the estate now: of a version under way that nobody has submitted."""
        return editable(self.version.state) and self.version.quoted is None and not self.old

    def url(self, step: Step) -> str:
        """The address of another step of this version."""
        number = self.version.number if self.old else None
        return url_for("assessments.step", assessment_id=self.version.assessment_id, step_id=step.id, version=number)


def step_page(version: Version, step_id: str, **more: Any) -> StepPage:
    """The page of a step; raises NotFound where the questionnaire has no such step."""
    questionnaire = load_questionnaire(version.assessment.kind)
    step = questionnaire.step(step_id)
    if step is None:
        raise NotFound(N_("This assessment has no such step."))
    latest = version is version.assessment.latest
    return StepPage(
        version,
        questionnaire,
        step,
        progress_of_version(version),
        stored_answers(version),
        quotes_of(version),
        estate_number_of(version),
        estate_date_of(version),
        may_write(g.actor, version) and latest,
        not latest,
        **more,
    )


def sent_text(question: Question, key: str, values: Sequence[str]) -> str:
    """What a form sent under a key, as it is stored."""
    several = key == question.id and question.kind is QuestionKind.MULTI_CHOICE
    return "\n".join(values) if several else (values[0] if values else "")


def place_of(missing: Missing, assessment_id: int) -> str:
    """The address where what is missing can be put right."""
    if missing.risk is not None:
        return url_for("assessments.risk", assessment_id=assessment_id, number=missing.risk, _anchor=missing.anchor)
    if missing.measure is not None and missing.anchor == TRADE_OFF:
        return url_for("assessments.trade_off", assessment_id=assessment_id, number=missing.measure)
    if missing.measure is not None:
        return url_for(
            "assessments.measure", assessment_id=assessment_id, number=missing.measure, _anchor=missing.anchor
        )
    anchor = f"answer-{missing.anchor.replace('.', '-')}" if "question" in missing.values else missing.anchor
    return url_for("assessments.step", assessment_id=assessment_id, step_id=missing.step, _anchor=anchor)
