"""`riskapp report`."""

from pathlib import Path
from typing import Any

import click

from riskapp.assessments.models import Assessment
from riskapp.commands.opening import acting, actor_named, opened
from riskapp.commands.paths import NamedPath, write
from riskapp.database import db
from riskapp.decisions.reports.publishing import publishable_file
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.reports.report_pages import publishable_page, report_page
from riskapp.errors import N_, Invalid, NotFound
from riskapp.graph.vocabulary import Threat
from riskapp.issuing.hits import Hit
from riskapp.issuing.issuing import issue_report
from riskapp.issuing.kinds import KINDS
from riskapp.issuing.on_file import issued_file
from riskapp.issuing.pages import issued_page
from riskapp.settings import LANGUAGES

_LARGEST_ID = 2**63 - 1
"""No database can look for a larger one."""


class _Subject(click.ParamType[int | str]):
    """The number of an assessment, or the name of a kind that can be issued."""

    name = "assessment or kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        if value in KINDS or isinstance(value, int):
            return value
        try:
            return int(value)
        except ValueError:
            self.fail(f"{value} is neither the number of an assessment nor one of: {', '.join(KINDS)}.", param, ctx)


class _HitType(click.ParamType[Hit]):
    """ASSET[,ASSET…]:THREAT[:MINUTES]; an id may hold a colon, so it is read from the end."""

    name = "hit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Hit:
        if isinstance(value, Hit):
            return value
        front, _, last = str(value).rpartition(":")
        minutes = int(last) if last.isdecimal() else None
        assets, _, threat = front.rpartition(":") if minutes is not None else (front, "", last)
        if not assets or threat not in list(Threat):
            self.fail(f"{value} is no hit: write it as pacs:availability:240 or pacs,ris:integrity.", param, ctx)
        return Hit(tuple(assets.split(",")), Threat(threat), minutes)


@click.command(epilog="Example: riskapp report 1 --out report.pdf; riskapp report register --out register.pdf")
@click.argument("subject", type=_Subject(), metavar=f"ASSESSMENT|{'|'.join(KINDS)}")
@click.option("--version", "number", type=int, metavar="N", help="That version; without it, the newest.")
@click.option("--public", is_flag=True, help="The publishable version: without what is marked, and not signed.")
@click.option("--html", "as_page", is_flag=True, help="As an accessible web page instead of a PDF; it opens anywhere.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of a report that is issued; without it, nb.")
@click.option(
    "--hit",
    "hits",
    type=_HitType(),
    multiple=True,
    metavar="ASSETS:THREAT[:MINUTES]",
    help="Into the report on the estate: this blast radius, instead of the worst ones. May be given several times.",
)
@click.option("--out", "path", required=True, type=NamedPath(dir_okay=False), help="Where to write it.")
@acting
def command(subject: int | str, path: Path, username: str | None, **chosen: Any) -> None:
    """Write a report: of an assessment by its number, or one that is issued, signed and kept now.

    ASSESSMENT: the stored signed bytes once it is decided, before that a marked draft. The other words issue a report
    anew each time; those that were issued before stay on file.
    """
    with opened():
        if isinstance(subject, int):
            name, data = _assessment(subject, username, **chosen)
        else:
            name, data = _issued(subject, username, **chosen)
    write(path, data)
    click.echo(f"wrote {path} ({name})", err=True)


def _assessment(
    subject: int,
    username: str | None,
    number: int | None,
    public: bool,
    as_page: bool,
    language: str | None,
    hits: tuple[Hit, ...],
) -> tuple[str, bytes]:
    if language or hits:
        raise Invalid(N_("--language and --hit belong to reports that are issued: an assessment has its own language."))
    actor, version_id = actor_named(username), _version_id(subject, number)
    if as_page:
        page = (publishable_page if public else report_page)(actor, version_id)
        return page.name, page.html.encode()
    file = (publishable_file if public else report_file)(actor, version_id)
    return file.name, file.pdf


def _issued(
    kind: str,
    username: str | None,
    number: int | None,
    public: bool,
    as_page: bool,
    language: str | None,
    hits: tuple[Hit, ...],
) -> tuple[str, bytes]:
    if number is not None or public:
        raise Invalid(N_("--version and --public belong to the report of an assessment."))
    actor = actor_named(username)
    issued = issue_report(actor, kind, language or "nb", hits or None)
    if as_page:
        page = issued_page(actor, issued)
        return page.name, page.html.encode()
    file = issued_file(actor, issued)
    return file.name, file.pdf


def _version_id(assessment_id: int, number: int | None) -> int:
    assessment = db.session.get(Assessment, assessment_id) if abs(assessment_id) <= _LARGEST_ID else None
    versions = [] if assessment is None else assessment.versions
    for version in reversed(versions):
        if number in (None, version.number):
            return version.id
    raise NotFound(N_("There is no such assessment, or it is not open to you. riskapp assessments lists them."))
