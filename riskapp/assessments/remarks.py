"""What is worth a look in a version and hinders nothing: something that was done, or left, without a word on it."""

from collections.abc import Iterator

from riskapp.assessments.draft import Missing
from riskapp.assessments.models import Version
from riskapp.assessments.registered import IN_PLACE
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import N_


def remarks_of(version: Version) -> tuple[Missing, ...]:
    """All of them, each with the place where it can be put right."""
    return (*_bare_systems(version), *_undocumented(version), *_unexplained(version))


def _bare_systems(version: Version) -> Iterator[Missing]:
    """Systems that no scenario of a risk assessment names; one that names none is about all of them."""
    if version.assessment.kind != "ros" or not version.risks or any(one.asset_id is None for one in version.risks):
        return
    named = {one.asset_id for one in version.risks}
    text = N_("%(name)s is in scope, but no scenario is about it. The report says so.")
    for one in version.scope:
        if one.asset_id not in named:
            yield Missing(text, _step(version, Component.RISKS), {"name": one.asset.name}, "add")


def _undocumented(version: Version) -> Iterator[Missing]:
    text = N_("Measure %(number)s is in place, but no file in the register shows it.")
    for one in version.measures:
        if one.status == IN_PLACE and not (one.registered and one.registered.evidence):
            yield _of_measure(version, text, one.number, "in-register")


def _unexplained(version: Version) -> Iterator[Missing]:
    text = N_("Measure %(number)s leaves patient safety as it is, and nobody says why. The report says so.")
    for one in version.measures:
        if one.safety_effect == "none" and not one.safety_note.strip():
            yield _of_measure(version, text, one.number, "safety_note")


def _of_measure(version: Version, text: str, number: int, anchor: str) -> Missing:
    return Missing(text, _step(version, Component.MEASURES), {"number": number}, anchor, measure=number)


def _step(version: Version, component: Component) -> str:
    steps = load_questionnaire(version.assessment.kind).steps
    return next((one.id for one in steps if one.component is component), "")
