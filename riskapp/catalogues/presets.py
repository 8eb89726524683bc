"""Criteria to begin with: our own and three well known ones, as the plain data that an organisation then edits."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from riskapp.catalogues.reading import packaged
from riskapp.catalogues.scale_file import scales_in
from riskapp.catalogues.scales import Scales
from riskapp.catalogues.text import Text

Table = dict[str, Any]
OWN = "riskapp"
_FILES = {
    "iso27005": "criteria_iso27005.toml",
    "nist80030": "criteria_nist80030.toml",
    "public4x4": "criteria_public4x4.toml",
}


@dataclass(frozen=True)
class Preset:
    """Criteria for a ROS that somebody may choose: `table` is their plain data, `scales` the same, read."""

    id: str
    name: Text
    lead: Text
    scales: Scales
    table: Mapping[str, Any]


@cache
def load_presets() -> tuple[Preset, ...]:
    """Our own criteria first. Raises Invalid, naming file and entry, where one is amiss."""
    return (_own(), *(_preset(id_, file) for id_, file in _FILES.items()))


def preset(id_: str) -> Preset | None:
    """The preset with that id, or None."""
    return next((one for one in load_presets() if one.id == id_), None)


def _own() -> Preset:
    table = _own_table()
    name = Text(nb="riskapps egne, 5 × 5", en="riskapp's own, 5 × 5")
    lead = Text(
        nb="Fem trinn hver vei og fire risikonivåer, med ord for pasient, personvern, drift, økonomi og omdømme.",
        en="Five steps each way, four risk levels, with words for patient, privacy, service, economy and reputation.",
    )
    return Preset(OWN, name, lead, scales_in("scales.toml", table, "ros"), table)


def _own_table() -> Table:
    table = tomllib.loads(packaged("scales.toml"))
    del table["dpia"]
    return table


def _preset(id_: str, file: str) -> Preset:
    """A preset tells its aspects by naming the level of riskapp's own scale that each of its levels is like."""
    table = tomllib.loads(packaged(file))
    name, lead = table["name"], table.pop("lead")
    consequence, own = table["ros"]["consequence"], _own_table()["ros"]["consequence"]
    consequence["dimension"] = deepcopy(own["dimension"])
    for level in consequence["level"]:
        like = own["level"][level.pop("like") - 1]
        level.update({aspect["id"]: deepcopy(like[aspect["id"]]) for aspect in own["dimension"]})
    return Preset(id_, Text(**name), Text(**lead), scales_in(file, table, "ros"), table)
