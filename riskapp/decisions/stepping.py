"""Taking one step from state to state: the lock, the check of what was seen, the row of the step, the audit event."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import may_read, subject_of
from riskapp.assessments.answers import clean
from riskapp.assessments.content import fingerprint
from riskapp.assessments.kept_states import Why, keep
from riskapp.assessments.models import Transition, Version
from riskapp.assessments.persons import kept_form
from riskapp.assessments.plain import Content
from riskapp.assessments.signed_content import signed_part
from riskapp.assessments.states import Act, State, step
from riskapp.audit.vocabulary import Action
from riskapp.decisions.handing_over import tell_of_step
from riskapp.decisions.trail.statements import new_statement
from riskapp.decisions.trail.trail_points import signature_of
from riskapp.errors import N_, Conflict, Invalid, NotFound

ACTIONS = {
    Act.SUBMIT: Action.SUBMITTED,
    Act.ADVISE: Action.ADVISED,
    Act.SEND_BACK: Action.SENT_BACK,
    Act.APPROVE: Action.APPROVED,
    Act.REJECT: Action.REJECTED,
    Act.NEW_VERSION: Action.VERSION_STARTED,
}

KEEPS = {Act.SUBMIT: Why.SUBMITTED, Act.ADVISE: Why.ADVISED, Act.SEND_BACK: Why.SENT_BACK}
"""Steps whose content is kept beside them; a decision freezes it in the version itself."""


def locked_version(session: Session, actor: Actor, version_id: int, row_version: int | None) -> Version:
    """The version, locked until the end of the transaction where the database can lock a row.

    `row_version` is what the actor had on the screen, None where nothing was shown. Raises NotFound, or Conflict
    with both states where somebody took a step meanwhile.
    """
    version = session.scalar(select(Version).where(Version.id == version_id).with_for_update())
    if version is None or not may_read(actor, version):
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    if row_version is not None and version.row_version != row_version:
        raise Conflict(
            N_("Somebody else changed this assessment a moment ago: it is %(state)s now. Look at it again first."),
            theirs={"state": version.state},
            mine={},
            state=version.state,
        )
    return version


def words(text: str, why: str = "") -> str:
    """What the actor wrote with the step; raises Invalid with `why` where it is empty and `why` is not."""
    text = clean(text, "text").strip()
    if why and not text:
        raise Invalid(why, field="text")
    return text


def transition_of(
    actor: Actor, version: Version, act: Act, role: str, at: datetime, *, opinion: str = "", text: str = ""
) -> Transition:
    """The row of a step that is about to be taken; raises Invalid where it does not follow from the state."""
    return Transition(
        act=act.value,
        from_state=version.state,
        to_state=step(State(version.state), act).value,
        at=at,
        user_id=actor.id,
        actor_name=actor.name,
        actor_role=role,
        opinion=opinion,
        text=text,
    )


def take_step(session: Session, actor: Actor, version: Version, transition: Transition, content: Content) -> None:
    """Store the step over `content` with its statement and its event, move the version, tell whom it is handed to."""
    content = kept_form(content)
    transition.content_hash = fingerprint(signed_part(content))
    transition.statement = new_statement(session, transition, version)
    transition.signature = signature_of(session, transition.statement)
    act = Act(transition.act)
    if act in KEEPS:
        keep(session, actor, version, KEEPS[act], content=content)
    told = {"opinion": transition.opinion, "text": transition.text}
    log(
        session,
        actor,
        ACTIONS[act],
        subject_of(version),
        before={"state": version.state},
        after={
            "state": transition.to_state,
            "version": version.number,
            "content_hash": transition.content_hash,
            **{name: value for name, value in told.items() if value},
        },
    )
    version.transitions.append(transition)
    # The row of the step goes first: once the version is closed the database takes no more rows for it.
    session.flush()
    version.state = transition.to_state
    version.changed_at = transition.at
    tell_of_step(session, version, transition)
