"""The register as a workbook that can be filled in and sent back: the newest version of each assessment."""

from dataclasses import dataclass

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.database import now
from riskapp.exchange.columns import Column, Holds
from riskapp.exchange.result_files import Format
from riskapp.exchange.workbook_writing import workbook
from riskapp.web.guard import allow
from riskapp.web.register.blueprint import blueprint
from riskapp.web.register.sheets import SHEETS, Open, heads, open_versions


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: tuple[Column, ...]


@blueprint.get("/register/workbook.xlsx")
@allow(Permission.VIEW_ASSESSMENTS)
def workbook_file() -> ResponseReturnValue:
    """A sheet for the risks, one for the measures."""
    versions = open_versions()
    data = workbook([_table(sheet, versions) for sheet in SHEETS])
    headers = {"Content-Disposition": f"attachment; filename=register-{now().date().isoformat()}.xlsx"}
    return Response(data, mimetype=Format.XLSX.mimetype, headers=headers)


def _table(sheet: str, versions: dict[int, Open]) -> tuple[_Sheet, list[list[str]]]:
    columns = heads(sheet)
    rows = [one.cells(sheet, row) for one in versions.values() for row in one.stored[sheet].values()]
    head = _Sheet(gettext(SHEETS[sheet]), tuple(Column(one.label, Holds.TEXT) for one in columns))
    return head, [[row.get(one.name, "") for one in columns] for row in rows]
