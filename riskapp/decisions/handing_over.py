"""Who is told of a step: whoever can take the next one, and the team when it comes back to them."""

from sqlalchemy.orm import Session

from riskapp.accounts.permissions import Permission
from riskapp.assessments.models import Transition, Version
from riskapp.assessments.people import authors, who_may
from riskapp.assessments.states import Act, who_advises
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.telling import Told, tell

KINDS = {
    Act.SUBMIT: NoticeKind.TO_ADVISE,
    Act.ADVISE: NoticeKind.TO_DECIDE,
    Act.SEND_BACK: NoticeKind.SENT_BACK,
    Act.APPROVE: NoticeKind.APPROVED,
    Act.REJECT: NoticeKind.REJECTED,
}


def tell_of_step(session: Session, version: Version, transition: Transition) -> None:
    """Tell of a step that is being stored; whoever took it is not told."""
    act = Act(transition.act)
    people = [one for one in _whom(version, act) if one != transition.user_id]
    told = Told(KINDS[act], version.assessment_id, by=transition.actor_name)
    tell(session, told, people)


def _whom(version: Version, act: Act) -> list[int]:
    if act is Act.SUBMIT:
        return who_may(version, who_advises(version.assessment.kind))
    if act is Act.ADVISE:
        advised = {one.user_id for one in version.transitions if one.act == Act.ADVISE.value}
        return [one for one in who_may(version, Permission.DECIDE) if one not in advised]
    told = set(authors(version))
    if act is not Act.SEND_BACK:  # whoever advised learns what came of it
        told |= {one.user_id for one in version.transitions if one.act == Act.ADVISE.value and one.user_id}
    return sorted(told)
