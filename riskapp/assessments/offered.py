"""Suggested scenarios beside what a team made of them: which are still open, how one read, what was changed since."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

from riskapp.assessments.plain import Content, text_row
from riskapp.catalogues.text import Text
from riskapp.scenarios.suggestion import Suggestion

ACCEPTED, DISMISSED = "accepted", "dismissed"
WORDING = ("cause", "event", "effect")

_LONGEST_KEY = 300


class Verdict(Protocol):
    """What became of a suggestion, as far as it matters here; `risk` is the number of the scenario that it became."""

    key: str
    verdict: str
    risk: int | None


def stored_key(key: str) -> str:
    """The key as it is stored: one that names a supplier at length is cut, and stays the only one of its kind."""
    if len(key) <= _LONGEST_KEY:
        return key
    mark = hashlib.sha256(key.encode("utf-8")).hexdigest()
    return f"{key[: _LONGEST_KEY - len(mark) - 1]}:{mark}"


def still_open(
    found: Iterable[Suggestion], verdicts: Iterable[Verdict], risks: Collection[int]
) -> tuple[Suggestion, ...]:
    """Those that nobody has judged, or that were taken over as a scenario that is gone."""
    settled = {one.key for one in verdicts if one.verdict == DISMISSED or one.risk in risks}
    return tuple(one for one in found if stored_key(one.key) not in settled)


def by_loss(found: Iterable[Suggestion]) -> dict[str, list[Suggestion]]:
    """The suggestions by what is lost; the group with the weightiest first, and the weightiest first in each."""
    groups: dict[str, list[Suggestion]] = {}
    for one in sorted(found, key=lambda one: (-one.weight, one.key)):
        groups.setdefault(one.property, []).append(one)
    return groups


def said_of(suggestion: Suggestion, names: Mapping[str, str]) -> Content:
    """A suggestion as it reads, in both languages; `names` are those of the assets by id.

    The asset of one that stands by a supplier or a site that is no asset has no key.
    """
    known = suggestion.asset in names
    return {
        "property": suggestion.property,
        "asset": {
            "key": suggestion.asset if known else None,
            "name": names.get(suggestion.asset, suggestion.asset),
        },
        **{name: text_row(getattr(suggestion, name)) for name in (*WORDING, "reason")},
    }


def in_words(said: Content, name: str) -> Text:
    """One of the texts that `said_of` keeps."""
    return Text(nb=said[name]["nb"], en=said[name]["en"])


def changed(said: Content, scenario: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """The fields in which a scenario says something else than the suggestion that it came from, in order.

    `scenario` has property, asset ({"key"} or None), cause, event and effect, as a content has them.
    """
    asset = scenario["asset"]
    same = {
        "property": scenario["property"] == said["property"],
        "asset": (asset["key"] if asset else None) == said["asset"]["key"],
        **{name: scenario[name].strip() == in_words(said, name).in_language(language).strip() for name in WORDING},
    }
    return tuple(name for name, holds in same.items() if not holds)
