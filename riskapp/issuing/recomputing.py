"""Computes any report anew from what it carries, that of an assessment or one that was issued for itself."""

import hashlib
from collections.abc import Iterator

from riskapp.decisions.recomputing import report as recomputing
from riskapp.decisions.recomputing.compared import ABSENT, Compared, outcome_of
from riskapp.decisions.recomputing.report import content_in, fingerprints
from riskapp.errors import N_, Invalid
from riskapp.issuing.kind import Content, IssuedKind
from riskapp.issuing.kinds import kind_named
from riskapp.reports.enclosures import Enclosures, enclosures_of


def recompute(pdf: bytes) -> tuple[Compared, ...]:
    """What the report says, beside what is computed of what it carries. Needs no instance.

    Raises Invalid where `pdf` cannot be read or carries no content that is one, NotFound for a kind that is
    not known here.
    """
    found = enclosures_of(pdf)
    name, content = content_in(found)
    try:
        return _compared(pdf, found, name, content)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as fault:
        raise Invalid(
            N_("%(name)s in the PDF is no content that this riskapp can read (%(kind)s: %(fault)s)."),
            name=name,
            kind=type(fault).__name__,
            fault=fault,
        ) from fault


def _compared(pdf: bytes, found: Enclosures, name: str, content: Content) -> tuple[Compared, ...]:
    if "issued" not in content:
        return recomputing.recompute(pdf)
    kind = kind_named(content["issued"])
    return (
        *fingerprints(found, name, content),
        *_tables(kind, content, found),
        *kind.anew(content, found.files),
    )


def beyond(pdf: bytes) -> str:
    """What a report carries and is not computed from it. Raises as `recompute`."""
    _, content = content_in(enclosures_of(pdf))
    return kind_named(content["issued"]).beyond if "issued" in content else recomputing.BEYOND


def _tables(kind: IssuedKind, content: Content, found: Enclosures) -> Iterator[Compared]:
    """Each table of the report beside the same table, written anew from the content."""
    for table in kind.tables(content, content["language"], found.files):
        says = found.files.get(table.name)
        left, right = (ABSENT if data is None else hashlib.sha256(data).hexdigest() for data in (says, table.data))
        yield Compared(f"{table.name} holds what the content says", left, right, outcome_of(left == right))
