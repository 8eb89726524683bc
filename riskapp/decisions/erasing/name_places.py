"""Where a person's name stands in the database: every text of every table is looked through."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, String, Table, Text, cast, or_, select
from sqlalchemy.orm import Session

from riskapp.assessments.models import Version
from riskapp.assessments.states import decided
from riskapp.database import Base

ELSEWHERE = ("audit_event", "audit_seal", "audit_salt", "content_person")
"""The trail and the names beside contents are looked through by themselves."""

_THROUGH = {"risk_id": "risk", "measure_id": "measure", "workshop_id": "workshop"}


@dataclass(frozen=True, slots=True)
class Home:
    """The version that a row belongs to."""

    assessment: int
    number: int
    language: str
    closed: bool

    def __str__(self) -> str:
        return f"assessment {self.assessment}, version {self.number}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A value with the name: its table and column, the key of its row, the version it belongs to if to one."""

    table: str
    column: str
    key: tuple[Any, ...]
    home: Home | None
    value: Any


def homes(session: Session) -> dict[int, Home]:
    """Every version by its id."""
    rows = session.execute(select(Version.id, Version.assessment_id, Version.number, Version.language, Version.state))
    return {id_: Home(of, number, language, decided(state)) for id_, of, number, language, state in rows}


def standing(session: Session, name: str, known: Mapping[int, Home]) -> list[Standing]:
    """Every value that has `name` in it, table by table."""
    return [
        one
        for table in Base.metadata.sorted_tables
        if table.name not in ELSEWHERE
        for one in _in_table(session, table, name, known)
    ]


def replaced(value: Any, name: str, word: str) -> Any:
    """Plain data with the word in the place of every text that has the name."""
    if isinstance(value, str):
        return word if name in value else value
    if isinstance(value, list):
        return [replaced(one, name, word) for one in value]
    return {key: replaced(one, name, word) for key, one in value.items()} if isinstance(value, dict) else value


def paths_to(value: Any, name: str, path: str = "") -> Iterator[str]:
    """The paths to every text with the name in plain data: `answers.purpose`, `risks.0.event`."""
    if isinstance(value, str):
        if name in value:
            yield path
    elif isinstance(value, (list, dict)):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths_to(one, name, f"{path}.{step}".lstrip("."))


def _in_table(session: Session, table: Table, name: str, known: Mapping[int, Home]) -> Iterator[Standing]:
    texts = [column for column in table.columns if isinstance(column.type, (String, JSON))]
    if not texts:
        return
    keys = list(table.primary_key.columns)
    home = _version_of(table)
    query = select(*keys, *texts, *([home] if home is not None else [])).where(or_(*(_has(one, name) for one in texts)))
    for row in session.execute(query.order_by(*keys)):
        at = known.get(row[-1]) if home is not None else None
        for column, value in zip(texts, row[len(keys) :], strict=False):
            if any(True for _ in paths_to(value, name)):
                yield Standing(table.name, column.key, tuple(row[: len(keys)]), at, value)


def _has(column: Column[Any], name: str) -> ColumnElement[bool]:
    if not isinstance(column.type, JSON):
        return or_(column.contains(name, autoescape=True), column.contains(json.dumps(name)[1:-1], autoescape=True))
    text = cast(column, Text)
    return or_(*(text.contains(one, autoescape=True) for one in {name, json.dumps(name)[1:-1]}))


def _version_of(table: Table) -> ColumnElement[int] | None:
    """How a row leads to its version, where it does."""
    if table.name == "assessment_version":
        return table.c.id
    if "version_id" in table.c:
        return table.c.version_id
    for column, parent in _THROUGH.items():
        if column in table.c:
            above = Base.metadata.tables[parent]
            return select(above.c.version_id).where(above.c.id == table.c[column]).scalar_subquery()
    return None
