"""What people decided in a version, as rows that are compared: acceptances, trade-offs, conditions, reviews, bases."""

from collections.abc import Iterator, Mapping
from typing import Any

from riskapp.assessments.compared_row import Row

Content = Mapping[str, Any]


def acceptances(content: Content) -> Iterator[Row]:
    """The newest acceptance of each risk; those that it replaced are told by the report of their version."""
    fields = ("owner", "until", "reason", "withdrawn_by", "withdrawn_reason")
    for risk in content.get("risks") or ():
        for one in (risk.get("acceptances") or ())[-1:]:
            yield Row(f"R{risk['number']}", risk["event"], {name: one.get(name) for name in fields})


def trade_offs(content: Content) -> Iterator[Row]:
    """The newest decision on each measure for which care pays."""
    for measure in content.get("measures") or ():
        for one in (measure.get("trade_offs") or ())[-1:]:
            says = {"chosen": one["chosen"], "reason": one["reason"], "by": one["by"], "role": one.get("role")}
            yield Row(f"T{measure['number']}", measure["text"], says)


def conditions(content: Content) -> Iterator[Row]:
    """By their words: the numbers begin anew in each version."""
    for one in content.get("conditions") or ():
        yield Row(one["text"], one["text"], {name: one[name] for name in ("text", "owner", "due")})


def review(content: Content) -> Iterator[Row]:
    """What was noted in a yearly review; who looked at the other parts stands in the report."""
    for one in (content.get("review") or {}).get("parts") or ():
        if one["note"]:
            yield Row(one["part"], one["title"], {"note": one["note"], "by": one["by"]})


def base(content: Content) -> Iterator[Row]:
    """Which version of which assessment it rests on, and whether it follows that."""
    found = content.get("inherited")
    if found:
        says = {"base": found["base"]["version"], "follows": found["follows"]}
        yield Row(str(found["base"]["assessment"]), found["base"]["title"], says)


def choices(content: Content) -> Iterator[Row]:
    """What was done with each change of the base."""
    for one in (content.get("inherited") or {}).get("choices") or ():
        says = {name: one[name] for name in ("choice", "reason", "by")}
        yield Row(f"{one['version']} {one['place']}", one["name"], {"base": one["version"], **says})
