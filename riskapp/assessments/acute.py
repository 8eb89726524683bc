"""Whether an assessment is of a device or an acute system, where care depends on what is decided."""

from collections.abc import Iterable, Mapping
from typing import Any

from riskapp.assessments.models import Version
from riskapp.assessments.quotes import MOST

ACUTE = 4
"""The availability need of an acute system: the highest on the estate's scale."""


def is_acute(kinds: Iterable[str], needs: Iterable[int | None]) -> bool:
    """Whether a scope holds a device, or an asset whose availability need is the highest."""
    return "device" in kinds or any((need or 0) >= ACUTE for need in needs)


def holds_acute(content: Mapping[str, Any]) -> bool:
    """The same of a content, by the facts that it quotes."""
    return _by_quotes([one["kind"] for one in content["scope"]], content["quotes"]["assets"])


def scope_is_acute(version: Version) -> bool:
    """The same of a version: by the quoted facts where it has them, which stay as they were; else by the estate."""
    kinds = [one.asset.kind for one in version.scope]
    if version.quoted is None:
        # A scope so large that its quote will be cut is acute then, so it is now.
        return len(kinds) > MOST or is_acute(kinds, (one.asset.availability for one in version.scope))
    return _by_quotes(kinds, version.quoted["assets"])


def _by_quotes(kinds: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> bool:
    rows = list(rows)
    # A quote that was cut does not say what it left out, so nobody is told that there is no acute system.
    return any("more" in row for row in rows) or is_acute(kinds, (row["need"]["availability"] for row in rows))
