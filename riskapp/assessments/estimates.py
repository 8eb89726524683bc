"""What a team does with numbers on a scenario: write them, take them away, and have the years drawn."""

from dataclasses import replace

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing
from riskapp.assessments.answers import clean
from riskapp.assessments.estimate import Estimate, estimate_from, estimate_row
from riskapp.assessments.models import Risk
from riskapp.assessments.plain import Content
from riskapp.assessments.risk_figures import figures_for
from riskapp.assessments.risks import subject_of_risk, writing_risk
from riskapp.audit.vocabulary import Action
from riskapp.database import now
from riskapp.errors import N_, Conflict, Invalid
from riskapp.quantification.risk import Run

WITH_NUMBERS = "ros"
"""The kind of assessment whose risks may carry numbers: what a DPIA asks is not told in money."""


def key_of(assessment_id: int, number: int) -> str:
    """The name of a risk that its random numbers hang on: the same in every version of an assessment."""
    return f"{assessment_id}/R{number}"


def set_estimate(actor: Actor, risk_id: int, estimate: Estimate | None, row_version: int) -> int:
    """Store the numbers of a scenario, or take them away with what came of them; returns its new row version.

    Raises Conflict where the scenario changed since `row_version`, Invalid for a risk of a DPIA.
    """
    if estimate is not None:
        estimate = replace(estimate, reason=clean(estimate.reason, "grounds").strip())
    mine = None if estimate is None else estimate_row(estimate)
    with writing_risk(actor, risk_id) as (write, risk):
        _refuse_other_kinds(write)
        stored = risk.estimate
        if mine == stored:
            return risk.row_version
        if risk.row_version != row_version:
            raise Conflict(
                N_("Somebody else changed this scenario while you were writing. Both sets of numbers are below."),
                theirs={"estimate": stored, "row_version": risk.row_version},
                mine={"estimate": mine},
            )
        write.log(Action.ESTIMATE_SET, before=stored, after=mine, subject=subject_of_risk(risk))
        risk.estimate = mine
        if mine is None:
            risk.figures = None
        risk.saved_at = now()
        write.session.flush()
        return risk.row_version


def compute_figures(actor: Actor, risk_id: int, run: Run | None = None) -> Content:
    """Draw the years of a scenario's estimate and keep what they say; what is still true is kept as it is.

    Without `run` it is 100 000 years with seed 1, and fewer years where it happens very often. Raises Invalid where
    there is no estimate, or where the run would take long; Conflict where the estimate changed while it was drawn.
    """
    with writing_risk(actor, risk_id) as (write, risk):
        _refuse_other_kinds(write)
        asked, key = risk.estimate, key_of(write.version.assessment_id, risk.number)
    if asked is None:
        raise Invalid(N_("This scenario has no numbers yet. Write them first."))
    figures = figures_for(estimate_from(asked), key, run)  # outside the transaction: nobody waits for the drawing
    with writing_risk(actor, risk_id) as (write, risk):
        if risk.estimate != asked:
            raise Conflict(
                N_("Somebody else changed the numbers meanwhile. Work them out again."),
                theirs={"estimate": risk.estimate, "row_version": risk.row_version},
                mine={"estimate": asked},
            )
        if risk.figures != figures:
            _keep(write, risk, figures)
    return figures


def _keep(write: Writing, risk: Risk, figures: Content) -> None:
    told = {name: figures[name] for name in ("years", "seed", "method")}
    expected = {"expected": figures["before"]["expected"], "expected_after": figures["after"]["expected"]}
    write.log(Action.FIGURES_COMPUTED, after={**expected, **told}, subject=subject_of_risk(risk))
    risk.figures = figures
    write.session.flush()


def _refuse_other_kinds(write: Writing) -> None:
    if write.version.assessment.kind != WITH_NUMBERS:
        raise Invalid(N_("Only the risks of a risk assessment carry numbers: a DPIA is about people, not money."))
