"""A measure's form as fields that are saved each by itself, and where it takes the words of another measure."""

from dataclasses import asdict

from riskapp.assessments.control import EVERY_FIELD, control_of
from riskapp.assessments.field_merge import marks
from riskapp.assessments.field_saving import Sent
from riskapp.assessments.models import Measure, Version
from riskapp.web.assessments.field_layout import Layout
from riskapp.web.assessments.field_saving import sent_by
from riskapp.web.assessments.measure_form import MeasureForm, shown_fields

OTHERS = ("idea", "again")
"""Inputs of the form that say where words are taken from."""
NAMES = tuple(name for name in EVERY_FIELD if name not in ("catalogue", "registered_id"))


def measure_layout(version: Version) -> Layout:
    """The form of a measure of this version."""
    return Layout(MeasureForm, NAMES, shown_fields, lambda form: form.offer(version))


def sent_measure(version: Version, measure: Measure, *, with_origin: bool) -> Sent:
    """What the form carried. Other words replace only what the writer saw: else all that differs is in dispute."""
    sent = sent_by(measure_layout(version))
    if not with_origin:
        return sent
    stored = marks({name: value for name, value in asdict(control_of(measure)).items() if name in NAMES})
    seen = sent.row_version if sent.marks is None else 0
    if sent.marks is not None and {name: one for name, one in sent.marks.items() if name in NAMES} == stored:
        seen = measure.row_version
    return Sent([name for name in EVERY_FIELD if name not in NAMES or name in sent.names], seen)
