"""Starting again: a new draft from a decided version, with everything that was written and nothing that was decided."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, note_contributor, scoped_ids, subject_of
from riskapp.assessments.criteria import chain_to, move_risks, newest
from riskapp.assessments.models import (
    Answer,
    Assessment,
    Contributor,
    Fallback,
    Heir,
    Measure,
    Origin,
    Participant,
    Risk,
    ScopedAsset,
    SuggestionVerdict,
    Version,
)
from riskapp.assessments.registered import LIVING
from riskapp.assessments.states import Act
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import Base, now, transaction
from riskapp.decisions.authority import role_of
from riskapp.decisions.stepping import transition_of
from riskapp.errors import N_, NotFound

_NOT_COPIED = {"id", "version_id", "row_version"}


def start_version(actor: Actor, assessment_id: int, *, yearly: bool = False) -> int:
    """A new draft with all that was written in the last version; returns its id. `yearly` makes it a review.

    A measure that was followed up meanwhile stands as it does in the register.

    Acceptances and trade-offs stay behind: they were for another round. Who wrote before still counts as an author, for
    the text is theirs. Raises Invalid unless the last version is approved or rejected.
    """
    with transaction() as session:
        assessment = session.get(Assessment, assessment_id)
        if assessment is None or not may_read(actor, assessment.latest):
            raise NotFound(N_("There is no such assessment, or it is not open to you."))
        old = assessment.latest
        assets = scoped_ids(old)
        require(actor.may_for_any(Permission.EDIT_ASSESSMENTS, assets), Permission.EDIT_ASSESSMENTS)
        role = role_of(actor, Permission.EDIT_ASSESSMENTS, assets)
        transition = transition_of(actor, old, Act.NEW_VERSION, role, now())
        new = _copy(old, actor)
        new.state, new.yearly = transition.to_state, yearly
        new.transitions.append(transition)
        session.add(new)
        session.flush()
        note_contributor(session, actor, new.id)
        _inherit(session, old, new)
        log(session, actor, Action.VERSION_STARTED, subject_of(new), after={"version": new.number, "from": old.number})
        return new.id


def _copy(old: Version, actor: Actor) -> Version:
    at = now()
    new = Version(
        assessment_id=old.assessment_id,
        number=old.number + 1,
        title=old.title,
        language=old.language,
        catalogue=load_questionnaire(old.assessment.kind).version,
        criteria=newest(old.assessment.kind),
        created_at=at,
        created_by=actor.id,
        changed_at=at,
        scope=[ScopedAsset(asset_id=one.asset_id) for one in old.scope],
        participants=[Participant(**_columns(one)) for one in old.participants],
        answers=[Answer(**_columns(one)) for one in old.answers],
        suggestions=[SuggestionVerdict(**_columns(one)) for one in old.suggestions],
        contributors=[Contributor(user_id=one.user_id) for one in old.contributors if one.user_id != actor.id],
    )
    risks = {one.number: Risk(**_columns(one)) for one in old.risks}
    new.risks = list(risks.values())
    new.measures = [
        Measure(**{**_columns(one), **_living(one)}, treats=[risks[risk.number] for risk in one.treats])
        for one in old.measures
    ]
    new.fallbacks = [Fallback(**_columns(one)) for one in old.fallbacks]
    moves = chain_to(old)
    if moves is not None:  # the new round measures with the newest criteria
        move_risks(new, moves)
    return new


def _inherit(session: Session, old: Version, new: Version) -> None:
    """A new version came from where the old one did."""
    heir = session.get(Heir, old.id)
    if heir is not None:
        session.add(Heir(version_id=new.id, base_version_id=heir.base_version_id, follows=heir.follows))
        for one in session.scalars(select(Origin).where(Origin.version_id == old.id)):
            session.add(Origin(version_id=new.id, **_columns(one)))


def _living(measure: Measure) -> dict[str, object]:
    """How the measure stands in the register now, which has gone on since the version was decided."""
    registered = measure.registered
    return {} if registered is None else {name: getattr(registered, name) for name in LIVING}


def _columns(row: Base) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in _NOT_COPIED}
