"""Moving judgements from one set of criteria to the next: which level becomes which, and what that does to a risk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riskapp.catalogues.scales import Scale, Scales
from riskapp.errors import N_, Invalid

SIDES = ("likelihood", "consequence")

Moves = Mapping[str, Sequence[int]]
"""`moves["likelihood"][old - 1]` is the new level of the old level `old`."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The levels of a risk, now and after its measures; None where nobody has judged."""

    likelihood: int | None
    consequence: int | None
    likelihood_after: int | None
    consequence_after: int | None

    def moved(self, moves: Moves) -> "Judged":
        """The same on the new scales."""
        return Judged(
            moved(moves, "likelihood", self.likelihood),
            moved(moves, "consequence", self.consequence),
            moved(moves, "likelihood", self.likelihood_after),
            moved(moves, "consequence", self.consequence_after),
        )


def moved(moves: Moves, side: str, level: int | None) -> int | None:
    """The new level of an old one; None stays None."""
    return None if level is None else moves[side][level - 1]


def moved_aspects(aspects: Mapping[str, Sequence[int | None]], moves: Moves) -> dict[str, list[int | None]]:
    """The levels by aspect on the new scale of consequences."""
    return {aspect: [moved(moves, "consequence", level) for level in levels] for aspect, levels in aspects.items()}


def moves_between(before: Scales, after: Scales) -> dict[str, list[int]]:
    """A sensible move: the same number where the size stays, else the same place on the scale."""
    return {side: _stretched(getattr(before, side), getattr(after, side)) for side in SIDES}


def _stretched(before: Scale, after: Scale) -> list[int]:
    old, new = len(before.levels), len(after.levels)
    if old == new:
        return list(before.values)
    # A half rounds up, because a risk that a new scale makes smaller by itself would be one that nobody looked at.
    return [1 + (2 * (value - 1) * (new - 1) + (old - 1)) // (2 * (old - 1)) for value in before.values]


def check_moves(moves: Moves, before: Scales, after: Scales) -> dict[str, list[int]]:
    """The moves as they are stored; raises Invalid unless each old level has a new one and none overtakes another."""
    checked = {}
    for side in SIDES:
        levels, old, new = list(moves.get(side, ())), getattr(before, side), getattr(after, side)
        if len(levels) != len(old.levels) or any(level not in new.values for level in levels):
            raise Invalid(N_("Say for each level of the old scale which one it becomes."), field=f"move-{side}-1")
        if levels != sorted(levels):
            raise Invalid(
                N_("A higher level of the old scale must not become a lower one than the level beneath it."),
                field=f"move-{side}-1",
            )
        checked[side] = levels
    return checked


def composed(chain: Iterable[Moves]) -> dict[str, list[int]] | None:
    """Several moves one after the other as one; None where there is none."""
    found: dict[str, list[int]] | None = None
    for moves in chain:
        if found is None:
            found = {side: list(moves[side]) for side in SIDES}
        else:
            found = {side: [moves[side][level - 1] for level in found[side]] for side in SIDES}
    return found
