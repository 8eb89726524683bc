"""Who sends what to whom around a scope, from its quoted facts: what a picture tells, without places and words.

It reads the quotes and not the estate, so that a decided version shows what it rested on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from riskapp.assessments.quotes import Quotes, Row
from riskapp.catalogues.questionnaire import Quote
from riskapp.graph.vocabulary import Kind

STACK = 4
"""So many devices that send and get the same are one box."""
MOST = 12
"""Boxes on one side; who is outside the organisation or gets data unencrypted is shown before all others."""

Place = Literal["before", "scope", "after"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: one, or `count` alike. Whoever gets data stands after the scope, who only sends before it."""

    key: str
    name: str
    kind: str
    place: Place
    external: bool = False
    site: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Stream:
    """All that goes from one to another in one manner; an empty `categories` is unknown."""

    source: str
    target: str
    categories: tuple[str, ...]
    encrypted: bool


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """The parties that are shown and the streams between them; `left_out` parties are not shown."""

    parties: tuple[Party, ...]
    streams: tuple[Stream, ...]
    left_out: int

    def at(self, place: Place) -> tuple[Party, ...]:
        """The parties of one column."""
        return tuple(one for one in self.parties if one.place == place)

    @property
    def unencrypted(self) -> int:
        """How many streams are open to whoever listens."""
        return sum(not one.encrypted for one in self.streams)

    @property
    def external(self) -> int:
        """How many parties stand outside the organisation."""
        return sum(one.count for one in self.parties if one.external)


def flow_picture(quotes: Quotes) -> FlowPicture | None:
    """The picture of the quoted flows; None where nothing flows."""
    rows = [row for row in quotes.get(Quote.FLOWS.value, []) if "more" not in row]
    kinds = {row.get("id"): row.get("kind", "") for row in quotes.get(Quote.ASSETS.value, [])}
    kinds |= {row.get("name"): row.get("kind", "") for row in quotes.get(Quote.ASSETS.value, [])}
    if not rows:
        return None
    parties, rows = _stacked(_parties(rows, kinds), rows)
    streams = _streams(rows)
    shown = {one.key for place in ("before", "scope", "after") for one in _first(parties, place, streams)}
    kept = tuple(one for one in streams if one.source in shown and one.target in shown)
    return FlowPicture(
        tuple(one for one in parties if one.key in shown),
        kept,
        sum(one.count for one in parties if one.key not in shown),
    )


def _mine(row: Row) -> str:
    return str(row.get("asset_id") or row["asset"])


def _other(row: Row) -> str:
    """Facts that were frozen without ids are told apart by their names."""
    if "other_id" in row:
        return str(row["other_id"])
    return str(row["other"]) if row["direction"] == "inside" else f"other: {row['other']}"


def _parties(rows: Iterable[Row], kinds: dict[str | None, str]) -> list[Party]:
    found: dict[str, Party] = {}
    for row in rows:
        mine, other = _mine(row), _other(row)
        found[mine] = Party(mine, row["asset"], kinds.get(mine, ""), "scope")
        place: Place = {"inside": "scope", "in": "before"}.get(row["direction"], "after")  # type: ignore[assignment]
        known = found.get(other)
        if known is None or (known.place == "before" and place == "after"):
            external, site = bool(row.get("external")), row.get("other_site", "")
            found[other] = Party(
                other, row["other"], row["other_kind"], place, external, site, int(row.get("alike", 1))
            )
    return list(found.values())


def _stacked(parties: list[Party], rows: list[Row]) -> tuple[list[Party], list[Row]]:
    """Devices that send and get the same become one party, and their rows its rows."""
    said: dict[str, set[str]] = {}
    for row in rows:
        said.setdefault(_other(row), set()).add(
            repr((row["direction"], _mine(row), row["categories"], row["encrypted"]))
        )
    alike: dict[str, list[Party]] = {}
    for one in parties:
        if one.kind == Kind.DEVICE and one.place != "scope":
            alike.setdefault(repr((one.place, sorted(said[one.key]))), []).append(one)
    heirs: dict[str, Party] = {}
    for group in alike.values():
        if len(group) >= STACK:
            heirs |= {one.key: _heir(group) for one in group}
    kept = {heirs.get(one.key, one).key: heirs.get(one.key, one) for one in parties}
    moved = [{**row, "other_id": heirs[_other(row)].key} if _other(row) in heirs else row for row in rows]
    return list(kept.values()), moved


def _heir(group: list[Party]) -> Party:
    first, last = group[0], group[-1]
    site = first.site if len({one.site for one in group}) == 1 else ""
    return replace(first, name=f"{first.name} … {last.name}", site=site, count=sum(one.count for one in group))


def _streams(rows: Iterable[Row]) -> list[Stream]:
    found: dict[tuple[str, str, bool], dict[str, None]] = {}
    for row in rows:
        ends = (_other(row), _mine(row)) if row["direction"] == "in" else (_mine(row), _other(row))
        if ends[0] != ends[1]:
            found.setdefault((*ends, bool(row["encrypted"])), {}).update(dict.fromkeys(row["categories"]))
    return [Stream(source, target, tuple(names), shut) for (source, target, shut), names in found.items()]


def _first(parties: Iterable[Party], place: str, streams: list[Stream]) -> Iterator[Party]:
    """At most `MOST` of a column: what a reader must not miss comes first."""
    exposed = {key for one in streams if not one.encrypted for key in (one.source, one.target)}
    there = [one for one in parties if one.place == place]
    return iter(sorted(there, key=lambda one: (not one.external, one.key not in exposed, -one.count))[:MOST])
