"""Marks by which a text that riskapp wrote into the tool's form finds its way back to where it came from.

`[riskapp: access = yes] words for people` begins a section on a line of its own; `[R2 bodily] text` and `[T3] text`
begin an item that belongs to scenario 2 or is measure 3. All other text is read as if nobody had marked it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_SECTION = re.compile(r"^\[riskapp: ([a-z0-9_.]+)(?: = ([a-z0-9_, ]*))?\](?: .*)?$")
_SCENARIO = re.compile(r"^\[R([0-9]{1,6})((?: [a-z0-9_-]+)*)\](?: (.*))?$", re.DOTALL)
_SCENARIO_LINE = re.compile(r"^\[R([0-9]{1,6})((?: [a-z0-9_-]+)*)\](?: (.*))?$")
_MEASURE = re.compile(r"^\[T[0-9]{1,6}\](?: (.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text. `key` is empty for what stands before the first mark; `values` are choices."""

    key: str
    values: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A text of a scenario, with the words of its mark; `scenario` is empty where there is no mark."""

    scenario: str
    words: tuple[str, ...]
    text: str


def section(key: str, words: str, text: str, values: Iterable[str] = ()) -> str:
    """A marked section: `words` tell people what follows."""
    chosen = ", ".join(values)
    head = f"[riskapp: {key}{' = ' if chosen else ''}{chosen}] {' '.join(words.split())}".rstrip()
    return f"{head}\n{text}" if text else head


def sections(text: str, known: Callable[[str, tuple[str, ...]], bool]) -> list[Section]:
    """The parts of a text; a mark that is not `known` is text as any other."""
    found: list[tuple[str, tuple[str, ...], list[str]]] = [("", (), [])]
    for line in text.split("\n"):
        mark = _SECTION.match(line)
        values = tuple(one.strip() for one in (mark[2] or "").split(",") if one.strip()) if mark else ()
        if mark and known(mark[1], values):
            found.append((mark[1], values, []))
        else:
            found[-1][2].append(line)
    return [Section(key, values, "\n".join(lines).strip("\n")) for key, values, lines in found]


def item_of(text: str) -> Item:
    """An item of a list."""
    mark = _SCENARIO.match(text)
    return Item(mark[1], tuple(mark[2].split()), mark[3] or "") if mark else Item("", (), text)


def items_of(text: str) -> list[Item]:
    """The parts of a text, one a scenario, each begun by a mark at the start of a line."""
    found: list[tuple[str, tuple[str, ...], list[str]]] = [("", (), [])]
    for line in text.split("\n"):
        mark = _SCENARIO_LINE.match(line)
        if mark:
            found.append((mark[1], tuple(mark[2].split()), [mark[3] or ""]))
        else:
            found[-1][2].append(line)
    read = [Item(number, words, "\n".join(lines).strip("\n")) for number, words, lines in found]
    return [one for one in read if one.scenario or one.text]


def scenario_mark(number: object, *words: object) -> str:
    """The mark of a scenario's item."""
    return f"[R{' '.join(str(word) for word in (number, *words))}]"


def measure_mark(number: int) -> str:
    """The mark of a measure."""
    return f"[T{number}]"


def unmarked_measure(title: str) -> tuple[str, bool]:
    """A measure's title without its mark, and whether it had one."""
    mark = _MEASURE.match(title)
    return ((mark[1] or "").strip(), True) if mark else (title, False)
