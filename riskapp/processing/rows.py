"""From a stored activity to the frozen one, and to plain fields for the audit trail."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from riskapp.processing import models, record
from riskapp.processing.record import Activity, Contacts, Part, Section

SECTIONS: Mapping[str, type[Section]] = {
    "basics": record.Basics,
    "parties": record.Parties,
    "data": record.Data,
    "recipients": record.Recipients,
    "retention": record.Retention,
    "security": record.Security,
    "review": record.Review,
}
"""The sections of an activity by name; the fields of each are columns of the same names."""

PARTS: Mapping[str, tuple[type[Part], Any]] = {
    "purposes": (record.Purpose, models.ProcessingPurpose),
    "processors": (record.Processor, models.ProcessingProcessor),
    "transfers": (record.Transfer, models.ProcessingTransfer),
}
"""What an activity has several of, by name: the frozen row and its table."""

Frozen = TypeVar("Frozen", bound=Section | Part | Contacts)


def frozen(kind: type[Frozen], stored: object, **more: object) -> Frozen:
    """The stored fields of one section, row or the contacts, as frozen data."""
    values: dict[str, Any] = {
        field.name: getattr(stored, field.name) for field in fields(kind) if field.name not in _OURS
    }
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return kind(**{**values, **more})


_OURS = ("number",)


def activity_row(stored: models.ProcessingActivity) -> Activity:
    """A stored activity with everything that belongs to it."""
    sections: dict[str, Any] = {name: frozen(kind, stored) for name, kind in SECTIONS.items()}
    parts: dict[str, Any] = {
        name: tuple(frozen(kind, row, number=row.id) for row in getattr(stored, name))
        for name, (kind, _) in PARTS.items()
    }
    return Activity(number=stored.id, **sections, **parts)


def told(row: Section | Part | Contacts) -> dict[str, object]:
    """The fields by name, as the trail keeps them."""
    return {field.name: getattr(row, field.name) for field in fields(row) if field.name not in _OURS}
