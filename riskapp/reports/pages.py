"""Lays a report out as an A4 PDF: title, contents, sections, and room for the signature on the last page."""

import io
import threading
from collections.abc import Sequence
from datetime import datetime

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageBreak, PageTemplate, Spacer

from riskapp.reports import blocks, fonts, markup, styles
from riskapp.reports.archival import archival
from riskapp.reports.attachments import Attachment
from riskapp.reports.content import Report, Section
from riskapp.reports.grid import Grid
from riskapp.reports.headings import ContentsLine, Entry, HeadingMark, entries_of
from riskapp.reports.paper import ReportCanvas, canvas_maker, furnish, language_of
from riskapp.reports.pictures import GraphPicture
from riskapp.reports.signature_box import SignatureSpace
from riskapp.reports.structure import Element, Tags
from riskapp.reports.wording import WORDS

# ReportLab reads its font files through one shared position, so two threads must not make subsets at once.
_ONE_AT_A_TIME = threading.Lock()
_LEAST = 95.0


def build_pdf(report: Report, at: datetime, attachments: Sequence[Attachment] = ()) -> bytes:
    """The unsigned PDF of `report`, stamped with the time `at` (aware): tagged, PDF/A-3, with the files in it.

    Equal content, files and `at` give equal bytes. Raises Unready where a font is missing.
    """
    fonts.coverage()
    target, tags = io.BytesIO(), Tags()
    with _ONE_AT_A_TIME:
        _document(report, target).build(_story(report), canvasmaker=canvas_maker(report, at, tags))
    return archival(target.getvalue(), tags.root, report, at, attachments)


def _document(report: Report, target: io.BytesIO) -> BaseDocTemplate:
    def first(canvas: ReportCanvas, _: BaseDocTemplate) -> None:
        furnish(canvas, first=True)

    def later(canvas: ReportCanvas, _: BaseDocTemplate) -> None:
        furnish(canvas, first=False)

    box = (styles.LEFT, styles.BOTTOM, styles.TEXT_WIDTH, styles.TEXT_HEIGHT)
    padding = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    return BaseDocTemplate(
        target,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        pageTemplates=[
            PageTemplate("first", [Frame(*box, id="first", **padding)], onPage=first, autoNextPageTemplate="later"),
            PageTemplate("later", [Frame(*box, id="later", **padding)], onPage=later),
        ],
        title=markup.one_line(report.title),
        author=markup.one_line(report.organisation),
        subject=markup.one_line(report.subtitle),
        creator="riskapp",
        producer="riskapp",
        lang=language_of(report),
        initialFontName=fonts.REGULAR,
        invariant=1,
        pageCompression=1,
    )


def _story(report: Report) -> list[Flowable]:
    entries = entries_of(report.sections)
    story = [*_title(report), *_contents(report, entries)]
    for section, entry in zip(report.sections, entries, strict=True):
        story += _section(section, entry, report)
    if report.signed and not report.draft:
        story.append(SignatureSpace(report.language))
    return story


def _title(report: Report) -> list[Flowable]:
    words = [
        *markup.texts(report.organisation, styles.SENDER),
        *markup.headed(markup.texts(report.title, styles.TITLE), 1),
        *(markup.texts(report.subtitle, styles.SUBTITLE) if report.subtitle else [Spacer(0, 12)]),
    ]
    return [*words, *([blocks.facts_grid(report.identity)] if report.identity else [])]


def _contents(report: Report, entries: list[Entry]) -> list[Flowable]:
    shown = [entry for entry in entries if entry.section.level < 3]
    if not shown:
        return [PageBreak()] if report.sections else []
    heading = markup.headed([markup.text_of(WORDS[report.language]["contents"], styles.HEADINGS[2])], 2)
    contents = Element("TOC")
    lines = [ContentsLine(entry, contents) for entry in shown]
    return [CondPageBreak(90), Spacer(0, 16), *heading, *lines, PageBreak()]


def _section(section: Section, entry: Entry, report: Report) -> list[Flowable]:
    style = styles.HEADINGS[section.level]
    heading = markup.headed(markup.texts(entry.title, style), entry.outline + 2)
    body = [flowable for block in section.blocks for flowable in blocks.flowables(block, report.language)]
    needed = style.spaceBefore + style.spaceAfter + sum(map(_height, heading)) + _least_after(body)
    return [CondPageBreak(min(needed, styles.TEXT_HEIGHT)), HeadingMark(entry), *heading, *body]


def _least_after(body: list[Flowable]) -> float:
    """What has to follow a heading on its page, in points: a drawing or a short grid whole, the start of the rest."""
    if not body:
        return 1.6 * _LEAST
    if isinstance(body[0], CondPageBreak):
        return float(body[0].height)
    height = _height(body[0])
    if isinstance(body[0], Grid):
        return height if height < styles.TEXT_HEIGHT * 0.4 else _LEAST
    return height if isinstance(body[0], GraphPicture) else min(height, _LEAST)


def _height(flowable: Flowable) -> float:
    return float(flowable.wrap(styles.TEXT_WIDTH, styles.TEXT_HEIGHT)[1])
