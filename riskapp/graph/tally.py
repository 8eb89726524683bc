"""Sums over sets of hits: for each hit, the weights of all sets that it is in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

# Sets weighed in one go: 64 sets of 4096 hits are two megabytes of 64-bit numbers, which stay in the cache.
CHUNK = 64


@dataclass(frozen=True, slots=True)
class Reach:
    """For each asset the number of others that it reaches, and of processes among them."""

    reached: Sequence[int]
    processes: Sequence[int]


class Tally:
    """A running sum for each hit of a block of `width` hits; equal sets are weighed once."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._weights: dict[int, int] = {}

    def add(self, hits: int, weight: int = 1) -> None:
        """Add `weight` to every hit whose bit is set in `hits`."""
        if hits:
            self._weights[hits] = self._weights.get(hits, 0) + weight

    def sums(self) -> Sequence[int]:
        """The sum of each hit."""
        length = (self._width + 7) // 8
        total = np.zeros(length * 8, dtype=np.int64)
        sets = list(self._weights)
        for start in range(0, len(sets), CHUNK):
            chunk = sets[start : start + CHUNK]
            raw = b"".join(bits.to_bytes(length, "little") for bits in chunk)
            table = np.frombuffer(raw, dtype=np.uint8).reshape(len(chunk), length)
            weights = np.array([self._weights[bits] for bits in chunk], dtype=np.int64)
            total += weights @ np.unpackbits(table, axis=1, bitorder="little")
        sums: list[int] = total[: self._width].tolist()
        return sums


def totals(sets: Iterable[int], width: int) -> Sequence[int]:
    """For each of `width` hits in how many of the sets it is."""
    tally = Tally(width)
    for hits in sets:
        tally.add(hits)
    return tally.sums()


def bits_of(number: int) -> list[int]:
    """The places of the bits that are set."""
    return [place for place, bit in enumerate(reversed(f"{number:b}")) if bit == "1"]
