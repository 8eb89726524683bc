"""The scenario that a measure brings to care, described by one click with what the measure says already."""

from dataclasses import replace

from riskapp.accounts.permissions import Actor
from riskapp.assessments.control import control_of
from riskapp.assessments.measures import change_measure, writing_measure
from riskapp.assessments.models import Risk
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.errors import N_, Invalid


def bring_to_care(actor: Actor, measure_id: int, scenario: Scenario) -> int:
    """Add the scenario and let the measure name it, both or neither; returns the scenario's number.

    Raises Invalid where the measure names a scenario already, or where the scenario does not fit.
    """
    with writing_measure(actor, measure_id) as (write, measure):
        if measure.safety_risk in {risk.number for risk in write.version.risks}:
            raise Invalid(
                N_("R%(number)s stands for it already. Choose another in the list, or change that one."),
                field="safety_risk",
                number=measure.safety_risk,
            )
        added = write.session.get_one(Risk, add_risk(actor, write.version.id, scenario))
        named = replace(control_of(measure), safety_risk=added.number)
        change_measure(actor, measure.id, named, measure.row_version)
        return added.number
