"""Removes marked words from a content and tells what was removed where; the content itself stays as it is."""

import copy
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.catalogues.redactions import load_grounds
from riskapp.reports.assessment.reader import Values
from riskapp.reports.publishing.spots import EVERYWHERE, Spot, spots

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to remove: `passage` from the text at `place`, all of it where it is empty, on the ground `ground`.

    `seen` is the SHA-256 of the text when its whole was marked; `namely` the words of a ground outside the list.
    """

    id: int
    place: str
    passage: str
    ground: str
    namely: str = ""
    seen: str = ""

    @property
    def citation(self) -> str:
        """The ground as it stands in the document."""
        found = load_grounds().named(self.ground)
        return found.mark if found and found.mark else self.namely


@dataclass(frozen=True, slots=True)
class Removal:
    """Words that were removed from one text: the place, the grounds, how many words, and the words themselves."""

    place: str
    grounds: tuple[str, ...]
    words: int
    text: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The content without the marked words. `vain` removed nothing; of `changed` the whole text is another now."""

    content: Content
    removals: tuple[Removal, ...]
    vain: tuple[Mark, ...]
    changed: tuple[Mark, ...]


def redacted(content: Values, marks: Sequence[Mark]) -> Redacted:
    """The content with every marked passage replaced by its ground, in the version's own language."""
    told: list[Removal] = []
    effective: set[int] = set()
    changed: dict[int, Mark] = {}
    left: Content = copy.deepcopy(dict(content))
    for spot in list(spots(left)):
        cuts = _cuts(spot, marks)
        effective.update(mark.id for cut in cuts for mark in cut.marks)
        changed |= {one.id: one for one in _changed(spot, cuts)}
        if cuts and not spot.copy:
            told += _removals(spot, cuts)
        spot.holder[spot.key] = _replaced(spot.text, cuts, left["language"])
    _hide_fingerprints(content, left)
    vain = tuple(one for one in marks if one.id not in effective)
    return Redacted(left, tuple(told), vain, tuple(changed.values()))


def found_in(text: str, mark: Mark) -> bool:
    """Whether the mark removes anything from this text."""
    return any(True for _ in _found(text, mark))


def seen_as(text: str) -> str:
    """The SHA-256 of a text, to know later whether it is still the one that was read."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def replacement(citations: Iterable[str], language: str) -> str:
    """What stands in place of removed words: [fjernet: offl. § 24]."""
    word = "removed" if language == "en" else "fjernet"
    return f"[{word}: {', '.join(dict.fromkeys(citations))}]"


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    marks: tuple[Mark, ...]


def _cuts(spot: Spot, marks: Iterable[Mark]) -> list[_Cut]:
    """What is cut from a text, from its start to its end; cuts that overlap are one."""
    fitting = [one for one in marks if one.place == EVERYWHERE or (one.place == spot.place and spot.own)]
    found = sorted(((*span, mark) for mark in fitting for span in _found(spot.text, mark)), key=lambda one: one[:2])
    cuts: list[_Cut] = []
    for start, end, mark in found:
        if cuts and start < cuts[-1].end:
            last = cuts.pop()
            cuts.append(_Cut(last.start, max(last.end, end), (*last.marks, mark)))
        else:
            cuts.append(_Cut(start, end, (mark,)))
    return cuts


def _found(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """Where the words stand, however their lines break. Everywhere they are whole words in any case."""
    if not mark.passage.strip():
        if mark.place != EVERYWHERE:
            yield 0, len(text)
        return
    words = r"\s+".join(re.escape(word) for word in mark.passage.split())
    everywhere = mark.place == EVERYWHERE
    pattern = rf"(?<!\w){words}(?!\w)" if everywhere else words
    for one in re.finditer(pattern, text, re.IGNORECASE if everywhere else 0):
        yield one.span()


def _changed(spot: Spot, cuts: Iterable[_Cut]) -> Iterator[Mark]:
    for cut in cuts:
        for mark in cut.marks:
            if not mark.passage and not spot.copy and mark.seen and mark.seen != seen_as(spot.text):
                yield mark


def _removals(spot: Spot, cuts: Iterable[_Cut]) -> Iterator[Removal]:
    for cut in cuts:
        text = spot.text[cut.start : cut.end]
        grounds = tuple(dict.fromkeys(mark.citation for mark in cut.marks))
        yield Removal(spot.place, grounds, len(re.findall(r"\w+", text)), text)


def _replaced(text: str, cuts: Sequence[_Cut], language: str) -> str:
    for cut in reversed(cuts):
        text = text[: cut.start] + replacement((mark.citation for mark in cut.marks), language) + text[cut.end :]
    return text


def _hide_fingerprints(content: Values, left: Content) -> None:
    """Without the SHA-256 of a short text that lacks words: who knows the rest of it could try words out."""
    for before, after in zip(content["risks"], left["risks"], strict=True):
        for old, new in zip(before["acceptances"], after["acceptances"], strict=True):
            if old["risk_then"] != new["risk_then"]:
                new["risk_then"]["fingerprint"] = "–"
    for before, after in zip(content["measures"], left["measures"], strict=True):
        for old, new in zip(before.get("trade_offs", ()), after.get("trade_offs", ()), strict=True):
            if old["then"] != new["then"]:
                new["then"]["fingerprint"] = "–"
