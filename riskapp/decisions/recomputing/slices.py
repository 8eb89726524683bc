"""The slice of the estate that a decision rests on, as a report carries it, held to the fingerprint in its content."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from riskapp.decisions.recomputing.compared import Compared, beside, unchecked
from riskapp.decisions.staleness.resting import told
from riskapp.errors import N_, Invalid
from riskapp.staleness.slices import Part, fingerprint_of

Content = Mapping[str, Any]
SLICE = "approval-slice.json"
"""The file: {"slice": what stands in the database, "parts": {fingerprint: [[table, key, fields], ...]}}."""


def slice_rows(texts: list[str]) -> list[Any]:
    """Row texts as plain data, in which an auditor can read."""
    return [json.loads(text) for text in texts]


def resting(content: Content, files: Mapping[str, bytes]) -> Iterator[Compared]:
    """Slice, parts, scope and blast radiuses, each beside what the content says."""
    says = content.get("rests_on")
    if says is None:
        return
    if SLICE not in files:
        yield unchecked("slice of the estate that the decision rests on", f"{SLICE} is not enclosed")
        return
    body, parts = slice_in(files)
    yield beside("slice of the estate that the decision rests on", says, fingerprint_of(body))
    for number, named in enumerate(sorted(parts_named(body)), start=1):
        what = f"part {number} of the slice"
        yield beside(what, named, _fingerprint(parts[named])) if named in parts else unchecked(what, "is not enclosed")
    yield beside("scope of the slice", sorted(one["key"] for one in content["scope"]), body["scope"])
    evidence = {risk["number"]: told(risk["evidence"]) for risk in content["risks"] if risk.get("evidence")}
    for risk in body["risks"]:
        yield beside(f"R{risk['number']} blast radius in the slice", evidence.get(risk["number"]), risk["evidence"])


def slice_in(files: Mapping[str, bytes]) -> tuple[Content, Content]:
    """What stands in the database, and the rows by the fingerprints of the parts; raises Invalid for another file."""
    try:
        kept = json.loads(files[SLICE])
        return kept["slice"], kept["parts"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Invalid(N_("%(name)s in the PDF is no slice of an estate (%(why)s)."), name=SLICE, why=fault) from fault


def parts_named(body: Content) -> set[str]:
    """The fingerprints of the parts of a slice."""
    supposed = {one["part"] for one in body.get("supposed", ()) if one["part"]}
    return {body["own"], *(risk["part"] for risk in body["risks"])} | supposed


def _fingerprint(rows: list[Any]) -> str:
    return Part.of(
        json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows
    ).fingerprint
