"""Saving a scenario field by field: two people keep what each wrote, and choose where both wrote in the same field."""

from dataclasses import asdict
from typing import Any

from riskapp.accounts.permissions import Actor
from riskapp.assessments.field_merge import flat, folded
from riskapp.assessments.field_saving import FieldsSaved, Sent, lay
from riskapp.assessments.models import Risk
from riskapp.assessments.risks import Scenario, checked_scenario, scenario_of, store_scenario, writing_risk

ASPECTS = "aspects"


def save_risk_fields(actor: Actor, risk_id: int, written: Scenario, sent: Sent) -> FieldsSaved:
    """Store the fields of a scenario that were sent as they were `written`; all that can be stored is.

    Each aspect is a field of its own (`aspects.<id>`). Raises Invalid with the field that does not fit, NotFound,
    NotAllowed.
    """
    with writing_risk(actor, risk_id) as (write, risk):
        laid = lay(seen_values(risk), flat(asdict(written), ASPECTS), sent, risk.row_version)
        if laid.changes:
            found = {name: one for name, one in laid.values.items() if one or not name.startswith(f"{ASPECTS}.")}
            scenario = checked_scenario(write.version, Scenario(**folded(found, ASPECTS)), risk.owner_id)
            store_scenario(write, risk, scenario)
        return laid.saved(risk.row_version, seen_values(risk))


def seen_values(risk: Risk) -> dict[str, Any]:
    """A stored scenario as its fields: each aspect is one of its own (`aspects.<id>`)."""
    return flat(asdict(scenario_of(risk)), ASPECTS)
