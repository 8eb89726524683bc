"""Rows of a register that are made by hand, for the rules that know no database."""

from datetime import date

from riskapp.catalogues.scale_file import load_scales
from riskapp.register.rows import Gauge, MeasureRow, Place, Register, RiskRow, Standing

TODAY = date(2026, 11, 27)
SCALES = load_scales("ros")
GAUGE = Gauge("ros-0", "ros", "", 0, SCALES)
LAB = Place(1, "lab", "Laboratory system", "system", "Prøvesvar AS")
PUMP = Place(2, "pump", "Infusion pump", "device", "")


def level(value):
    """The level of that number."""
    return next(one for row in SCALES.matrix.rows for one in row if one.value == value)


def row(number=1, **fields):
    """A risk of an approved assessment: medium now, low afterwards, within the criteria."""
    given = {
        "id": number,
        "assessment": 1,
        "number": number,
        "version": 1,
        "version_id": 1,
        "kind": "ros",
        "title": "The laboratory",
        "state": "approved",
        "draft": False,
        "newer": None,
        "gauge": "ros-0",
        "scope": (LAB,),
        "asset": LAB,
        "lost": "availability",
        "threat": "",
        "cause": "",
        "event": f"Event {number}",
        "likelihood": 3,
        "consequence": 3,
        "likelihood_after": 3,
        "consequence_after": 3,
        "level": level(2),
        "left": level(1),
        "knowledge": "",
        "treatment": "modify",
        "owner": "Rikke",
        "owner_id": 5,
        "processes": (),
        "measures": 1,
        "in_place": 1,
        "overdue": 0,
        "standing": Standing.WITHIN,
        "until": None,
        "since": None,
    }
    told = {**given, **fields}
    told.setdefault("borne", told["left"] is not None and GAUGE.borne(told["left"]))
    return RiskRow(**told)


def measure(number=1, **fields):
    """A planned measure that is in time."""
    given = {
        "id": number,
        "assessment": 1,
        "number": number,
        "version": 1,
        "version_id": 1,
        "kind": "ros",
        "title": "The laboratory",
        "state": "approved",
        "draft": False,
        "newer": None,
        "text": "Test the restore",
        "owner": "Ola",
        "due": date(2027, 1, 1),
        "status": "planned",
        "evidence": 0,
        "treats": (1,),
    }
    return MeasureRow(**{**given, **fields})


def register(*rows, measures=(), past=()):
    """A register with these rows."""
    return Register(TODAY, tuple(rows), tuple(measures), tuple(past), {"ros-0": GAUGE})
