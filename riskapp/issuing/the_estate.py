"""The estate as the content of a report: what is told of it, all of it enclosed, and computed anew."""

import hashlib
from collections.abc import Iterator
from typing import Any

from riskapp.decisions.recomputing.compared import ABSENT, Compared, Outcome, outcome_of, short
from riskapp.decisions.recomputing.evidence import figures_anew
from riskapp.decisions.reports.enclosing import csv_file, table_of
from riskapp.errors import N_, Conflict, RiskappError
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.writing import csv_files
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.snapshot_json import snapshot_bytes, snapshot_from
from riskapp.graph.vocabulary import Threat
from riskapp.issuing.estate.holds import findings
from riskapp.issuing.estate.told import told, worst_hits
from riskapp.issuing.estate.weak import every_point
from riskapp.issuing.hits import Hit
from riskapp.issuing.kind import Asked, Body, Content, Files
from riskapp.reports.attachments import Attachment, Relationship
from riskapp.reports.content import Language

SOURCE = "estate.json"
_SAYS: dict[Language, dict[str, str]] = {
    "nb": {
        SOURCE: "Hele kartleggingen, som alt i rapporten er regnet ut av",
        "findings": "Alt som kartleggingen ikke sier",
        "points": "Enkeltfeilpunkter, par og reserver som én feil tar ned",
        "categories": "Kategoriene av opplysninger",
        "assets": "Ressursene, alle felt",
        "holdings": "Hva som lagres hvor",
        "flows": "Dataflytene, alle felt",
        "dependencies": "Avhengighetene, alle felt",
    },
    "en": {
        SOURCE: "The whole estate, which all of the report is computed from",
        "findings": "All that the estate does not say",
        "points": "Single points of failure, pairs, and spares that one failure defeats",
        "categories": "The data categories",
        "assets": "The assets, every field",
        "holdings": "What is stored where",
        "flows": "The data flows, every field",
        "dependencies": "The dependencies, every field",
    },
}
_POINTS = ("process", "what", "first", "second")
_FINDINGS = ("rule", "subject", "group", "others", "needed", "left", "listed")


def body(asked: Asked) -> Body:
    """The present state with the hits that were asked for, or the worst. Raises Invalid for a hit that there is not."""
    state, snapshot = state_number(), present()
    if state_number() != state:
        raise Conflict(N_("The estate was changed while the report was made. Issue it anew."), theirs={}, mine={})
    hits = worst_hits(snapshot) if asked.hits is None else asked.hits
    data = snapshot_bytes(snapshot)
    content = {
        "estate": state,
        "source": {"name": SOURCE, "sha256": fingerprint_of(data)},
        "chosen": asked.hits is not None,
        **told(snapshot, hits, state, asked.at.isoformat()),
    }
    says = _SAYS[asked.language][SOURCE]
    source = Attachment(SOURCE, "application/json", says, data, Relationship.SOURCE)
    return Body(content, (source, *_tables(snapshot, asked.language)))


def tables(_: Content, language: Language, files: Files) -> tuple[Attachment, ...]:
    """The five files of the estate, which can be taken in again as they are; its findings; and its weak points."""
    return _tables(snapshot_from(files[SOURCE]), language) if SOURCE in files else ()


def fingerprint_of(data: bytes) -> str:
    """By which the enclosed estate is known."""
    return hashlib.sha256(data).hexdigest()


def _tables(snapshot: Snapshot, language: Language) -> tuple[Attachment, ...]:
    says = _SAYS[language]
    found = [
        Attachment(name, "text/csv", says[name.removesuffix(".csv")], data, Relationship.DATA)
        for name, data in csv_files(snapshot).items()
    ]
    rows = [
        tuple("" if value is None else _text(value) for value in (getattr(one, column) for column in _FINDINGS))
        for one in findings(snapshot).findings
    ]
    points = list(every_point(snapshot))
    return (
        *found,
        csv_file(table_of("findings", _FINDINGS, rows), says["findings"]),
        csv_file(table_of("points", _POINTS, points), says["points"]),
    )


def anew(content: Content, files: Files) -> Iterator[Compared]:
    """The enclosed estate's fingerprint, and all that is told of it, computed from it again by the engine."""
    data = files.get(SOURCE)
    if data is None:
        yield Compared("the estate", "computed", "the estate is not enclosed", Outcome.UNCHECKED)
        return
    found = fingerprint_of(data)
    yield Compared(
        f"{SOURCE} enclosed", content["source"]["sha256"], found, outcome_of(found == content["source"]["sha256"])
    )
    try:
        snapshot = snapshot_from(data)
        again = told(snapshot, [_hit(one["evidence"]) for one in content["hits"]], content["estate"], content["at"])
    except RiskappError as refusal:
        yield Compared("the estate", "computed", str(refusal), Outcome.UNCHECKED)
        return
    yield from _compared(content, again, snapshot)


def _compared(content: Content, again: dict[str, Any], snapshot: Snapshot) -> Iterator[Compared]:
    for name, value in again.items():
        if name != "hits":
            yield Compared(name, short(content.get(name)), short(value), outcome_of(content.get(name) == value))
    for number, (says, anew) in enumerate(zip(content["hits"], again["hits"], strict=True), start=1):
        of = f"blast radius {number}"
        yield from figures_anew(of, says["evidence"], snapshot)
        for name in ("verdicts", "reasons", "drawing"):
            left = says.get(name, ABSENT)
            yield Compared(f"{of} {name}", short(left), short(anew[name]), outcome_of(left == anew[name]))


def _hit(evidence: dict[str, Any]) -> Hit:
    return Hit(tuple(one["id"] for one in evidence["hit"]), Threat(evidence["threat"]), evidence["outage"])


def _text(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)
