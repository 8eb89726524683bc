"""A row of the first page: what waits, of which system, since when, and the one thing to do about it."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from riskapp.assessments.waits import Wait, Waiting
from riskapp.errors import N_

HEADINGS: dict[Wait, str] = {
    Wait.REPLY: N_("Questions and remarks to you"),
    Wait.DECIDE: N_("To decide"),
    Wait.ACCEPT: N_("Risks to accept"),
    Wait.TRADE_OFF: N_("Measures that make care worse, to weigh"),
    Wait.ADVISE: N_("To advise on"),
    Wait.ANSWER: N_("To answer"),
    Wait.OVERDUE: N_("Overdue measures and conditions"),
    Wait.DUE: N_("Measures and conditions that are due within a month"),
    Wait.EXPIRING: N_("Acceptances that run out"),
    Wait.REOPENED: N_("Risks that are open again"),
    Wait.STALE: N_("Approvals under which the estate changed"),
    Wait.BASE: N_("New versions of bases that are followed"),
    Wait.REVIEW: N_("Approved assessments to review"),
}

ACTS: dict[Wait, str] = {
    Wait.REPLY: N_("Read and answer"),
    Wait.DECIDE: N_("Read and decide"),
    Wait.ACCEPT: N_("Look at the risk"),
    Wait.TRADE_OFF: N_("Weigh the two risks"),
    Wait.ADVISE: N_("Read and advise"),
    Wait.ANSWER: N_("Go on"),
    Wait.OVERDUE: N_("Look at the measure"),
    Wait.DUE: N_("Look at the measure"),
    Wait.EXPIRING: N_("Look at the risk"),
    Wait.REOPENED: N_("Accept it anew, or treat it"),
    Wait.STALE: N_("See what changed"),
    Wait.BASE: N_("Judge what it changes"),
    Wait.REVIEW: N_("Look at it again"),
}

AT_THE_END = (Wait.DECIDE, Wait.ACCEPT, Wait.ADVISE)
"""What is done at the end of the assessment as it reads in the report."""


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
        """The risk, measure, condition or changes that it is about, or nothing where it is the whole assessment."""
        if self.row.risk is not None:
            return f"R{self.row.risk.number} {self.row.risk.event}".strip()
        if self.row.condition is not None:
            return self.row.condition.text
        if self.row.remark is not None:
            return f"{self.row.remark.author_name}: {self.row.remark.text}"
        if self.row.changes:
            return ngettext("%(num)s change to judge", "%(num)s changes to judge", self.row.changes)
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
        if row.remark is not None:
            place = f"said-{(row.remark.anchor or f'step:{row.remark.step}').replace(':', '-')}"
            return url_for("assessments.review", assessment_id=row.version.assessment_id, _anchor=place)
        if row.measure is not None and row.wait is Wait.TRADE_OFF:
            return url_for("assessments.trade_off", assessment_id=row.version.assessment_id, number=row.measure.number)
        if row.measure is not None:
            return url_for("assessments.measure", assessment_id=row.version.assessment_id, number=row.measure.number)
        if row.condition is not None:
            here = row.version.assessment_id, row.version.number
            return url_for("assessments.page", assessment_id=here[0], version=here[1], _anchor="conditions")
        if row.wait is Wait.STALE:
            here = row.version.assessment_id, row.version.number
            return url_for("assessments.page", assessment_id=here[0], version=here[1], _anchor="estate-changed")
        if row.wait is Wait.BASE:
            return url_for("assessments.base", assessment_id=row.version.assessment_id)
        if row.wait in AT_THE_END:
            return url_for("assessments.review", assessment_id=row.version.assessment_id, _anchor="acts")
        if row.risk is not None:
            here = row.version.assessment_id, row.version.number
            place = f"accept-{row.risk.number}"
            return url_for("assessments.review", assessment_id=here[0], version=here[1], _anchor=place)
        return url_for("assessments.page", assessment_id=row.version.assessment_id)
