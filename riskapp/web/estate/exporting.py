"""Export: the whole estate as files that read back to the same estate."""

from datetime import date

from flask import Response
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.database import now
from riskapp.estate.snapshots import present
from riskapp.exchange.writing import write_workbook, write_zip
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.guard import allow


@blueprint.get("/estate/export.zip")
@allow(Permission.VIEW_ESTATE)
def export_zip() -> ResponseReturnValue:
    """Five CSV files in a ZIP archive."""
    return _download(write_zip(present()), "zip", "application/zip")


@blueprint.get("/estate/export.xlsx")
@allow(Permission.VIEW_ESTATE)
def export_workbook() -> ResponseReturnValue:
    """An Excel workbook with five sheets."""
    return _download(
        write_workbook(present()), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )


def _download(data: bytes, ending: str, kind: str) -> Response:
    day: date = now().date()
    name = f"estate-{day.isoformat()}.{ending}"
    return Response(data, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"})
