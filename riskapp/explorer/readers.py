"""Readers: for each asset whose data are exposed, an asset under foreign control through which they are read."""

from riskapp.graph.confidentiality import Basis, Confidentiality
from riskapp.graph.readers import readings


def readers(result: Confidentiality) -> dict[str, str]:
    """For each holder the first asset under control, by the order of exposures and flows, that exposes its data.

    Who can only ask for them comes after all who store them or see them pass.
    """
    found: dict[str, str] = {}
    for reading in sorted(readings(result), key=lambda one: one.basis is Basis.BY_QUERY):
        found.setdefault(reading.holder, reading.by)
    return found
