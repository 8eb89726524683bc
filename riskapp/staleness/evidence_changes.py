"""What differs between two summaries of a blast radius, figure by figure and row by row, names left out."""

from collections.abc import Iterable, Mapping
from typing import Any

Evidence = Mapping[str, Any]
Row = dict[str, Any]

_ASKED = frozenset({"hit", "estate", "at", "supposed", "threat", "outage", "control"})
_KEYS = {"processes": "id", "holders": "id", "categories": "category"}


def evidence_changes(then: Evidence | None, now: Evidence | None) -> list[Row]:
    """Each figure that differs, as {figure, name, field, then, now}; `name` and `field` belong to rows of a table.

    A process, holder or category that came or went has the empty field, and None on one side. `now` None is a question
    that cannot be asked any more: the one figure `asked`. Figures that only one side knows are of another method, and
    are left out; so are names, which are words.
    """
    if then is None or now is None:
        return [] if then is now else [_row("asked", "", "", then is not None, now is not None)]
    found = list[Row]()
    for figure in then:
        if figure in _ASKED or figure not in now:
            continue
        if figure in _KEYS:
            found += _rows(figure, then[figure], now[figure], _KEYS[figure])
        elif figure == "deadlocks":
            found += _counted(figure, len(then[figure]), len(now[figure]))
        else:
            found += _counted(figure, then[figure], now[figure])
    return found


def _counted(figure: str, then: object, now: object) -> Iterable[Row]:
    if then != now:
        yield _row(figure, "", "", then, now)


def _rows(figure: str, then: Iterable[Row], now: Iterable[Row], key: str) -> Iterable[Row]:
    before, after = {one[key]: one for one in then}, {one[key]: one for one in now}
    for one in [*before, *(name for name in after if name not in before)]:
        was, is_ = before.get(one), after.get(one)
        if was is None or is_ is None:
            there = was or is_ or {}
            yield _row(figure, there.get("name", one), "", was is not None, is_ is not None)
            continue
        for name in was:
            if name not in ("id", "name", "category") and name in is_ and was[name] != is_[name]:
                yield _row(figure, is_.get("name", one), name, was[name], is_[name])


def _row(figure: str, name: str, field: str, then: object, now: object) -> Row:
    return {"figure": figure, "name": name, "field": field, "then": then, "now": now}
