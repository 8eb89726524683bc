"""What a result hangs on, as plain data and as one number, so that a stored result can be told stale."""

import hashlib
import json

from riskapp.quantification.frequencies import Frequency, YearlyChance
from riskapp.quantification.losses import Loss, LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run

METHOD = 1
"""Grows when the same inputs give other figures."""

Plain = dict[str, object]


def fingerprint(portfolio: Portfolio, run: Run) -> str:
    """The SHA-256 of all that the result hangs on, in hexadecimal."""
    inputs = {
        "method": METHOD,
        "years": run.years,
        "seed": run.seed,
        "risks": [risk_row(risk) for risk in portfolio.risks],
    }
    text = json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def risk_row(risk: NumberedRisk) -> Plain:
    """A risk in numbers as plain data."""
    return {"key": risk.key, "frequency": frequency_row(risk.frequency), "loss": loss_row(risk.loss)}


def frequency_row(frequency: Frequency) -> Plain:
    """How often, as plain data."""
    number = frequency.chance if isinstance(frequency, YearlyChance) else frequency.rate
    return {"model": frequency.model.value, "number": _pert_row(number) if isinstance(number, Pert) else float(number)}


def loss_row(loss: Loss) -> Plain:
    """How much, as plain data."""
    if isinstance(loss, LossRange):
        return {"range": [loss.low, loss.high]}
    return {"points": [loss.low, loss.mode, loss.high], "weight": float(loss.weight)}


def _pert_row(pert: Pert) -> Plain:
    return {"points": [float(pert.low), float(pert.mode), float(pert.high)], "weight": float(pert.weight)}
