"""What an event changed, field by field, as rows that a person can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: its name (parts of a nested one joined by " › "), and its value before and after, None where unset."""

    field: str
    before: str | None
    after: str | None


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Difference, ...]:
    """Every field that either side names and that differs, in the order in which it was written.

    A field of an event with one side only is shown even when it is empty: the event says that it was set so.
    """
    old, new = dict(_flat(before or {})), dict(_flat(after or {}))
    names = list(dict.fromkeys([*new, *old]))
    return tuple(Difference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def shortened(text: str | None, most: int) -> str | None:
    """The text, cut at `most` characters with … where it is longer."""
    return text if text is None or len(text) <= most else text[:most].rstrip() + "…"


def _flat(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str | None]]:
    for name, value in values.items():
        field = f"{above} › {name}" if above else str(name)
        if isinstance(value, Mapping) and value:
            yield from _flat(value, field)
        else:
            yield field, _as_text(value)


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_as_text(item) or "–" for item in value)
    if isinstance(value, Mapping) and set(value) == {"id", "name"}:
        return f"{value['name']} ({value['id']})"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_as_text(item) or '–'}" for name, item in value.items())
    return str(value)
