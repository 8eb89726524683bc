"""Which residual risks somebody has to accept, who may, and whether an acceptance still holds on a day."""

from datetime import date

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.acceptance_lines import Left, Line, line_of
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.models import Acceptance, Risk, Version
from riskapp.catalogues.scales import Scales

PERMISSIONS = {"risk owner": Permission.ACCEPT_RISK, "system owner": Permission.DECIDE}
"""The scales' roles, and the permission by which each is known."""


def rule_for(scales: Scales, risk: Risk) -> Line | None:
    """Who may accept what is left of the risk, and for how long; None where that is not judged, or needs nobody."""
    if risk.likelihood_after is None or risk.consequence_after is None:
        return None
    aspects = {aspect: after for aspect, (_now, after) in risk.aspects.items() if after is not None}
    return line_of(scales, Left(risk.likelihood_after, risk.consequence_after, aspects))


def may_accept(actor: Actor, rule: Line, risk: Risk, version: Version) -> bool:
    """Whether the actor holds one of the rule's roles for the risk's asset, or for the scope where it names none."""
    assets = scoped_ids(version) if risk.asset_id is None else frozenset([risk.asset_id])
    return any(actor.may_for_all(PERMISSIONS[role], assets) for role in rule.roles)


def owns(actor: Actor, risk: Risk, version: Version) -> bool:
    """Whether the named owner is the actor, or nobody is named, or the actor decides on the system."""
    assets = scoped_ids(version) if risk.asset_id is None else frozenset([risk.asset_id])
    return risk.owner_id in (None, actor.id) or actor.may_for_all(Permission.DECIDE, assets)


def standing(risk: Risk, today: date) -> Acceptance | None:
    """The last acceptance that holds today, or None where it was never given, was withdrawn or has run out."""
    held = [one for one in risk.acceptances if one.withdrawn_at is None and one.until > today]
    return held[-1] if held else None
