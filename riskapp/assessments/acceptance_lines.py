"""Who may accept what is left of a risk: the line of its level, and the stricter lines of the aspects that it hits.

Pure: over scales and a judgement, or over a content that is frozen with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.catalogues.scales import Scales

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """Who may accept, and for how many days at most; no role means that nobody may.

    `aspects` are those whose stricter line binds here, such as patient safety.
    """

    roles: tuple[str, ...]
    days: int
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """What is left after the measures: both levels, and the consequence of single aspects where they are judged."""

    likelihood: int
    consequence: int
    aspects: Mapping[str, int]

    def of(self, aspect: str) -> int:
        """The consequence in one aspect; where nobody judged it by itself, the whole stands for it."""
        return self.aspects.get(aspect, self.consequence)


def line_of(scales: Scales, left: Left) -> Line | None:
    """The line for a residual risk; None where it is borne without anybody's acceptance."""
    level = scales.level(left.likelihood, left.consequence)
    base = scales.acceptance_of(level)
    stricter = [
        Line(rule.roles, rule.days, (rule.aspect,))
        for rule in scales.stricter
        if scales.level(left.likelihood, left.of(rule.aspect)).value >= rule.level.value
    ]
    return _strictest(None if level.value <= scales.borne else Line(base.roles, base.days), stricter)


def line_in(content: Content, risk: Content) -> Line | None:
    """The same for a risk of a content; None too where nobody has judged what is left."""
    level = risk["level_after"]
    if level is None:
        return None
    scales = content["scales"]
    aspects = {one["aspect"]: one["after"] for one in risk.get("aspects") or () if one["after"]}
    values = {one["id"]: one["value"] for one in scales.get("levels") or ()}
    left = Left(risk["likelihood_after"], risk["consequence_after"], aspects)
    stricter = [
        Line(tuple(rule["roles"]), int(rule["days"]), (rule["aspect"],))
        for rule in scales.get("stricter") or ()
        if scales["matrix"][left.likelihood - 1][left.of(rule["aspect"]) - 1]["value"] >= values[rule["level"]]
    ]
    is_borne = int(level["value"]) <= int(scales.get("borne") or 1)
    return _strictest(None if is_borne else line_of_level(content, level), stricter)


def line_of_level(content: Content, level: Content) -> Line:
    """The line of a level by itself, also of one that is borne: somebody may accept it all the same."""
    rule = next(one for one in content["scales"]["acceptance"] if one["level"] == level["id"])
    return Line(tuple(rule["roles"]), int(rule["days"]))


def _strictest(base: Line | None, stricter: Sequence[Line]) -> Line | None:
    """All lines must be kept: the roles that every one names, the shortest time, and whose aspects made it so."""
    lines = [*([base] if base else []), *stricter]
    if not lines:
        return None
    roles = tuple(role for role in lines[0].roles if all(role in line.roles for line in lines))
    days = min(line.days for line in lines) if roles else 0
    # An aspect is named only where it takes a role away or shortens the time: a laxer line binds nobody.
    binding = [one for one in stricter if base is None or set(base.roles) - set(one.roles) or one.days < base.days]
    return Line(roles, days, tuple(dict.fromkeys(one.aspects[0] for one in binding)))
