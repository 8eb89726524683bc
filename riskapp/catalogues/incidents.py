"""Hospital incidents that really happened, with their public figures, read from `incidents.toml`."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text
from riskapp.catalogues.threats import ASSET_KINDS, PROPERTIES
from riskapp.errors import N_


@dataclass(frozen=True)
class Figure:
    """What was counted or told in public; `doubt` says why it rests on weak ground, where it does."""

    said: Text
    doubt: Text | None


@dataclass(frozen=True)
class Incident:
    """What happened, what it took, and what it teaches; `kinds` are the kinds of asset that it concerned."""

    id: str
    name: Text
    where: Text
    when: Text
    started: Text
    figures: tuple[Figure, ...]
    teaches: Text
    properties: tuple[str, ...]
    kinds: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Incidents:
    """The catalogue of incidents."""

    version: str
    source: Text
    incidents: tuple[Incident, ...]

    def named(self, incident_id: str) -> Incident | None:
        """The incident with this id."""
        return next((one for one in self.incidents if one.id == incident_id), None)

    def fitting(
        self, properties: Collection[str] | None = None, kinds: Collection[str] | None = None
    ) -> tuple[Incident, ...]:
        """The incidents that concern any of the properties and any of the kinds; None leaves either open.

        Those that share most kinds come first, else the catalogue's order holds.
        """
        fit = [
            one
            for one in self.incidents
            if (properties is None or set(properties) & set(one.properties))
            and (kinds is None or set(kinds) & set(one.kinds))
        ]
        return tuple(sorted(fit, key=lambda one: -len(set(kinds or ()) & set(one.kinds))))


@cache
def load_incidents() -> Incidents:
    """The incidents that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_incidents("incidents.toml", packaged("incidents.toml"))


def read_incidents(file: str, content: str) -> Incidents:
    """Incidents from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source = top.string("version"), top.text("source")
    read = [(entry, _incident(entry)) for entry in top.entries("incident")]
    top.finish()
    refuse_twice([(incident.id, entry) for entry, incident in read])
    return Incidents(version, source, tuple(incident for _, incident in read))


def _incident(entry: Entry) -> Incident:
    incident = Incident(
        id=entry.string("id"),
        name=entry.text("name"),
        where=entry.text("where"),
        when=entry.text("when"),
        started=entry.text("started"),
        figures=tuple(map(_figure, entry.entries("figures"))),
        teaches=entry.text("teaches"),
        properties=_words(entry, "properties", PROPERTIES),
        kinds=_words(entry, "kinds", ASSET_KINDS),
        source=entry.string("source"),
    )
    entry.finish()
    return incident


def _words(entry: Entry, key: str, among: Collection[str]) -> tuple[str, ...]:
    """At least one word: an incident that concerns nothing is never found."""
    words = entry.strings(key, among)
    if not words:
        raise entry.fault(N_("%(file)s, %(place)s: %(key)s is missing."), key=key)
    return words


def _figure(entry: Entry) -> Figure:
    figure = Figure(entry.own_text(), entry.optional_text("doubt"))
    entry.finish()
    return figure
