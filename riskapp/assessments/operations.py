"""What a team does with an assessment as a whole: start it, name it, say what it is about and who takes part."""

from collections.abc import Iterable

from sqlalchemy import select

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import note_contributor, scoped_ids, subject_of, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.criteria import newest
from riskapp.assessments.models import Assessment, Participant, ScopedAsset, Version
from riskapp.assessments.states import AssessmentKind, State
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.estate.models import Asset
from riskapp.settings import LANGUAGES

LONGEST_TITLE = 200


def start_assessment(actor: Actor, kind: str, title: str, language: str, asset_ids: Iterable[int]) -> int:
    """Start a DPIA (`dpia`) or a risk assessment (`ros`) of some assets; returns the assessment's id.

    Raises Invalid for a kind, a language or a title that does not fit, NotFound for an asset that does not exist.
    """
    wanted = tuple(dict.fromkeys(asset_ids))
    require(actor.may_for_any(Permission.EDIT_ASSESSMENTS, wanted), Permission.EDIT_ASSESSMENTS)
    if kind not in [one.value for one in AssessmentKind]:
        raise Invalid(N_("Choose a DPIA or a risk assessment."), field="kind")
    if language not in LANGUAGES:
        raise Invalid(N_("Choose nb or en."), field="language")
    title = _title(title)
    with transaction() as session:
        assets = _assets(wanted)
        version = Version(
            number=1,
            title=title,
            language=language,
            catalogue=load_questionnaire(kind).version,
            criteria=newest(kind),
            state=State.DRAFT.value,
            created_at=now(),
            created_by=actor.id,
            changed_at=now(),
            scope=[ScopedAsset(asset_id=asset.id) for asset in assets],
        )
        assessment = Assessment(kind=kind, created_at=now(), versions=[version])
        session.add(assessment)
        session.flush()
        note_contributor(session, actor, version.id)
        log(
            session,
            actor,
            Action.ASSESSMENT_STARTED,
            subject_of(version),
            after={"kind": kind, "title": title, "language": language, "scope": [asset.key for asset in assets]},
        )
        return assessment.id


def rename_assessment(actor: Actor, version_id: int, title: str, row_version: int) -> None:
    """Give a version another title. Raises Conflict with both titles where somebody renamed it meanwhile."""
    title = _title(title)
    with writing(actor, version_id) as write:
        version = write.version
        if version.row_version != row_version and version.title != title:
            raise Conflict(
                N_("Somebody else changed the title a moment ago."),
                theirs={"title": version.title},
                mine={"title": title},
            )
        if version.title != title:
            write.log(Action.ASSESSMENT_RENAMED, before={"title": version.title}, after={"title": title})
            version.title = title


def set_scope(actor: Actor, version_id: int, asset_ids: Iterable[int]) -> None:
    """Let a version assess exactly these assets. Whoever changes it keeps the right to write in it."""
    wanted = tuple(dict.fromkeys(asset_ids))
    with writing(actor, version_id) as write:
        require(actor.may_for_any(Permission.EDIT_ASSESSMENTS, wanted), Permission.EDIT_ASSESSMENTS)
        version = write.version
        assets = _assets(wanted)
        if scoped_ids(version) == frozenset(wanted):
            return
        write.log(
            Action.SCOPE_CHANGED,
            before={"scope": [one.asset.key for one in version.scope]},
            after={"scope": [asset.key for asset in assets]},
        )
        kept = {one.asset_id: one for one in version.scope}
        version.scope[:] = [kept.get(asset.id) or ScopedAsset(asset_id=asset.id) for asset in assets]


def add_to_scope(actor: Actor, version_id: int, asset_id: int) -> None:
    """Assess one asset more; adding it twice changes nothing."""
    with writing(actor, version_id) as write:
        set_scope(actor, version_id, [*(one.asset_id for one in write.version.scope), asset_id])


def remove_from_scope(actor: Actor, version_id: int, asset_id: int) -> None:
    """Assess one asset less. Raises Invalid for the last one, which says what the assessment is about."""
    with writing(actor, version_id) as write:
        left = [one.asset_id for one in write.version.scope if one.asset_id != asset_id]
        if not left:
            raise Invalid(N_("An assessment is about at least one system. Add another one first."), field="asset")
        set_scope(actor, version_id, left)


def add_participant(actor: Actor, version_id: int, name: str, profession: str = "", role: str = "") -> int:
    """Note somebody who takes part, with or without an account; returns the participant's id."""
    fields = {
        field: clean(text, field).strip()
        for field, text in (("name", name), ("profession", profession), ("role", role))
    }
    if not fields["name"]:
        raise Invalid(N_("Write the person's name."), field="name")
    with writing(actor, version_id) as write:
        participant = Participant(**fields)
        write.version.participants.append(participant)
        write.session.flush()
        write.log(Action.PARTICIPANT_ADDED, after=dict(fields))
        return participant.id


def remove_participant(actor: Actor, version_id: int, participant_id: int) -> None:
    """Take somebody off the list again; raises NotFound where the version has no such participant."""
    with writing(actor, version_id) as write:
        found = next((one for one in write.version.participants if one.id == participant_id), None)
        if found is None:
            raise NotFound(N_("That participant was removed already."))
        write.log(
            Action.PARTICIPANT_REMOVED, before={"name": found.name, "profession": found.profession, "role": found.role}
        )
        write.version.participants.remove(found)


def _title(title: str) -> str:
    title = " ".join(clean(title, "title").split())
    if not title:
        raise Invalid(N_("Give the assessment a title that people will know it by."), field="title")
    if len(title) > LONGEST_TITLE:
        raise Invalid(N_("Keep the title within %(most)s characters."), field="title", most=LONGEST_TITLE)
    return title


def _assets(wanted: tuple[int, ...]) -> list[Asset]:
    found = {asset.id: asset for asset in db.session.scalars(select(Asset).where(Asset.id.in_(wanted)))}
    if len(found) != len(wanted):
        raise NotFound(N_("One of the assets is no longer in the estate. Choose again."))
    return [found[number] for number in wanted]
