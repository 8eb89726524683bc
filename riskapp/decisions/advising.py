"""Advice and sending back: the privacy officer on a DPIA (GDPR Art. 35(2), 39(1)(c)), security on a ROS."""

from enum import StrEnum

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.content import content_of
from riskapp.assessments.models import Version
from riskapp.assessments.reading import note_reading
from riskapp.assessments.registered import LIVING
from riskapp.assessments.states import Act, State, who_advises
from riskapp.database import now, transaction
from riskapp.decisions.authority import refuse_author, refuse_weigher, require_person, role_of
from riskapp.decisions.stepping import locked_version, take_step, transition_of, words
from riskapp.errors import N_, Invalid


class Opinion(StrEnum):
    """How the adviser stands to what was submitted."""

    SUPPORTS = "supports"
    WITH_REMARKS = "supports with remarks"
    AGAINST = "advises against"


def advise(actor: Actor, version_id: int, opinion: str, text: str, row_version: int | None = None) -> None:
    """Give advice in writing, with a graded opinion; it is printed word for word and the decider must answer it.

    Raises Invalid with the field where opinion or text is missing, NotAllowed without the right or for an author.
    """
    require_person(actor)
    with transaction() as session:
        version = locked_version(session, actor, version_id, row_version)
        permission = who_advises(version.assessment.kind)
        role = _role(actor, version, permission)
        refuse_weigher(actor, version)
        if opinion not in [one.value for one in Opinion]:
            raise Invalid(N_("Choose how you stand to this assessment."), field="opinion")
        advice = words(text, N_("Write your advice. It stands in the report word for word."))
        transition = transition_of(actor, version, Act.ADVISE, role, now(), opinion=opinion, text=advice)
        note_reading(session, actor, version)
        take_step(session, actor, version, transition, content_of(version))


def send_back(actor: Actor, version_id: int, text: str, row_version: int | None = None) -> None:
    """Give a version back to its team: the adviser while it is in review, the decider once it is advised.

    The facts of the estate are quoted afresh from then on. Raises Invalid without a text, NotAllowed.
    """
    require_person(actor)
    with transaction() as session:
        version = locked_version(session, actor, version_id, row_version)
        advised = version.state == State.ADVISED.value
        permission = Permission.DECIDE if advised else who_advises(version.assessment.kind)
        role = _role(actor, version, permission)
        what = words(text, N_("Write what the team should do. They read it first."))
        transition = transition_of(actor, version, Act.SEND_BACK, role, now(), text=what)
        note_reading(session, actor, version)
        content = content_of(version)  # what is sent back, with the facts as they were quoted
        version.quoted = None
        version.estate_number = None
        for measure in version.measures:  # it may have been followed up while nobody could write here
            for name in LIVING if measure.registered else ():
                setattr(measure, name, getattr(measure.registered, name))
        take_step(session, actor, version, transition, content)


def _role(actor: Actor, version: Version, permission: Permission) -> str:
    assets = scoped_ids(version)
    require(actor.may_for_all(permission, assets), permission)
    refuse_author(actor, version)
    return role_of(actor, permission, assets)
