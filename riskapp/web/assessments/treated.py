"""What a measure does to the scenarios that it treats: their levels, and those that it would leave."""

from riskapp.assessments.left_after import left_after
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.catalogues.matrix import RiskLevel
from riskapp.web.assessments.components import Context, row_of


def treated_rows(version: Version, measure: Measure) -> list[Context]:
    """Each scenario that it treats, its levels, and what it would leave alone and with the others that treat it."""
    scales = scales_of(version)

    def level(risk: Risk, measures: list[Measure]) -> RiskLevel | None:
        left = left_after(risk, measures)
        return scales.level(*left) if left else None

    return [
        {
            **row_of(risk, scales),
            "left": left_after(risk, [measure]),
            "alone": level(risk, [measure]),
            "together": level(risk, risk.treated_by),
            "others": len(risk.treated_by) - 1,
        }
        for risk in measure.treats
    ]
