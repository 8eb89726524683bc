"""Computes a report anew from what it carries, without database or instance, and compares that with what it says."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from riskapp.assessments.content import fingerprint
from riskapp.assessments.evidence_estates import answer_of, computed_anew, in_control
from riskapp.assessments.persons import commitment, joined, references_in
from riskapp.decisions.enclosing import PEOPLE, tables_of
from riskapp.decisions.supposed_evidence import supposed
from riskapp.errors import N_, Invalid, RiskappError
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.snapshot_json import snapshot_from
from riskapp.reports.enclosures import Enclosures, enclosures_of

Content = Mapping[str, Any]
ABSENT = "-"
BEYOND = "the threshold, simulated years and what measures would change: the signature says that riskapp held it so"
"""What a report of an assessment carries and is not computed anew."""
ORDERED = 3
"""From this format of a content on its tables have one order."""
NONE = N_("The PDF carries no content of an assessment.")
_CONTENTS = ({"format", "risks", "scales"}, {"format", "issued"})


class Outcome(StrEnum):
    """What came of one comparison."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "cannot be computed"


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that the report says, beside what was computed of it."""

    what: str
    says: str
    computed: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Supposed:
    """What evidence says of its question, as a saved question says it."""

    name: str
    about: tuple[str, ...]
    threat: str
    outage: int | None
    control: bool
    changes: str


def recompute(pdf: bytes) -> tuple[Compared, ...]:
    """Fingerprint, names, tables, risk levels and figures of the evidence, each compared.

    Raises Invalid where `pdf` cannot be read or does not carry a content.
    """
    found = enclosures_of(pdf)
    name, content = content_in(found)
    if "issued" in content:
        raise Invalid(NONE)
    slices = {hashlib.sha256(data).hexdigest(): data for data in found.files.values()}
    return tuple(
        one
        for step in (
            fingerprints(found, name, content),
            _names(found, content),
            _tables(found, content),
            _levels(content),
            _evidences(content, slices),
        )
        for one in step
    )


def content_in(found: Enclosures) -> tuple[str, Content]:
    """The content of a report among its files, with its file name; raises Invalid where none is.

    That of an assessment has risks and scales; that of any other report says as what it was `issued`.
    """
    for name, data in found.files.items():
        try:
            told = json.loads(data) if name.endswith(".json") else None
        except (ValueError, RecursionError) as fault:
            raise Invalid(N_("%(name)s in the PDF is no JSON (%(fault)s)."), name=name, fault=str(fault)) from fault
        if isinstance(told, dict) and any(keys <= told.keys() for keys in _CONTENTS):
            return name, told
    raise Invalid(NONE)


def fingerprints(found: Enclosures, name: str, content: Content) -> Iterator[Compared]:
    """The content's fingerprint beside the one on the cover, and beside that of its canonical form."""
    anew = hashlib.sha256(found.files[name]).hexdigest()
    yield Compared(
        "fingerprint on the cover", anew if anew in found.cover else ABSENT, anew, outcome_of(anew in found.cover)
    )
    written = fingerprint(dict(content))
    yield Compared(f"{name} in its canonical form", anew, written, outcome_of(anew == written))


def _names(found: Enclosures, content: Content) -> Iterator[Compared]:
    """Each name that the report carries beside the commitment in its content; older contents have the names."""
    known = people_enclosed(found)
    wanted = sorted(set(references_in(dict(content))))
    for number, digest in enumerate(wanted, start=1):
        name, salt = known.get(digest, ("", ""))
        what = f"name {number} of {len(wanted)}"
        if not name:
            yield Compared(what, digest, "the name is not enclosed", Outcome.UNCHECKED)
            continue
        anew = commitment(salt, name)
        yield Compared(f"{what} ({name})", digest, anew, outcome_of(digest == anew))


