"""The demo's numbers on two risks of the laboratory's risk assessment: one seldom and dear, one often and cheap."""

from collections.abc import Mapping

from riskapp.accounts.permissions import Actor
from riskapp.assessments.estimate import Estimate
from riskapp.assessments.estimates import compute_figures, set_estimate
from riskapp.assessments.models import Risk
from riskapp.database import db
from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossRange
from riskapp.quantification.pert import Pert

DEMO_NUMBERS: Mapping[str, Mapping[str, Estimate]] = {
    "Laboratoriesystemet LVMS": {
        "S3": Estimate(
            YearlyChance(Pert(0.02, 0.06, 0.15)),
            LossRange(8_000_000, 250_000_000),
            YearlyChance(Pert(0.01, 0.02, 0.06)),
            LossRange(5_000_000, 150_000_000),
            reason="Anslått av fem deltakere hver for seg, så drøftet. Overtid, innleid hjelp, avlyste operasjoner og "
            "nytt utstyr. Spennet bygger på offentlige tall fra Irland i 2021 og London i 2024, skalert ned til oss.",
        ),
        "S6": Estimate(
            YearlyRate(Pert(2, 3.5, 6)),
            LossRange(15_000, 300_000),
            YearlyRate(Pert(0.1, 0.3, 1)),
            reason="Talt i driftsloggen: tre til fire ganger i året. Kostnaden er overtid og bud, fra fakturaer for to "
            "av stansene.",
        ),
    }
}
"""By the assessment's title, then by the id of the risk."""


def write_demo_numbers(author: Actor, title: str, risk_ids: Mapping[str, int]) -> None:
    """Give the risks of this assessment their numbers, as a team does."""
    for name, estimate in DEMO_NUMBERS.get(title, {}).items():
        risk_id = risk_ids[name]
        set_estimate(author, risk_id, estimate, db.session.get_one(Risk, risk_id).row_version)
        compute_figures(author, risk_id)
