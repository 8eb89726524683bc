"""A row of a content as it is compared, and a field of it that differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key within the part, what it is called (a text, or one in both languages), and what it says."""

    place: str
    name: Any
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that differs; the values are as the contents have them, None or empty for nothing.

    `of` is what the field is of where the row has several of a kind: a process that a blast radius reached.
    """

    field: str
    before: Any
    after: Any
    of: str = ""
