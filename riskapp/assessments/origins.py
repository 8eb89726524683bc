"""What of a version was taken over from another one, and whether it still says the same: else it is the team's own."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from riskapp.assessments.control import control_of
from riskapp.assessments.models import Heir, InheritedChoice, Measure, Origin, Risk, Version
from riskapp.assessments.plain import Content, time_row
from riskapp.assessments.risks import FIELDS
from riskapp.database import db

LOCAL = ("asset_id", "owner_id")
"""What of a scenario is another system's, and is not taken over."""

GIVEN = ("text", "kind", "references", "lowers_likelihood", "lowers_consequence", "mends")
"""What of a measure is taken over: whether it is done, by whom, and what it does to care is judged anew."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Where a place came from; `own` once somebody changed it."""

    place: str
    base: Version
    base_place: str
    own: bool


def marks_of(version: Version) -> dict[str, str]:
    """The SHA-256 of what stands at each place of a version."""
    answers: dict[str, dict[str, str]] = {}
    for one in version.answers:
        if one.text:
            answers.setdefault(one.question.partition(".")[0], {})[one.question] = one.text
    said: dict[str, Any] = dict(answers)
    said |= {f"R{one.number}": risk_text(one) for one in version.risks}
    said |= {f"T{one.number}": measure_text(one) for one in version.measures}
    return {place: _mark(text) for place, text in said.items()}


def risk_text(risk: Risk) -> dict[str, Any]:
    """What of a scenario is taken over."""
    return {name: getattr(risk, name) for name in FIELDS if name not in LOCAL}


def measure_text(measure: Measure) -> dict[str, Any]:
    """What of a measure is taken over."""
    control = control_of(measure)
    return {name: getattr(control, name) for name in GIVEN}


def _mark(text: Any) -> str:
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def origins_of(version: Version) -> dict[str, TakenOver]:
    """Each place that was taken over and is still there; empty for a version that began by itself."""
    rows = db.session.scalars(select(Origin).where(Origin.version_id == version.id).order_by(Origin.id)).all()
    if not rows:
        return {}
    marks = marks_of(version)
    bases = {one.id: one for one in db.session.scalars(select(Version).where(Version.id.in_(_ids(rows))))}
    return {
        row.place: TakenOver(row.place, bases[row.base_version_id], row.base_place, marks[row.place] != row.mark)
        for row in rows
        if row.place in marks
    }


def _ids(rows: Any) -> set[int]:
    return {row.base_version_id for row in rows}


def add_origins(version: Version, base: Version, places: Mapping[str, str]) -> None:
    """Note that the places (ours: the base's) say what the base says; the version must be stored already."""
    marks = marks_of(version)
    stored = {one.place: one for one in db.session.scalars(select(Origin).where(Origin.version_id == version.id))}
    for place, base_place in places.items():
        row = stored.get(place)
        if row is None:
            row = Origin(version_id=version.id, place=place)
            db.session.add(row)
        row.base_version_id, row.base_place, row.mark = base.id, base_place, marks[place]


def heir_of(version: Version) -> Heir | None:
    """Which version it began as; None where it began by itself."""
    return db.session.get(Heir, version.id)


def choices_of(version: Version) -> list[InheritedChoice]:
    """What the version did with each change of its base, oldest first."""
    query = select(InheritedChoice).where(InheritedChoice.version_id == version.id)
    return list(db.session.scalars(query.order_by(InheritedChoice.id)))


def inheritance_row(version: Version) -> Content | None:
    """All of it as plain data for the content; None for a version that began by itself."""
    heir = heir_of(version)
    if heir is None:
        return None
    base = db.session.get_one(Version, heir.base_version_id)
    return {
        "base": {**_named(base), "content_hash": base.frozen_hash},
        "follows": heir.follows,
        "places": [
            {"place": one.place, "of": one.base_place, "base": _named(one.base), "own": one.own}
            for one in origins_of(version).values()
        ],
        "choices": [
            {
                "version": db.session.get_one(Version, one.base_version_id).number,
                "place": one.place,
                "name": one.name,
                "choice": one.choice,
                "reason": one.reason,
                "by": one.by_name,
                "at": time_row(one.at),
            }
            for one in choices_of(version)
        ],
    }


def _named(base: Version) -> Content:
    return {"assessment": base.assessment_id, "version": base.number, "title": base.title}
