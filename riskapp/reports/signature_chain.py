"""The order of our signatures in one PDF: how their fields are named, and whether all are there and none too many."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

ALONE = "riskapp-seal"
_NUMBERED = re.compile(r"riskapp-1-of-([2-9])")


@dataclass(frozen=True)
class Chain:
    """The signatures of a PDF in the order in which they were made, and the time stamps after them.

    `expected` is how many the first of them announces; as the first covers all fields, that number cannot be changed.
    """

    signatures: Sequence[EmbeddedPdfSignature]
    stamps: Sequence[EmbeddedPdfSignature]
    expected: int

    @property
    def in_order(self) -> bool:
        """Whether every field, from the first to the last, is the one that stands at its place."""
        return [one.field_name for one in self.signatures] == field_names(self.expected)

    @property
    def locked(self) -> bool:
        """Whether the first lets only the others follow, and the last lets nothing follow."""
        levels = [one.docmdp_level for one in self.signatures]
        if self.expected == 1:
            return levels == [MDPPerm.NO_CHANGES]
        lock = self.signatures[-1].fieldmdp
        between: list[MDPPerm | None] = [None] * (self.expected - 2)
        closed = lock is not None and lock.action == FieldMDPAction.ALL
        return closed and levels == [MDPPerm.FILL_FORMS, *between, MDPPerm.NO_CHANGES]

    @property
    def newest(self) -> EmbeddedPdfSignature:
        """What was put on last: it has to cover the whole file."""
        return [*self.signatures, *self.stamps][-1]


def field_names(count: int) -> list[str]:
    """The names of the fields of `count` signatures; they say how many there are to be."""
    return [ALONE] if count == 1 else [f"riskapp-{number}-of-{count}" for number in range(1, count + 1)]


def chain_of(reader: PdfFileReader) -> Chain | None:
    """The signatures of a PDF that can be read; None where it bears none."""
    signatures = reader.embedded_regular_signatures
    if not signatures:
        return None
    numbered = _NUMBERED.fullmatch(signatures[0].field_name)
    return Chain(signatures, reader.embedded_timestamp_signatures, int(numbered[1]) if numbered else 1)
