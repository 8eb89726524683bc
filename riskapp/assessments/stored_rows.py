"""The stored values of a draft as JSON, so that it can be set back: ids and numbers where a content has words."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date
from sqlalchemy.types import TypeEngine

from riskapp.assessments.models import Version
from riskapp.database import Base, UtcDateTime

Rows = dict[str, Any]

PARTS = ("scope", "participants", "answers", "risks", "measures", "fallbacks", "suggestions")
"""What is set back; a workshop took place, a remark was made: those stay."""

OWN = frozenset({"id", "version_id", "row_version"})
"""What belongs to the row itself, not to what it says."""


def rows_of(version: Version) -> Rows:
    """The values of each part, with title and criteria; the registered measure that each one is, and what it treats."""
    return {
        "title": version.title,
        "criteria_id": version.criteria_id,
        **{part: [values_of(one) for one in getattr(version, part)] for part in PARTS},
        "registered": {str(one.number): one.registered.mark for one in version.measures if one.registered},
        "treats": {str(one.number): [risk.number for risk in one.treats] for one in version.measures},
    }


def values_of(row: Base) -> Rows:
    """The values of one row, JSON-able."""
    return {column.key: _plain(getattr(row, column.key)) for column in row.__table__.columns if column.key not in OWN}


def read_values(table: type[Base], values: Rows) -> Rows:
    """The values as the table takes them; a column that is gone is not read, one that came later keeps its default."""
    columns = {column.key: column.type for column in table.__table__.columns}
    return {name: _read(value, columns[name]) for name, value in values.items() if name in columns}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _read(value: Any, kind: TypeEngine[Any]) -> Any:
    if isinstance(value, str) and isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and isinstance(kind, Date) else value
