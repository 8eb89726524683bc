"""What the page of each kind of step shows besides its questions."""

from typing import Any

from flask import request

from riskapp.assessments.acceptance import rule_for
from riskapp.assessments.attendance import groups_among, wanted_groups
from riskapp.assessments.estate_figures import figures_of
from riskapp.assessments.matrix_cells import matrix_of
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.queries import answers_of, quotes_of
from riskapp.assessments.risk import level_after, level_before, weakest, what_is_feared
from riskapp.assessments.risks import judgement_of
from riskapp.assessments.states import editable
from riskapp.assessments.suggestions import measure_ideas, unused_threats
from riskapp.catalogues.incidents import load_incidents
from riskapp.catalogues.known_facts import filled, known
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.professions import load_professions
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.scales import Scales
from riskapp.catalogues.threats import load_threats
from riskapp.catalogues.threshold import screen
from riskapp.web.assessments.fallback_form import begun_fallback
from riskapp.web.assessments.forms import AssetForm, ParticipantForm
from riskapp.web.assessments.measure_form import ShortMeasureForm
from riskapp.web.assessments.measure_origins import in_register
from riskapp.web.assessments.risk_form import PasteForm, begun_with

Context = dict[str, Any]


def context_of(component: Component, version: Version) -> Context:
    """The values that the component's template reads; its forms are empty."""
    if component is Component.THRESHOLD:
        return _threshold(version)
    if component is Component.SCOPE:
        return {"asset_form": AssetForm(formdata=None), **_people(version)}
    if component is Component.PARTICIPANTS:
        return _people(version)
    if component is Component.FALLBACKS:
        return {"fallback_form": begun_fallback()}
    if component is Component.RISKS:
        return {**_risks(version), **_adding(version)}
    if component is Component.MATRIX:
        return {**_risks(version), "lines": _matrix(version)}
    if component is Component.MEASURES:
        return _measures(version)
    if component in (Component.RESIDUAL, Component.ACCEPTANCE, Component.ADVICE, Component.DECISION):
        return _risks(version)
    return {}


def _people(version: Version) -> Context:
    """Who takes part, and who must besides."""
    wanted, present = wanted_groups(version), groups_among(version.participants)
    return {
        "participant_form": ParticipantForm(formdata=None),
        "professions": load_professions().professions,
        "wanted": wanted,
        "absent": [group for group in wanted if group not in present],
    }


def _threshold(version: Version) -> Context:
    """The outcome of the answers, what the estate knows of it, and what would follow from both together."""
    answers, questionnaire = answers_of(version), load_questionnaire(version.assessment.kind)
    facts = known(questionnaire.facts, figures_of(quotes_of(version)), answers)
    return {
        "screening": screen(answers, questionnaire),
        "known": [(one, questionnaire.question(one.fact.question)) for one in facts],
        "expected": screen(filled(answers, facts), questionnaire),
        "scope_chosen": bool(version.scope),
    }


def row_of(risk: Risk, scales: Scales) -> Context:
    """A scenario with its levels before and after, and who may accept what is left."""
    judgement = judgement_of(risk)
    rule = rule_for(scales, risk)
    return {
        "risk": risk,
        "before": level_before(scales, judgement),
        "after": level_after(scales, judgement),
        "weakest": weakest(risk.likelihood_knowledge, risk.consequence_knowledge),
        "rule": rule,
        "roles": [role.replace("_", " ") for role in rule.roles] if rule else [],
    }


def _risks(version: Version) -> Context:
    scales = scales_of(version)
    return {"rows": [row_of(risk, scales) for risk in version.risks], "scales": scales}


def _adding(version: Version) -> Context:
    idea = load_threats().threat(request.args.get("idea", ""))
    form = begun_with(idea, load_incidents().named(request.args.get("incident", "")))
    form.offer(version)
    kinds = [one.asset.kind for one in version.scope]
    ideas = unused_threats(kinds, [risk.threat for risk in version.risks], what_is_feared(version.assessment.kind))
    return {"scenario_form": form, "paste_form": PasteForm(formdata=None), "ideas": ideas}


def _matrix(version: Version) -> Any:
    judged = [(risk.number, judgement_of(risk)) for risk in version.risks]
    return matrix_of(scales_of(version), judged)


def _measures(version: Version) -> Context:
    form = ShortMeasureForm(formdata=None)
    form.offer(version)
    return {
        "measure_form": form,
        "measure_ideas": measure_ideas(),
        "again": in_register(version) if editable(version.state) else [],
        "effects": {one.id: one.label for one in load_measures().safety_effects},
        **_risks(version),
    }
