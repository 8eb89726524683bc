"""Files inside a PDF: put there before it is signed, so that the signature covers them too."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String


class Relationship(StrEnum):
    """What a file is to the report that it lies in (ISO 19005-3, annex E)."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with its name in ASCII, its MIME type, and what it is in a few words."""

    name: str
    mime_type: str
    description: str
    data: bytes
    relationship: Relationship = Relationship.SUPPLEMENT


def attach(pdf: pikepdf.Pdf, attachments: Sequence[Attachment], at: datetime) -> None:
    """Put the files into `pdf` as associated files, in this order; `at` (aware) is said to be their time."""
    if not attachments:
        return
    specs = [(one.name, pdf.make_indirect(_spec(pdf, one, _moment(at)))) for one in attachments]
    pdf.Root.AF = Array([spec for _, spec in specs])
    names: list[pikepdf.Object] = []
    for name, spec in sorted(specs, key=lambda pair: pair[0]):
        names += [String(name), spec]
    pdf.Root.Names = pdf.Root.get("/Names", Dictionary())
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array(names)))


def _spec(pdf: pikepdf.Pdf, one: Attachment, moment: str) -> Dictionary:
    stream = Stream(
        pdf,
        one.data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/" + one.mime_type),
        Params=Dictionary(
            Size=len(one.data),
            CreationDate=String(moment),
            ModDate=String(moment),
            CheckSum=String(hashlib.md5(one.data, usedforsecurity=False).digest()),
        ),
    )
    file = pdf.make_indirect(stream)
    return Dictionary(
        Type=Name.Filespec,
        F=String(one.name),
        UF=String(one.name),
        Desc=String(one.description),
        AFRelationship=Name(f"/{one.relationship}"),
        EF=Dictionary(F=file, UF=file),
    )


def _moment(at: datetime) -> str:
    offset = at.strftime("%z")
    return f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
