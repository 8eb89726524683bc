"""What a kind of issued report is made of: its content, its tables, its pages, and what can be computed anew."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from riskapp.accounts.permissions import Actor, Permission
from riskapp.decisions.recomputing.compared import Compared
from riskapp.issuing.hits import Hit
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.attachments import Attachment
from riskapp.reports.content import Language, Report

Content = Mapping[str, Any]
Files = Mapping[str, bytes]
"""What lies in a report, by file names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a report, in which language, at which moment (aware, in the organisation's zone).

    `hits` are for the report on the estate alone: the blast radiuses that go in, None for the worst ones.
    """

    actor: Actor
    language: Language
    at: datetime
    hits: tuple[Hit, ...] | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What a kind adds to the content that all kinds share, and the files beside it: what it rests on, and tables."""

    content: Content
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedKind:
    """A kind of report. `name` stands in addresses and on the command line, `stem` in file names.

    `label` and `about` are message ids; `reads` is what whoever issues it must be allowed to read everywhere. `body`
    reads the database; the others are functions of the content: `report` lays it out with the fingerprint on its cover,
    `tables` are the same CSV files as in the body, and `anew` compares what it says with what is computed from it.
    `beyond` is a sentence on what the file alone cannot show.
    """

    name: str
    stem: str
    label: str
    about: str
    reads: tuple[Permission, ...]
    body: Callable[[Asked], Body]
    report: Callable[[Content, Reader, str], Report]
    tables: Callable[[Content, Language, Files], tuple[Attachment, ...]]
    anew: Callable[[Content, Files], Iterator[Compared]]
    beyond: str
    takes_hits: bool = False
