"""What a report carries inside itself, so that an auditor can compute it anew: content, parts of the estate, tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from riskapp.assessments.content import canonical
from riskapp.assessments.evidence_estates import slices_of
from riskapp.assessments.models import ContentPerson, EstateSlice
from riskapp.assessments.persons import people_in
from riskapp.database import db
from riskapp.decisions.recomputing.slices import SLICE, parts_named, slice_rows
from riskapp.decisions.staleness.slice_parts import rows_of
from riskapp.exchange.result_files import Format, ResultTable, result_file
from riskapp.reports.attachments import Attachment, Relationship

Content = Mapping[str, Any]

CONTENT_ENDS, SLICE_BEGINS = ".json", "estate-"
PEOPLE = "people.json"
_LISTED = 12
"""Digits of a fingerprint in the name of a file."""

_RISKS = (
    *("number", "event", "cause", "effect", "asset", "likelihood", "consequence", "level"),
    *("likelihood_after", "consequence_after", "level_after", "treatment", "owner", "measures"),
)
_MEASURES = ("number", "text", "owner", "due", "status", "kind", "references", "treats")
_ANSWERS = ("question", "answer")
_EVIDENCE = ("risk", "what", "id", "name", "figures")
_FLOWS = ("table", "row", "column", "value")


def enclosed(content: Content) -> tuple[Attachment, ...]:
    """The files of `content`, in the version's language: its canonical JSON, what its evidence rests on, and tables."""
    words = _WORDS["en" if content["language"] == "en" else "nb"]
    name = f"{content['kind'].upper()}-{content['assessment']}-v{content['number']}"
    whole = canonical(dict(content))
    found = [
        Attachment(f"{name}.json", "application/json", words["content"], whole, Relationship.SOURCE),
        *people_file(content, _people_of_slice(content)),
    ]
    for fingerprint, data in slices_of(content).items():
        said = f"{words['slice']} {fingerprint}"
        file = f"{SLICE_BEGINS}{fingerprint[:_LISTED]}.json"
        found.append(Attachment(file, "application/json", said, data, Relationship.SOURCE))
    return *found, *_slice_file(content, words["rests on"]), *tables_of(content)


def _slice_file(content: Content, description: str) -> Iterator[Attachment]:
    """What a decided version rests on in the estate; older ones do not say."""
    session, fingerprint = db.session(), content.get("rests_on")
    if fingerprint is None:
        return
    kept = session.scalars(select(EstateSlice).where(EstateSlice.fingerprint == fingerprint)).first()
    if kept is not None:
        parts = {one: slice_rows(rows_of(session, one)) for one in parts_named(kept.body)}
        data = canonical({"slice": kept.body, "parts": parts})
        yield Attachment(SLICE, "application/json", description, data, Relationship.SOURCE)


def tables_of(content: Content) -> tuple[Attachment, ...]:
    """The tables of `content` for a spreadsheet."""
    words = _WORDS["en" if content["language"] == "en" else "nb"]
    return tuple(csv_file(table, words[table.name]) for table in _tables(content))


def csv_file(table: ResultTable, description: str) -> Attachment:
    """A table to be enclosed, for a spreadsheet."""
    data = result_file(table, Format.CSV, {})
    return Attachment(f"{table.name}.csv", "text/csv", description, data, Relationship.DATA)


def _people_of_slice(content: Content) -> dict[str, dict[str, str]]:
    """Salt and name of each owner in the slice that a decided version rests on, by the commitment."""
    if content.get("rests_on") is None:
        return {}
    rows = db.session.scalars(select(ContentPerson).where(ContentPerson.content_hash == content["rests_on"]))
    return {one.digest: {"name": one.name, "salt": one.salt} for one in rows if one.name}


def people_file(content: Content, besides: Mapping[str, Any] | None = None) -> tuple[Attachment, ...]:
    """Salt and name of each commitment in a content that is kept, in its language; a draft has the names themselves."""
    known = {one.digest: one for one in people_in(content) if one.digest and not one.erased}
    told = {digest: {"name": str(one), "salt": one.salt} for digest, one in known.items()} | dict(besides or {})
    if not told:
        return ()
    words = _WORDS["en" if content["language"] == "en" else "nb"]
    data = canonical({"people": told})
    return (Attachment(PEOPLE, "application/json", words["people"], data, Relationship.SOURCE),)


def table_of(name: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> ResultTable:
    """Rows of texts under columns."""
    return ResultTable(name, columns, frozenset(), rows)


def cells_of(row: Mapping[str, Any], columns: Sequence[str]) -> tuple[str, ...]:
    """The values of a row of the content, each in one cell."""
    return tuple(_text(row.get(column)) for column in columns)


def _tables(content: Content) -> Iterator[ResultTable]:
    yield table_of("risks", _RISKS, [cells_of(one, _RISKS) for one in content["risks"]])
    yield table_of("measures", _MEASURES, [cells_of(one, _MEASURES) for one in content["measures"]])
    answers = [(key, _text(value)) for key, value in sorted(content["answers"].items())]
    yield table_of("answers", _ANSWERS, answers)
    yield table_of("evidence", _EVIDENCE, list(_evidence(content)))
    yield table_of("facts", _FLOWS, list(_facts(content)))


def _evidence(content: Content) -> Iterator[tuple[str, ...]]:
    """A line for each figure of the evidence, and for each row of its lists."""
    for risk in content["risks"]:
        number = str(risk["number"])
        for what, value in sorted((risk.get("evidence") or {}).items()):
            rows = value if isinstance(value, list) and value and isinstance(value[0], dict) else [value]
            for row in rows:
                if isinstance(row, dict):
                    figures = "; ".join(
                        f"{key}={_text(inner)}" for key, inner in sorted(row.items()) if key not in ("id", "name")
                    )
                    yield number, what, _text(row.get("id")), _text(row.get("name")), figures
                else:
                    yield number, what, "", "", _text(row)


def _facts(content: Content) -> Iterator[tuple[str, ...]]:
    """What the estate and the record said, flows among it: a line for each value of each row."""
    for table, rows in sorted(content["quotes"].items()):
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
            for column, value in sorted(row.items()) if isinstance(row, dict) else [("value", row)]:
                yield table, str(number), column, _text(value)


def _text(value: Any) -> str:
    """A value of the content in one cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return _text(value.get("id", value.get("key"))) or "; ".join(
            f"{key}={_text(one)}" for key, one in sorted(value.items())
        )
    return str(value)


_WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "content": "Hele innholdet. SHA-256 av filen er fingeravtrykket i rapporten.",
        "people": "Navnene. I innholdet står SHA-256 av et tilfeldig tall og navnet.",
        "slice": "Den delen av kartleggingen som skadeomfang er beregnet av. SHA-256",
        "rests on": "Den delen av kartleggingen som beslutningen hviler på",
        "risks": "Risikoene",
        "measures": "Tiltakene",
        "answers": "Svarene",
        "evidence": "Tallene i skadeomfangene",
        "facts": "Fakta fra kartleggingen, med dataflytene",
    },
    "en": {
        "content": "The whole content. The SHA-256 of the file is the fingerprint in the report.",
        "people": "The names. The content has the SHA-256 of a random number and the name.",
        "slice": "The part of the estate that blast radiuses were computed from. SHA-256",
        "rests on": "The part of the estate that the decision rests on",
        "risks": "The risks",
        "measures": "The measures",
        "answers": "The answers",
        "evidence": "The figures of the blast radiuses",
        "facts": "Facts from the estate, the data flows among them",
    },
}
