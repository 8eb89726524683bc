"""Which residual risks somebody has to accept, who may, and whether an acceptance still holds."""

from datetime import date

from riskapp.accounts.permissions import Actor, Permission, Role
from riskapp.assessments.models import Acceptance, Risk
from riskapp.assessments.risk import level_after
from riskapp.assessments.risks import judgement_of
from riskapp.catalogues.scales import AcceptanceRule, Scales

PERMISSIONS = {Role.RISK_OWNER.value: Permission.ACCEPT_RISK, Role.SYSTEM_OWNER.value: Permission.DECIDE}
"""The scales' roles, and the permission by which each is known."""


def rule_for(scales: Scales, risk: Risk) -> AcceptanceRule | None:
    """Who may accept what is left of the risk, and for how long; None until the residual level is judged."""
    level = level_after(scales, judgement_of(risk))
    return None if level is None else scales.acceptance_of(level)


def may_accept(actor: Actor, rule: AcceptanceRule, assets: frozenset[int]) -> bool:
    """Whether the actor holds one of the rule's roles for the assets of the assessment."""
    return any(actor.may_for_any(PERMISSIONS[role], assets) for role in rule.roles)


def standing(risk: Risk, today: date) -> Acceptance | None:
    """The acceptance that holds today, or None where it was never given, was withdrawn or has run out."""
    held = [one for one in risk.acceptances if one.withdrawn_at is None and one.until >= today]
    return held[-1] if held else None
