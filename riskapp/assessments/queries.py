"""Reading assessments for pages: one version's draft facts and quotes, and finding an asset by what people type."""

from datetime import datetime

from riskapp.assessments.acceptance import rule_for
from riskapp.assessments.acute import scope_is_acute
from riskapp.assessments.answers import as_answers
from riskapp.assessments.attendance import groups_among, wanted_groups
from riskapp.assessments.draft import Draft, MeasureFacts, RiskFacts
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Answer, Measure, Risk, Version
from riskapp.assessments.progress import Progress, progress_of
from riskapp.assessments.proposals import departures
from riskapp.assessments.quotes import Quotes, quotes_for
from riskapp.assessments.recorded import recorded, with_countries
from riskapp.assessments.risks import judgement_of
from riskapp.assessments.safety import Care
from riskapp.assessments.states import State
from riskapp.assessments.treatment import Treated
from riskapp.catalogues.questionnaire import Quote
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.rules import Answers
from riskapp.catalogues.scales import Scales
from riskapp.database import db, now
from riskapp.estate import snapshots
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import directory
from riskapp.estate.models import EstateState
from riskapp.scenarios.wording import asks_wording


def stored_answers(version: Version) -> dict[str, Answer]:
    """The answers of a version by their key."""
    return {answer.question: answer for answer in version.answers}


def answers_of(version: Version) -> Answers:
    """The answers of a version as the catalogue's rules read them."""
    stored = {answer.question: answer.text for answer in version.answers}
    return as_answers(load_questionnaire(version.assessment.kind), stored)


def draft_of(version: Version) -> Draft:
    """What progress is measured on."""
    numbers = {risk.number for risk in version.risks}
    return Draft(
        kind=version.assessment.kind,
        answers=answers_of(version),
        assets=len(version.scope),
        participants=len(version.participants),
        risks=tuple(_risk_facts(risk, version) for risk in version.risks),
        measures=tuple(
            MeasureFacts(
                one.number,
                one.owner,
                one.due is not None or one.status == "in place",
                one.safety_effect,
                one.safety_note,
                _overdue(version, one),
                one.mends,
                Care(
                    one.safety_effect,
                    one.safety_role,
                    one.safety_whom,
                    one.compensating,
                    one.safety_risk in numbers,
                ),
            )
            for one in version.measures
        ),
        acute=scope_is_acute(version),
        wanted=wanted_groups(version),
        present=groups_among(version.participants),
    )


def _risk_facts(risk: Risk, version: Version) -> RiskFacts:
    touches = any(text.strip() for text in (risk.bodily, risk.material, risk.moral))
    treated = treated_as(risk, scales_of(version)) if version.assessment.kind == "ros" else None
    wording = asks_wording(risk.cause, risk.event, risk.effect)
    judgement = judgement_of(risk)
    return RiskFacts(risk.number, risk.property, risk.event, judgement, risk.sources, touches, treated, wording)


def treated_as(risk: Risk, scales: Scales) -> Treated:
    """What is said of a stored risk's judgement and treatment."""
    judged = {
        "likelihood": risk.likelihood is not None,
        "consequence": risk.consequence is not None,
        "after": risk.likelihood_after is not None and risk.consequence_after is not None,
    }
    now = {aspect: levels[0] for aspect, levels in risk.aspects.items()}
    wholes = (risk.consequence, risk.consequence_after)
    above = [aspect for aspect, levels in risk.aspects.items() if any(map(_is_above, levels, wholes))]
    explained = bool(risk.treated_by) or bool(risk.after_reason.strip())
    lowered = [] if explained else [aspect for aspect, (was, left) in risk.aspects.items() if _is_above(was, left)]
    return Treated(
        judged=tuple(name for name, made in judged.items() if made),
        knowledge={name: getattr(risk, f"{name}_knowledge") for name in judged},
        departures=departures(scales, risk.evidence, risk.consequence, now),
        departs_reason=risk.departs_reason,
        above=tuple(scales.consequence.dimensions[aspect] for aspect in above),
        lowered=tuple(scales.consequence.dimensions[aspect] for aspect in lowered),
        treatment=risk.treatment,
        treatment_reason=risk.treatment_reason,
        needs_owner=rule_for(scales, risk) is not None,
        owned=risk.owner_id is not None,
    )


def _is_above(level: int | None, whole: int | None) -> bool:
    return level is not None and whole is not None and level > whole


def _overdue(version: Version, measure: Measure) -> bool:
    writable = version.state in (State.DRAFT, State.SENT_BACK)
    return writable and measure.status != "in place" and measure.due is not None and measure.due < now().date()


def progress_of_version(version: Version) -> Progress:
    """How far a version has come."""
    return progress_of(load_questionnaire(version.assessment.kind), draft_of(version))


def quotes_of(version: Version) -> Quotes:
    """The facts about the version's assets: as frozen with it, else as estate and record of processing are now."""
    if (decided := version.frozen) is not None:
        told: Quotes = decided["quotes"]
        return told
    if version.quoted is not None:
        frozen: Quotes = version.quoted
        return frozen
    return present_quotes(version)


def present_quotes(version: Version) -> Quotes:
    """The facts as they are now; a DPIA quotes the record of processing too."""
    scope = [one.asset.key for one in version.scope]
    quotes = quotes_for(snapshots.present(), scope)
    if version.assessment.kind != "dpia":
        return quotes
    suppliers = with_countries(quotes[Quote.SUPPLIERS.value], scope)
    return {**quotes, Quote.SUPPLIERS.value: suppliers, Quote.RECORD.value: recorded(scope)}


def estate_number_of(version: Version) -> int:
    """The state of the estate that `quotes_of` speaks of."""
    return version.estate_number if version.estate_number is not None else snapshots.state_number()


def estate_date_of(version: Version) -> datetime | None:
    """When the state of the estate that `quotes_of` speaks of came to be, or was quoted."""
    if version.quoted is not None and version.transitions:
        return version.transitions[-1].at
    state = db.session.get(EstateState, 1)
    return state.changed_at if state else None


def asset_named(text: str, field: str = "asset") -> int:
    """The database id of the asset that somebody typed the id or the name of; raises Invalid with `field`."""
    return find_asset(directory(), text, field).number
