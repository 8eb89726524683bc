"""The account of a load test: which text the server said it stored where, and what its writer had seen there before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A text that the server said it stored: where, and what its writer had before the eyes there."""

    place: str
    text: str
    before: str


def lost(everything: Iterable[Written], stored: Mapping[str, str], begun: Mapping[str, str]) -> list[str]:
    """What was lost: a stored text that nobody had before the eyes when it was replaced, or that is nowhere at the end.

    `stored` is what stands at the end, `begun` what stood at the beginning, by place. Each text is written once only.
    """
    by_place: dict[str, list[Written]] = {place: [] for place in stored}
    faults = []
    for one in everything:
        if one.place not in by_place:
            faults.append(f"{one.place}: nobody looked at what stands there at the end")
            continue
        by_place[one.place].append(one)
    for place, written in by_place.items():
        replaced = {one.before: one for one in written}
        text, count = begun.get(place, ""), 0
        while text in replaced:  # follow the chain from text to text: each was seen by whoever replaced it
            text, count = replaced[text].text, count + 1
        if text != stored[place] or count != len(written):
            faults.append(f"{place}: {count} of {len(written)} texts are in the chain, which ends in {text!r}")
    return faults
