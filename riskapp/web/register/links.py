"""Where a row of the register is read and put right."""

from flask import url_for

from riskapp.register.rows import MeasureRow, RiskRow
from riskapp.web.register.blueprint import blueprint


@blueprint.app_template_global()
def row_url(row: RiskRow | MeasureRow) -> str:
    """The page of a risk or a measure, in the version that counts, where another one is newer."""
    endpoint = "assessments.measure" if isinstance(row, MeasureRow) else "assessments.risk"
    version = row.version if row.newer else None
    return url_for(endpoint, assessment_id=row.assessment, number=row.number, version=version)
