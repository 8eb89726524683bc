"""Reading assessments for pages: one version's draft facts and quotes, and finding an asset by what people type."""

from collections.abc import Sequence

from sqlalchemy import func, select

from riskapp.assessments.answers import as_answers
from riskapp.assessments.models import Answer, Version
from riskapp.assessments.progress import Draft, MeasureFacts, Progress, RiskFacts, progress_of
from riskapp.assessments.quotes import Quotes, quotes_for
from riskapp.assessments.risks import judgement_of
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.rules import Answers
from riskapp.database import db
from riskapp.errors import N_, Invalid
from riskapp.estate import snapshots
from riskapp.estate.models import Asset


def stored_answers(version: Version) -> dict[str, Answer]:
    """The answers of a version by their key."""
    return {answer.question: answer for answer in version.answers}


def answers_of(version: Version) -> Answers:
    """The answers of a version as the catalogue's rules read them."""
    stored = {answer.question: answer.text for answer in version.answers}
    return as_answers(load_questionnaire(version.assessment.kind), stored)


def draft_of(version: Version) -> Draft:
    """What progress is measured on."""
    return Draft(
        kind=version.assessment.kind,
        answers=answers_of(version),
        assets=len(version.scope),
        participants=len(version.participants),
        risks=tuple(RiskFacts(risk.number, risk.property, risk.event, judgement_of(risk)) for risk in version.risks),
        measures=tuple(
            MeasureFacts(
                one.number,
                one.owner,
                one.due is not None or one.status == "in place",
                one.safety_effect,
                one.safety_note,
            )
            for one in version.measures
        ),
    )


def progress_of_version(version: Version) -> Progress:
    """How far a version has come."""
    return progress_of(load_questionnaire(version.assessment.kind), draft_of(version))


def quotes_of(version: Version) -> Quotes:
    """The estate's facts about the version's assets: as frozen with it, else as the estate is now."""
    if version.quoted is not None:
        frozen: Quotes = version.quoted
        return frozen
    return quotes_for(snapshots.present(), [one.asset.key for one in version.scope])


def estate_number_of(version: Version) -> int:
    """The state of the estate that `quotes_of` speaks of."""
    return version.estate_number if version.estate_number is not None else snapshots.state_number()


def asset_named(text: str) -> int:
    """The database id of the asset with this id or exact name, as people type or paste it.

    Raises Invalid, with the field `asset`, where there is none or where several bear the name.
    """
    text = text.strip()
    by_key = db.session.scalar(select(Asset.id).where(Asset.key == text))
    if by_key is not None:
        return by_key
    found: Sequence[int] = db.session.scalars(
        select(Asset.id).where(func.lower(Asset.name) == text.lower()).limit(2)
    ).all()
    if len(found) > 1:
        raise Invalid(
            N_("Several assets are called %(name)s. Write the id of the one you mean."), field="asset", name=text
        )
    if not found:
        raise Invalid(N_("No asset has the id or name %(name)s. Look it up in the estate."), field="asset", name=text)
    return found[0]
