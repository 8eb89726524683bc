"""Files inside a PDF: put there before it is signed, so that the signature covers them too."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError

from riskapp.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with its name in ASCII, its MIME type, and what it is in a few words."""

    name: str
    mime_type: str
    description: str
    data: bytes


def with_attachments(pdf: bytes, attachments: Sequence[Attachment]) -> bytes:
    """`pdf` with the files in it, in this order; raises Invalid where it cannot take them."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        for one in attachments:
            stored = EmbeddedFileObject.from_file_data(writer, data=one.data, mime_type=one.mime_type)
            spec = FileSpec(
                file_spec_string=one.name,
                file_name=one.name,
                embedded_data=stored,
                description=one.description,
                af_relationship=pdf_name("/Supplement"),
            )
            embed_file(writer, spec)
        target = io.BytesIO()
        writer.write(target)  # type: ignore[no-untyped-call]
    except (PdfError, ValueError) as fault:
        raise Invalid(N_("The PDF cannot take the attachments: %(fault)s"), fault=str(fault)) from fault
    return target.getvalue()
