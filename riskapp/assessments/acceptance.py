"""Which residual risks somebody has to accept, who may, and whether an acceptance still holds on a day."""

from datetime import date

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.models import Acceptance, Risk, Version
from riskapp.assessments.risk import level_after
from riskapp.assessments.risks import judgement_of
from riskapp.catalogues.scales import AcceptanceRule, Scales

PERMISSIONS = {"risk owner": Permission.ACCEPT_RISK, "system owner": Permission.DECIDE}
"""The scales' roles, and the permission by which each is known."""

BORNE = 1
"""The risk level that is borne without anybody's acceptance."""


def rule_for(scales: Scales, risk: Risk) -> AcceptanceRule | None:
    """Who may accept what is left of the risk, and for how long; None where that is not judged, or needs nobody."""
    level = level_after(scales, judgement_of(risk))
    return None if level is None or level.value <= BORNE else scales.acceptance_of(level)


def may_accept(actor: Actor, rule: AcceptanceRule, risk: Risk, version: Version) -> bool:
    """Whether the actor holds one of the rule's roles for the risk's asset, or for the scope where it names none."""
    assets = scoped_ids(version) if risk.asset_id is None else frozenset([risk.asset_id])
    return any(actor.may_for_all(PERMISSIONS[role], assets) for role in rule.roles)


def standing(risk: Risk, today: date) -> Acceptance | None:
    """The last acceptance that holds today, or None where it was never given, was withdrawn or has run out."""
    held = [one for one in risk.acceptances if one.withdrawn_at is None and one.until > today]
    return held[-1] if held else None
