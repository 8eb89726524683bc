"""A row of the first page: what waits, of which system, since when, and the one thing to do about it."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from riskapp.assessments.models import Version
from riskapp.assessments.waiting import Wait, Waiting
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import N_

HEADINGS: dict[Wait, str] = {
    Wait.DECIDE: N_("To decide"),
    Wait.ACCEPT: N_("Risks to accept"),
    Wait.ADVISE: N_("To advise on"),
    Wait.ANSWER: N_("To answer"),
    Wait.OVERDUE: N_("Overdue measures and conditions"),
    Wait.EXPIRING: N_("Acceptances that run out"),
}

ACTS: dict[Wait, str] = {
    Wait.DECIDE: N_("Read and decide"),
    Wait.ACCEPT: N_("Look at the risk"),
    Wait.ADVISE: N_("Read and advise"),
    Wait.ANSWER: N_("Go on"),
    Wait.OVERDUE: N_("Look at the measure"),
    Wait.EXPIRING: N_("Look at the risk"),
}

AT_THE_END = (Wait.DECIDE, Wait.ACCEPT, Wait.ADVISE)
"""What is done at the end of the assessment as it reads in the report."""

PLACES: dict[Wait, tuple[Component, ...]] = {
    Wait.EXPIRING: (Component.ACCEPTANCE, Component.RISKS),
}
"""The step where it is done: the first of these that the kind of assessment has."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """What a template needs of one waiting thing."""

    row: Waiting

    @property
    def heading(self) -> str:
        """The words over rows of this kind."""
        return gettext(HEADINGS[self.row.wait])

    @property
    def what(self) -> str:
        """The risk, measure or condition that it is about, or nothing where it is the whole assessment."""
        if self.row.risk is not None:
            return f"R{self.row.risk.number} {self.row.risk.event}".strip()
        if self.row.condition is not None:
            return self.row.condition.text
        return "" if self.row.measure is None else f"T{self.row.measure.number} {self.row.measure.text}"

    @property
    def systems(self) -> str:
        """The systems that are assessed."""
        return ", ".join(one.asset.name for one in self.row.version.scope)

    @property
    def act(self) -> str:
        """The words on the link."""
        return gettext("Look at the condition") if self.row.condition else gettext(ACTS[self.row.wait])

    @property
    def url(self) -> str:
        """Where it is done."""
        row = self.row
        if row.measure is not None:
            return url_for("assessments.measure", assessment_id=row.version.assessment_id, number=row.measure.number)
        if row.condition is not None:
            here = row.version.assessment_id, row.version.number
            return url_for("assessments.page", assessment_id=here[0], version=here[1], _anchor="conditions")
        if row.wait in AT_THE_END:
            return url_for("assessments.review", assessment_id=row.version.assessment_id, _anchor="acts")
        return _place(row.wait, row.version)


def _place(wait: Wait, version: Version) -> str:
    steps = load_questionnaire(version.assessment.kind).steps
    for component in PLACES.get(wait, ()):
        for step in steps:
            if step.component is component:
                return url_for("assessments.step", assessment_id=version.assessment_id, step_id=step.id)
    return url_for("assessments.page", assessment_id=version.assessment_id)
