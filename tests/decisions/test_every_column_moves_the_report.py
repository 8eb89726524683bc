"""Every stored value of an assessment is changed by itself, and the report changes: no column is stored in vain.

The other two tests look at names and at values; this one needs neither. A new column fails here as soon as a row of the
fullest assessment has it, until the report tells it or NOT_PRINTED has the reason.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Table, select, update
from sqlalchemy.exc import IntegrityError

from riskapp.assessments.models import Version
from riskapp.database import Base, db, transaction
from riskapp.decisions.evidence.measure_effects import content_with_standing
from riskapp.decisions.surroundings import surroundings
from riskapp.errors import RiskappError
from riskapp.questions.models import SavedQuestion
from riskapp.reports.assessment.report import Frame, assessment_report
from riskapp.reports.content import Report
from tests.decisions import test_every_field_is_printed as fullest
from tests.decisions.test_every_column_is_in_the_content import NOT_PRINTED, READ_BY

LOOKED_AT_ELSEWHERE = {
    "decision_condition": "test_every_field_is_printed: it comes with the approval, which nobody can change",
    "transition": "likewise: no step can be changed, a trigger refuses it",
    "heir": "test_copying_and_inheriting: which base, and whether it follows it",
    "inherited_choice": "test_copying_and_inheriting, test_negatives: each choice with its reason",
    "origin": "test_copying_and_inheriting: where each place comes from, and whether it was changed",
    "reviewed_part": "test_yearly_review: each part with who looked at it and what was noted",
}
"""Tables of which the fullest draft has no row, or none that can be changed."""
FIXED = {"assessment_version.assessment_id": "the number on the first page; another one belongs to another assessment"}
"""Columns that have no other value to try."""
EMPTY = {dict: {}, list: [], bytes: b""}


def other(column: Column[object], old: object) -> object:
    """Another value of the column's kind."""
    if isinstance(old, bool):
        return not old
    if isinstance(old, int | float):
        return old + 1
    if isinstance(old, date | datetime):
        return old + timedelta(days=1)
    if isinstance(old, str):
        return f"{old} Zqx"
    if old is not None:
        return EMPTY[type(old)]
    return {int: 7, float: 0.5, str: "Zqx", bool: True, date: date(2030, 1, 2)}.get(column.type.python_type, "Zqx")


def reports(versions: list[int]) -> Iterator[Report]:
    """The report of each version as it is stored now, under a fingerprint that never changes."""
    here = surroundings()
    for number in versions:
        version = db.session.get_one(Version, number)
        yield assessment_report(content_with_standing(version), Frame(here.organisation, here.zone, True, "0" * 64))


def moves(table: Table, column: Column[object], versions: list[int], before: list[Report]) -> bool:
    """Whether another value in one of the rows changes one of the reports, or cannot even be read."""
    keys = list(table.primary_key.columns)
    for row in db.session.execute(select(*keys, column.label("old")).order_by(column.is_(None))).all()[:12]:
        here = [key == value for key, value in zip(keys, row, strict=False)]
        try:
            db.session.execute(update(table).where(*here).values({column: other(column, row.old)}))
            db.session.expire_all()
            if any(after != was for after, was in zip(reports(versions), before, strict=True)):
                return True
        except (ArithmeticError, AttributeError, LookupError, OSError, RiskappError, TypeError, ValueError):
            return True
        except IntegrityError:
            pass  # the database itself knows no other value here: the next row may
        finally:
            db.session.rollback()
    return False


def test_no_column_of_an_assessment_is_stored_in_vain(people, ward, monkeypatch):
    monkeypatch.setattr(fullest, "approve", lambda *_, **__: None)  # a decided version cannot be changed
    versions = []
    for kind in ("ros", "dpia"):
        versions.append(fullest.whole(people, ward, kind, "en").id)
        with transaction() as session:  # the next one keeps questions of the same names
            for one in session.scalars(select(SavedQuestion)):
                one.name = one.folded_name = f"{kind} {one.id}"
    before = list(reports(versions))
    idle = []
    for name in sorted(READ_BY.keys() - LOOKED_AT_ELSEWHERE.keys()):
        table = Base.metadata.tables[name]
        for column in table.columns:
            told = column.name in NOT_PRINTED or f"{name}.{column.name}" in NOT_PRINTED or column.primary_key
            told = told or f"{name}.{column.name}" in FIXED
            if not told and not moves(table, column, versions, before):
                idle.append(f"{name}.{column.name}")
    assert not idle, "\n".join(idle)
