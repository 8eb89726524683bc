"""Threats as suggestions for a scenario, read from `threats.toml`."""

from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.reading import packaged, parse, refuse_twice
from riskapp.catalogues.text import Text

PROPERTIES = ("confidentiality", "integrity", "availability")
"""The engine's words for what can be lost; a test holds the two lists together, as neither room imports the other."""

DESIGN = "design"
"""A threat that lies in the processing as intended: nothing is lost, and it can hurt all the same."""

ASSET_KINDS = ("process", "system", "device", "infrastructure", "network", "supplier", "location")


@dataclass(frozen=True)
class Threat:
    """A threat: the property that is lost, and the kinds of asset that it concerns (none: all)."""

    id: str
    label: Text
    property: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Threats:
    """The catalogue of threats."""

    version: str
    source: Text
    threats: tuple[Threat, ...]

    def threat(self, threat_id: str) -> Threat | None:
        """The threat with that id, or None."""
        return next((threat for threat in self.threats if threat.id == threat_id), None)

    def suggest(self, property_lost: str | None = None, asset_kind: str | None = None) -> tuple[Threat, ...]:
        """The threats that concern a property and a kind of asset, in the catalogue's order; None leaves it open."""
        return tuple(
            threat
            for threat in self.threats
            if property_lost in (None, threat.property)
            and (asset_kind is None or not threat.kinds or asset_kind in threat.kinds)
        )


@cache
def load_threats() -> Threats:
    """The threats that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_threats("threats.toml", packaged("threats.toml"))


def read_threats(file: str, content: str) -> Threats:
    """Threats from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source = top.string("version"), top.text("source")
    read = []
    for entry in top.entries("threat"):
        threat = Threat(
            id=entry.string("id"),
            label=entry.text("label"),
            property=entry.word("property", (*PROPERTIES, DESIGN)),
            kinds=entry.strings("kinds", ASSET_KINDS),
        )
        entry.finish()
        read.append((entry, threat))
    top.finish()
    refuse_twice([(threat.id, entry) for entry, threat in read])
    return Threats(version, source, tuple(threat for _, threat in read))
