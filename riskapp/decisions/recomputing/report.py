"""Computes a report anew from what it carries, without database or instance, and compares that with what it says."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from riskapp.assessments.content import fingerprint
from riskapp.assessments.persons import commitment, joined, references_in
from riskapp.decisions.recomputing.compared import ABSENT, Compared, Outcome, outcome_of
from riskapp.decisions.recomputing.evidence import evidences, measures
from riskapp.decisions.recomputing.rules import levels, threshold, years
from riskapp.decisions.recomputing.slices import SLICE, resting, slice_in
from riskapp.decisions.reports.enclosing import PEOPLE, tables_of
from riskapp.errors import N_, Invalid
from riskapp.reports.enclosures import Enclosures, enclosures_of

Content = Mapping[str, Any]
BEYOND = (
    "what changed since the version before, what the estate said of the scope, and what people wrote: "
    "the signature says that riskapp held it so"
)
"""What a report of an assessment carries and is not computed anew."""
ORDERED = 3
"""From this format of a content on its tables have one order."""
NONE = N_("The PDF carries no content of an assessment.")
_CONTENTS = ({"format", "risks", "scales"}, {"format", "issued"})


def recompute(pdf: bytes) -> tuple[Compared, ...]:
    """Fingerprint, names, tables, and whatever rules, engine and numbers make of the content, each compared.

    Raises Invalid where `pdf` cannot be read or does not carry a content.
    """
    found = enclosures_of(pdf)
    name, content = content_in(found)
    if "issued" in content:
        raise Invalid(NONE)
    parts = {hashlib.sha256(data).hexdigest(): data for data in found.files.values()}
    return tuple(
        one
        for step in (
            fingerprints(found, name, content),
            _names(found, content),
            _tables(found, content),
            levels(content),
            threshold(content),
            years(content),
            evidences(content, parts),
            measures(content, parts),
            resting(content, found.files),
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
    held = [dict(content), *(slice_in(found.files)[:1] if SLICE in found.files else ())]
    wanted = sorted(set(references_in(held)))
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
