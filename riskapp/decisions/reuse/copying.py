"""A new assessment from one that is there: a copy for another system, or a local one that follows a shared base."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, note_contributor, scoped_ids, subject_of
from riskapp.assessments.answers import clean
from riskapp.assessments.base_news import base_version
from riskapp.assessments.control import Control, control_of
from riskapp.assessments.criteria import chain_to, move_risks, newest
from riskapp.assessments.models import Answer, Assessment, Heir, Measure, Risk, ScopedAsset, Version
from riskapp.assessments.operations import LONGEST_TITLE
from riskapp.assessments.origins import GIVEN, add_origins, marks_of, risk_text
from riskapp.assessments.registered import register
from riskapp.assessments.states import State
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.models import Asset

SHARED = ("", "shared", "regional")
"""What an assessment is to others: nothing, of a shared system, of a regional one."""

LEFT_BEHIND = (
    N_("Evidence, numbers and acceptances of the scenarios: they were about another system."),
    N_("Who owns each scenario, and which asset it is about."),
    N_("Whether a measure is done, by whom and when, its cost, and what it does to care: judge it here."),
    N_("Participants, workshops, routines, suggestions, remarks and conditions."),
)
"""What a copy does not take along, as whoever copies is told."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The new assessment's id, and how much was taken over."""

    assessment_id: int
    answers: int
    risks: int
    measures: int


def declare_base(actor: Actor, assessment_id: int, shared: str) -> None:
    """Say that an assessment of a shared or regional system serves as the base of local ones; empty takes it back.

    Raises Invalid (`shared`), NotAllowed without the right to decide on all of its systems or to edit everywhere.
    """
    with transaction() as session:
        assessment = _readable(actor, assessment_id)
        assets = scoped_ids(assessment.latest)
        decides = actor.may_for_all(Permission.DECIDE, assets) or actor.may_everywhere(Permission.EDIT_ASSESSMENTS)
        require(decides, Permission.DECIDE)
        if shared not in SHARED:
            raise Invalid(N_("Choose shared, regional, or neither."), field="shared")
        if assessment.shared != shared:
            subject = subject_of(assessment.latest)
            log(
                session,
                actor,
                Action.BASE_DECLARED,
                subject,
                before={"base_for": assessment.shared},
                after={"base_for": shared},
            )
            assessment.shared = shared


def copy_assessment(
    actor: Actor, assessment_id: int, title: str, asset_ids: Sequence[int], *, follow: bool = False
) -> Copied:
    """Start an assessment of other systems with the texts of this one, each marked as taken over.

    `follow` makes it an heir of the newest approved version of a base, else the newest version is copied. Raises
    Invalid with the field (`title`, `asset`, `follow`), NotFound, NotAllowed without the right for the new systems.
    """
    with transaction() as session:
        source = _readable(actor, assessment_id)
        old = base_version(source) if follow else source.latest
        if old is None:
            text = N_("It has no approved version that others can follow, or nobody has declared it a base.")
            raise Invalid(text, field="follow")
        require(actor.may_for_any(Permission.EDIT_ASSESSMENTS, asset_ids), Permission.EDIT_ASSESSMENTS)
        new = _begun(actor, old, _title(title), _assets(asset_ids))
        assessment = Assessment(kind=source.kind, created_at=now(), versions=[new])
        session.add(assessment)
        session.flush()
        note_contributor(session, actor, new.id)
        session.add(Heir(version_id=new.id, base_version_id=old.id, follows=follow))
        moves = chain_to(old)
        if moves is not None:
            move_risks(new, moves)
        session.flush()
        add_origins(new, old, {place: place for place in marks_of(new)})
        counted = Copied(assessment.id, len(new.answers), len(new.risks), len(new.measures))
        told = {"from": f"{old.title} ({source.kind.upper()}-{source.id}, version {old.number})", "follows": follow}
        log(session, actor, Action.ASSESSMENT_COPIED, subject_of(new), after={**told, "left_out": list(LEFT_BEHIND)})
        return counted


def _begun(actor: Actor, old: Version, title: str, assets: Sequence[Asset]) -> Version:
    at, kind = now(), old.assessment.kind
    risks = {one.number: Risk(number=one.number, saved_at=at, **risk_text(one)) for one in old.risks}
    return Version(
        number=1,
        title=title,
        language=old.language,
        catalogue=load_questionnaire(kind).version,
        criteria=newest(kind),
        state=State.DRAFT.value,
        created_at=at,
        created_by=actor.id,
        changed_at=at,
        scope=[ScopedAsset(asset_id=asset.id) for asset in assets],
        answers=[
            Answer(question=one.question, text=one.text, saved_at=at, saved_by=actor.id)
            for one in old.answers
            if one.text
        ],
        risks=list(risks.values()),
        measures=[_measure(one, [risks[risk.number] for risk in one.treats]) for one in old.measures],
    )


def _measure(one: Measure, treats: list[Risk]) -> Measure:
    """The measure's words, registered anew: whether it is done here is another matter."""
    given = bare(control_of(one))
    values = {name: getattr(given, name) for name in GIVEN}
    registered = register(db.session(), given)
    return Measure(
        number=one.number, catalogue=one.catalogue, saved_at=now(), treats=treats, registered=registered, **values
    )


def bare(control: Control) -> Control:
    """A measure as it is taken over: its words and what it lowers, and nothing of who, when, cost and care."""
    return Control(catalogue=control.catalogue, **{name: getattr(control, name) for name in GIVEN})


def _readable(actor: Actor, assessment_id: int) -> Assessment:
    assessment = db.session.get(Assessment, assessment_id)
    if assessment is None or not may_read(actor, assessment.latest):
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    return assessment


def _title(title: str) -> str:
    title = " ".join(clean(title, "title").split())
    if not title:
        raise Invalid(N_("Give the assessment a title that people will know it by."), field="title")
    if len(title) > LONGEST_TITLE:
        raise Invalid(N_("Keep the title within %(most)s characters."), field="title", most=LONGEST_TITLE)
    return title


def _assets(asset_ids: Sequence[int]) -> Sequence[Asset]:
    found = db.session.scalars(select(Asset).where(Asset.id.in_(asset_ids))).all()
    if not found or len(found) != len(set(asset_ids)):
        raise Invalid(N_("Choose the system that the new assessment is about."), field="asset")
    return found
