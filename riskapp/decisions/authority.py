"""Who may take a step: a named person, in a role held for these very systems, who did not write what is decided on."""

from collections.abc import Iterable

from riskapp.accounts.permissions import GRANTED, Actor, Permission, Role
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.models import Version
from riskapp.assessments.states import Act, who_advises
from riskapp.errors import N_, NotAllowed


def require_person(actor: Actor) -> int:
    """The account of whoever decides; raises NotAllowed for the operator, who is a machine's and nobody's name."""
    if actor.id is None:
        raise NotAllowed(N_("This needs a person's name. Act as somebody with an account instead of as the operator."))
    return actor.id


def wrote_in(actor: Actor, version: Version) -> bool:
    """Whether the actor wrote in the version or started it."""
    return actor.id is not None and (
        actor.id == version.created_by or any(one.user_id == actor.id for one in version.contributors)
    )


def would_give_up_deciding(actor: Actor, version: Version) -> bool:
    """Whether the actor could advise, decide or accept a risk here, and no longer once something is written."""
    if wrote_in(actor, version):
        return False
    acts = (who_advises(version.assessment.kind), Permission.DECIDE, Permission.ACCEPT_RISK)
    return any(actor.may_for_any(act, scoped_ids(version)) for act in acts)


def refuse_author(actor: Actor, version: Version) -> None:
    """Raise NotAllowed for somebody who wrote in the version: nobody decides on what they wrote."""
    if wrote_in(actor, version):
        raise NotAllowed(
            N_("You wrote in this assessment, and nobody decides on what they wrote. Ask somebody else in your role.")
        )


def gave_the_advice(actor: Actor, version: Version) -> bool:
    """Whether the advice in force is the actor's own."""
    advice = [step for step in version.transitions if step.act == Act.ADVISE.value]
    return bool(advice) and actor.id is not None and advice[-1].user_id == actor.id


def refuse_adviser(actor: Actor, version: Version) -> None:
    """Raise NotAllowed for whoever gave the advice in force: a decision needs a second pair of eyes."""
    if gave_the_advice(actor, version):
        raise NotAllowed(
            N_("You gave the advice, and nobody decides on their own advice. Ask somebody else in your role.")
        )


def refuse_weigher(actor: Actor, version: Version) -> None:
    """Raise NotAllowed for whoever chose between two risks in this version: nobody advises on their own choice."""
    if any(one.user_id == actor.id for measure in version.measures for one in measure.trade_offs):
        raise NotAllowed(
            N_("You chose between two risks here, and nobody advises on their own choice. Ask somebody else.")
        )


def role_of(actor: Actor, permission: Permission, assets: Iterable[int]) -> str:
    """The role, in words, that lets the actor do this to these assets; a role for all of them before one for some."""
    wanted = frozenset(assets)
    held = [grant for grant in actor.grants if permission in GRANTED[grant.role]]
    fitting = [grant for grant in held if grant.asset is None or grant.asset in wanted]
    order = list(Role)
    for grant in sorted(fitting, key=lambda one: (one.asset is not None, order.index(one.role))):
        return grant.role.value
    return "operator"
