"""Criteria as a form: plain data into fields, and fields back into plain data with what is wrong at which field."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from riskapp.catalogues.matrix import tone_of
from riskapp.catalogues.review import MOST_MONTHS
from riskapp.catalogues.scales import ROLES
from riskapp.catalogues.text import LANGUAGES
from riskapp.errors import N_

Body = Mapping[str, Any]
Fields = dict[str, str]
Faults = dict[str, str]

SIZES = range(3, 7)
"""How many levels a scale, or the risk, may have."""
SIDES = ("likelihood", "consequence")
PATIENT = "patient_safety"
LINES: Mapping[str, tuple[str, ...]] = {
    "both": ROLES,
    "system owner": ("system owner",),
    "risk owner": ("risk owner",),
    "nobody": (),
}
"""Who may accept a level, as one choice."""
PROPOSED = (("service", "processes"), ("service", "minutes"), ("service", "black_starts"), ("privacy", "persons"))
"""The figures of a blast radius that may propose a level, each for the aspect that it says something of."""


def aspects_of(body: Body) -> list[str]:
    """The ids of the aspects of the consequence."""
    return [one["id"] for one in body["ros"]["consequence"]["dimension"]]


def fields_of(body: Body) -> Fields:
    """Every field of the form with what it says."""
    return {**dict(_scales(body)), **dict(_levels(body)), **dict(_rules(body["ros"], _values(body)))}


def _values(body: Body) -> dict[str, str]:
    return {level["id"]: str(level["value"]) for level in body["risk_level"]}


def _scales(body: Body) -> Iterator[tuple[str, str]]:
    for side in SIDES:
        levels = body["ros"][side]["level"]
        yield f"size-{side}", str(len(levels))
        for number, level in enumerate(levels, 1):
            for key in _texts(side, body):
                yield from _said(f"{side}-{number}-{key}", level.get(key, {}))


def _levels(body: Body) -> Iterator[tuple[str, str]]:
    yield "size-risk", str(len(body["risk_level"]))
    for level, rule in zip(body["risk_level"], body["ros"]["acceptance"], strict=True):
        for key in ("word", "meaning"):
            yield from _said(f"risk-{level['value']}-{key}", level[key])
        yield from _line(f"risk-{level['value']}", rule)
        yield f"risk-{level['value']}-review", str(level.get("review_months") or "")


def _rules(ros: Body, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "borne", str(ros.get("borne", 1))
    for row, cells in enumerate(ros["matrix"]["rows"], 1):
        for column, level in enumerate(cells, 1):
            yield f"cell-{row}-{column}", values[level]
    for rule in ros.get("stricter", ()):
        yield from _line(f"patient-{values[rule['level']]}", rule)
    for rule in ros.get("proposal", ()):
        for number, least in enumerate(rule["at_least"], 2):
            yield f"from-{rule['figure']}-{number}", str(least)


def _said(name: str, text: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield f"{name}-{language}", text.get(language, "")


def _line(name: str, rule: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield f"{name}-who", _choice(rule["roles"])
    yield f"{name}-days", str(rule["days"] or "")


def _texts(side: str, body: Body) -> tuple[str, ...]:
    return ("word", "description", "frequency") if side == "likelihood" else ("word", "description", *aspects_of(body))


def _choice(roles: list[str]) -> str:
    return next(name for name, named in LINES.items() if set(named) == set(roles))


class Reading:
    """Reads the fields of the form into plain data on the pattern of `base`; `faults` tells what does not fit where."""

    def __init__(self, typed: Mapping[str, str], base: Body) -> None:
        self.typed = typed
        self.base = base
        self.faults: Faults = {}

    def body(self) -> Body:
        """The criteria that were written; of use only where there are no faults."""
        ids = self._level_ids()
        ros: dict[str, Any] = {side: self._scale(side) for side in SIDES}
        ros["borne"] = min(self._number("borne", 1) or 1, len(ids))
        ros["matrix"] = {"rows": self._matrix(ids)}
        ros["acceptance"] = [{"level": level, **self._line(f"risk-{number}")} for number, level in enumerate(ids, 1)]
        self._check_lines(ros)
        ros["stricter"] = [
            {"aspect": PATIENT, "level": level, **self._line(f"patient-{number}")}
            for number, level in enumerate(ids, 1)
            if self.typed.get(f"patient-{number}-who", "")
        ]
        ros["proposal"] = list(self._proposals())
        self._combined(ros)
        return {
            "version": self.base["version"],
            "source": self.base["source"],
            "risk_level": [
                {
                    "id": level,
                    "value": number,
                    "word": self._text(f"risk-{number}-word"),
                    "meaning": self._text(f"risk-{number}-meaning"),
                    **self._months(f"risk-{number}-review"),
                }
                for number, level in enumerate(ids, 1)
            ],
            "ros": ros,
        }

    def size(self, name: str) -> int:
        """How many levels were chosen; where that is not possible, as many as there are."""
        chosen = self.typed.get(f"size-{name}", "")
        there = self.base["risk_level"] if name == "risk" else self.base["ros"][name]["level"]
        return int(chosen) if chosen in [str(size) for size in SIZES] else len(there)

    def _level_ids(self) -> list[str]:
        """Ids by place: those that are there stay, so that an older content and a newer one call a level alike."""
        known = [level["id"] for level in self.base["risk_level"]]
        size = self.size("risk")
        return [known[n - 1] if n <= len(known) else f"level_{n}" for n in range(1, size + 1)]

    def _scale(self, side: str) -> dict[str, Any]:
        old = self.base["ros"][side]
        levels = []
        for number in range(1, self.size(side) + 1):
            level: dict[str, Any] = {"value": number}
            for key in _texts(side, self.base):
                needed = key != "frequency"
                if text := self._text(f"{side}-{number}-{key}", needed=needed):
                    level[key] = text
            levels.append(level)
        return {**old, "level": levels}

    def _text(self, name: str, *, needed: bool = True) -> dict[str, str]:
        """A text; where one language is empty it says what the other says."""
        said = {language: " ".join(self.typed.get(f"{name}-{language}", "").split()) for language in LANGUAGES}
        either = said["nb"] or said["en"]
        if needed and not either:
            self.faults[f"{name}-nb"] = N_("Write what this level says.")
        return {language: text or either for language, text in said.items()} if either else {}

    def _number(self, name: str, otherwise: int | None = None) -> int | None:
        text = self.typed.get(name, "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        if not text:
            return otherwise
        if text.isascii() and text.isdigit() and len(text) <= 12:
            return int(text)
        self.faults[name] = N_("Write a whole number.")
        return otherwise

    def _months(self, name: str) -> dict[str, int]:
        months = self._number(name, 0) or 0
        if months > MOST_MONTHS:
            self.faults[name] = N_("Write 1 to 120 months, or nothing for the usual ones.")
        return {"review_months": months} if 0 < months <= MOST_MONTHS else {}

    def _check_lines(self, ros: Body) -> None:
        """What a higher level lets more people accept, or for longer, or what nobody may accept and all bear."""
        lines = ros["acceptance"]
        for number, (lower, higher) in enumerate(pairwise(lines), 2):
            if set(higher["roles"]) - set(lower["roles"]) or higher["days"] > lower["days"]:
                text = N_("A higher level must not be accepted by more people, nor for longer, than the one beneath.")
                self.faults.setdefault(f"risk-{number}-who", text)
        if any(not line["roles"] for line in lines[: ros["borne"]]):
            self.faults.setdefault("borne", N_("A level that nobody may accept cannot go without an acceptance."))

    def _line(self, name: str) -> dict[str, Any]:
        who = self.typed.get(f"{name}-who", "")
        if who not in LINES:
            self.faults[f"{name}-who"] = N_("Choose who may accept this level.")
            return {"roles": [], "days": 0}
        days = self._number(f"{name}-days", 0) or 0
        if LINES[who] and not 0 < days <= 3650 and f"{name}-days" not in self.faults:
            self.faults[f"{name}-days"] = N_(
                "For how many days at most? Write 1 to 3650: nothing is accepted for ever."
            )
        return {"roles": list(LINES[who]), "days": days if LINES[who] else 0}

    def _matrix(self, ids: list[str]) -> list[list[str]]:
        """The table; a cell that is new takes over its neighbour, and one that drops below a neighbour is told."""
        rows, columns = (self.size(side) for side in SIDES)
        values = [[self._cell(row, column, len(ids)) for column in range(1, columns + 1)] for row in range(1, rows + 1)]
        for row in range(rows):
            for column in range(columns):
                beneath = values[row - 1][column] if row else 0
                before = values[row][column - 1] if column else 0
                if values[row][column] < max(beneath, before):
                    self.faults[f"cell-{row + 1}-{column + 1}"] = N_(
                        "A higher likelihood or consequence must not lower the level."
                    )
        return [[ids[value - 1] for value in line] for line in values]

    def _cell(self, row: int, column: int, most: int) -> int:
        for near_row in range(row, 0, -1):
            for near_column in range(column, 0, -1):
                said = self.typed.get(f"cell-{near_row}-{near_column}", "")
                if said.isascii() and said.isdigit() and len(said) < 3 and int(said) >= 1:
                    return min(int(said), most)
        return 1

    def _proposals(self) -> Iterator[dict[str, Any]]:
        """The figures; a row that is empty proposes nothing, and one with gaps or steps downwards is told."""
        places = range(2, self.size("consequence") + 1)
        for aspect, figure in PROPOSED:
            typed = [self.typed.get(f"from-{figure}-{number}", "").strip() for number in places]
            if not any(typed):
                continue
            found = [self._number(f"from-{figure}-{number}") for number in places]
            steps = [one for one in found if one is not None]
            if len(steps) < len(found) or steps != sorted(set(steps)):
                self.faults[f"from-{figure}-2"] = N_("Write a figure for each level, each higher than the one before.")
            yield {"aspect": aspect, "figure": figure, "at_least": steps}

    def _combined(self, ros: dict[str, Any]) -> None:
        """The likelihood in two steps goes along while the scale keeps its size."""
        old = self.base["ros"].get("combined")
        if old is not None and len(old["rows"]) == len(ros["likelihood"]["level"]):
            ros["combined"] = old


def tones(size: int) -> list[str]:
    """How grave each of so many risk levels looks, the lowest first."""
    return [tone_of(value, size) for value in range(1, size + 1)]