def _tables(found: Enclosures, content: Content) -> Iterator[Compared]:
    """Each table of the report beside the same table, written anew from the content with its names.

    Before format 3 rows stood in the order in which they happened to be read, which the content does not tell.
    """
    if content["format"] < ORDERED:
        return
    named = joined(dict(content), people_enclosed(found), "en" if content["language"] == "en" else "nb")
    for table in tables_of(named):
        says = found.files.get(table.name)
        left, right = (ABSENT if data is None else hashlib.sha256(data).hexdigest() for data in (says, table.data))
        yield Compared(f"{table.name} holds what the content says", left, right, outcome_of(left == right))


def people_enclosed(found: Enclosures) -> dict[str, tuple[str, str]]:
    """(name, salt) by commitment, from the file of names in a report; raises Invalid where it is not one."""
    if PEOPLE not in found.files:
        return {}
    try:
        told = json.loads(found.files[PEOPLE])["people"]
        return {digest: (one["name"], bytes.fromhex(one["salt"]).hex()) for digest, one in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Invalid(N_("%(name)s in the PDF holds no names (%(fault)s)."), name=PEOPLE, fault=str(fault)) from fault


def _levels(content: Content) -> Iterator[Compared]:
    for risk in content["risks"]:
        for end in ("", "_after"):
            says = (risk[f"level{end}"] or {}).get("id", ABSENT)
            anew = level_anew(content["scales"], risk[f"likelihood{end}"], risk[f"consequence{end}"])
            when = "after measures" if end else "before measures"
            yield Compared(f"R{risk['number']} level {when}", says, anew, outcome_of(says == anew))


def level_anew(scales: Content, likelihood: int | None, consequence: int | None) -> str:
    """The level of a cell by the matrix in the content; ranks are told by the values of the scales."""
    if likelihood is None or consequence is None:
        return ABSENT
    rows, columns = ([level["value"] for level in scales[side]["levels"]] for side in ("likelihood", "consequence"))
    try:
        return str(scales["matrix"][rows.index(likelihood)][columns.index(consequence)]["id"])
    except (ValueError, IndexError):
        return ABSENT


def _evidences(content: Content, slices: Mapping[str, bytes]) -> Iterator[Compared]:
    for risk in content["risks"]:
        evidence = risk.get("evidence")
        if not evidence:
            continue
        data = slices.get(evidence.get("slice", ""))
        if data is None:
            what = f"R{risk['number']} blast radius"
            yield Compared(what, "computed", "the part of the estate is not enclosed", Outcome.UNCHECKED)
            continue
        yield from figures_anew(f"R{risk['number']}", evidence, data)


def figures_anew(of: str, evidence: dict[str, Any], part: Snapshot | bytes) -> Iterator[Compared]:
    """Each figure of a blast radius beside what the engine says of that part of the estate; `of` names it."""
    try:
        estate = snapshot_from(part) if isinstance(part, bytes) else part
        anew = computed_anew(estate, evidence)
        if "supposed" in evidence:
            anew["supposed"] = _supposed_anew(estate, evidence)
    except RiskappError as refusal:
        yield Compared(f"{of} blast radius", "computed", str(refusal), Outcome.UNCHECKED)
        return
    says = answer_of(evidence) | ({"supposed": evidence["supposed"]} if "supposed" in evidence else {})
    for name in sorted(says.keys() | anew.keys()):
        left, right = says.get(name), anew.get(name)
        yield Compared(f"{of} {name}", short(left), short(right), outcome_of(left == right))


def _supposed_anew(estate: Snapshot, evidence: dict[str, Any]) -> dict[str, Any]:
    told = evidence["supposed"]
    about = tuple(one["id"] for one in evidence["hit"])
    control = in_control(evidence)
    question = _Supposed(told["name"], about, evidence["threat"], evidence["outage"], control, told["json"])
    return supposed(question, estate, evidence)


def outcome_of(same: bool) -> Outcome:
    """Whether what was computed is what the report says."""
    return Outcome.AGREES if same else Outcome.DIFFERS


def short(value: object) -> str:
    """A value in one cell: lists by their length and the fingerprint of their rows."""
    if value is None:
        return ABSENT
    if isinstance(value, (list, dict)):
        rows = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return f"{len(value)} entries, {hashlib.sha256(rows.encode()).hexdigest()[:12]}"
    return str(value)
