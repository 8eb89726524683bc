"""Signed PDFs that hold a person's name: they cannot be changed, so whoever erases is told of them."""

import io
from collections.abc import Iterator

import pikepdf
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.reports.models import ConsultationPackage, IssuedReport, SignedReport


def reports_naming(session: Session, name: str) -> list[str]:
    """The file names of signed reports and packages whose enclosed data have the name, or that cannot be looked into.

    All that a report prints stands in the data that it carries.
    """
    return [
        file_name
        for kind in (SignedReport, ConsultationPackage, IssuedReport)
        for file_name, pdf in session.execute(
            select(kind.file_name, kind.pdf).order_by(kind.id).execution_options(yield_per=1)
        )
        if _may_name(pdf, name)
    ]


def _may_name(pdf: bytes, name: str) -> bool:
    wanted = name.encode()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            files = list(_files(opened))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return True
    return not files or any(wanted in data for data in files)


def _files(opened: pikepdf.Pdf) -> Iterator[bytes]:
    for one in opened.Root.get("/AF", pikepdf.Array([])):
        yield bytes(one.EF.F.read_bytes())
