"""Reads a report back: the files inside a PDF, and the words that its first pages print."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, String

from riskapp.errors import N_, Invalid
from riskapp.reports.verification import MAXIMUM_BYTES

MOST_FILES = 500
COVER = 3
"""On so many pages from the start the fingerprint stands."""


@dataclass(frozen=True, slots=True)
class Enclosures:
    """The associated files by their names, and the letters of ASCII on the first pages, without blanks."""

    files: Mapping[str, bytes]
    cover: str


def enclosures_of(pdf: bytes) -> Enclosures:
    """What is inside `pdf`. Raises Invalid where it cannot be read or carries no files."""
    if len(pdf) > MAXIMUM_BYTES:
        raise Invalid(N_("The file is larger than any report of riskapp (%(most)s bytes)."), most=MAXIMUM_BYTES)
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            found = Enclosures(_files(opened), "".join("".join(_shown(opened)).split()))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as fault:
        raise Invalid(N_("The PDF cannot be read (%(fault)s)."), fault=str(fault)) from fault
    if not found.files:
        raise Invalid(N_("The PDF carries no files to compute it from. Reports from before carry none."))
    return found


def _files(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    specs = pdf.Root.get("/AF", Array([]))
    if len(specs) > MOST_FILES:
        raise ValueError(f"more than {MOST_FILES} files")
    return {str(spec.UF): bytes(spec.EF.F.read_bytes()) for spec in specs}


def _shown(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What is written on the first pages; the subsets of our fonts keep ASCII where it is."""
    for page in pdf.pages[:COVER]:
        for one in pikepdf.parse_content_stream(page):
            if str(one.operator) == "Tj" and isinstance(one.operands[0], String):
                yield bytes(one.operands[0]).decode("latin-1")
