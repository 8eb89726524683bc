"""Makes the pages that ReportLab wrote into an archival file: tagged, PDF/A-3, with its associated files."""

import io
from collections.abc import Sequence
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from riskapp.reports.attachments import Attachment, attach
from riskapp.reports.colour_profile import srgb_profile
from riskapp.reports.content import Report
from riskapp.reports.metadata import information_of, xmp_of
from riskapp.reports.structure import Element
from riskapp.reports.structure_tree import write_structure


def archival(
    pages: bytes, root: Element, report: Report, at: datetime, attachments: Sequence[Attachment] = ()
) -> bytes:
    """`pages` with the structure below `root`, metadata, colour profile and files; equal input gives equal bytes."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        write_structure(pdf, root)
        _say_what_it_is(pdf, report, at)
        _colours(pdf)
        attach(pdf, attachments, at)
        pdf.save(
            target,
            force_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return target.getvalue()


def _say_what_it_is(pdf: pikepdf.Pdf, report: Report, at: datetime) -> None:
    # Never compressed, so that a program that knows no PDF finds it too.
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, xmp_of(report, at), Type=Name.Metadata, Subtype=Name.XML))
    del pdf.trailer["/Info"]
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({key: String(value) for key, value in information_of(report, at).items() if value})
    )


def _colours(pdf: pikepdf.Pdf) -> None:
    profile = Stream(pdf, srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2-1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
