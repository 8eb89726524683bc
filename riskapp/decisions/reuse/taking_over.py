"""Letting an heir's row say what its base says: the fields that changed there, and what is the heir's own stays."""

from dataclasses import replace
from typing import Any

from riskapp.assessments import measures, risks
from riskapp.assessments.access import Writing
from riskapp.assessments.answering import save_answer
from riskapp.assessments.changes import letter_of
from riskapp.assessments.comparison import Difference
from riskapp.assessments.control import control_of
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.assessments.origins import GIVEN, add_origins, measure_text, origins_of, risk_text
from riskapp.assessments.risks import FIELDS, Scenario
from riskapp.database import db
from riskapp.decisions.reuse.copying import bare
from riskapp.errors import N_

JUDGED = ("likelihood", "consequence", "likelihood_after", "consequence_after", "aspects")
OTHER_CRITERIA = N_("The base measures with other criteria, so the levels stay as they are here. Judge them anew.")
GONE = N_("It was removed here before, so there was nothing to change or to remove.")


def take_over_row(write: Writing, since: Version, base: Version, change: Difference) -> list[str]:
    """Take one change over, within a write in the heir; returns sentences about what stays as it is here."""
    acts = {"answers": _answer, "risks": _risk, "measures": _measure}
    left = acts[change.part](write, since, base, change)
    write.session.flush()
    return left


def _here(write: Writing, change: Difference) -> str:
    """The place in the heir that came from the base's place."""
    return next((ours for ours, one in origins_of(write.version).items() if one.base_place == change.place), "")


def _answer(write: Writing, since: Version, base: Version, change: Difference) -> list[str]:
    place = change.place
    theirs = {one.question: one.text for one in base.answers}
    before = {one.question: one.text for one in since.answers}
    ours = {one.question: one for one in write.version.answers}
    for key in (place, f"{place}.reason", f"{place}.verdict"):
        if theirs.get(key, "") != before.get(key, ""):
            stored = ours.get(key)
            save_answer(write.actor, write.version.id, key, theirs.get(key, ""), stored.row_version if stored else 0)
    write.session.flush()
    if any(one.text and one.question.partition(".")[0] == place for one in write.version.answers):
        add_origins(write.version, base, {place: place})
    return []


def _risk(write: Writing, since: Version, base: Version, change: Difference) -> list[str]:
    number, version = int(change.place[1:]), write.version
    theirs = next((one for one in base.risks if one.number == number), None)
    ours = _ours(version.risks, _here(write, change))
    same = version.criteria_id == base.criteria_id
    left = [] if same else [OTHER_CRITERIA]
    if theirs is None:
        if ours is None:
            return [GONE]
        risks.remove_risk(write.actor, ours.id)
        return []
    said = risk_text(theirs)
    if ours is None:
        blank: dict[str, Any] = {} if same else {name: {} if name == "aspects" else None for name in JUDGED}
        risk_id = risks.add_risk(write.actor, version.id, Scenario(**{**said, **blank}))
        ours = write.session.get_one(Risk, risk_id)
    else:
        then = next((risk_text(one) for one in since.risks if one.number == number), {})
        changed = {name: said[name] for name in said if said[name] != then.get(name)}
        if not same:
            changed = {name: value for name, value in changed.items() if name not in JUDGED}
        own: dict[str, Any] = {name: getattr(ours, name) for name in FIELDS}
        risks.change_risk(write.actor, ours.id, Scenario(**{**own, **changed}), ours.row_version)
    db.session.flush()
    add_origins(version, base, {f"R{ours.number}": change.place})
    return left


def _measure(write: Writing, since: Version, base: Version, change: Difference) -> list[str]:
    number, version = int(change.place[1:]), write.version
    theirs = next((one for one in base.measures if one.number == number), None)
    ours = _ours(version.measures, _here(write, change))
    if theirs is None:
        if ours is None:
            return [GONE]
        measures.remove_measure(write.actor, ours.id)
        return []
    if ours is None:
        treats = _treated_here(write, theirs)
        ours = write.session.get_one(
            Measure, measures.add_measure(write.actor, version.id, replace(bare(control_of(theirs)), treats=treats))
        )
    else:
        said, then = (
            measure_text(theirs),
            next((measure_text(one) for one in since.measures if one.number == number), {}),
        )
        changed = {name: said[name] for name in GIVEN if said[name] != then.get(name)}
        measures.change_measure(write.actor, ours.id, replace(control_of(ours), **changed), ours.row_version)
    db.session.flush()
    add_origins(version, base, {f"T{ours.number}": change.place})
    return []


def _treated_here(write: Writing, theirs: Measure) -> tuple[int, ...]:
    """Our numbers of the scenarios that the base's measure treats, as far as they came from there."""
    from_base = {
        one.base_place: int(place[1:]) for place, one in origins_of(write.version).items() if letter_of(place) == "R"
    }
    found = (from_base.get(f"R{risk.number}") for risk in theirs.treats)
    return tuple(number for number in found if number is not None)


def _ours(rows: list[Any], place: str) -> Any:
    return next((one for one in rows if place and one.number == int(place[1:])), None)
