"""A notification as its reader sees it: a sentence, the assessment, and where it leads; nothing of what is closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy import func, select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import may_read
from riskapp.assessments.models import Version
from riskapp.database import db
from riskapp.errors import N_
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.models import Notice
from riskapp.web.formatting import day

SENTENCES: dict[NoticeKind, str] = {
    NoticeKind.MENTIONED: N_("%(name)s named you in a remark."),
    NoticeKind.ANSWERED: N_("%(name)s answered in a thread that you take part in."),
    NoticeKind.TO_ADVISE: N_("%(name)s submitted it. You may advise on it."),
    NoticeKind.TO_DECIDE: N_("%(name)s has advised. You may decide on it."),
    NoticeKind.SENT_BACK: N_("%(name)s sent it back to you."),
    NoticeKind.APPROVED: N_("%(name)s approved it."),
    NoticeKind.REJECTED: N_("%(name)s rejected it."),
    NoticeKind.ESTATE_CHANGED: N_("The estate changed under its approval. Look whether it still holds."),
    NoticeKind.BASE_CHANGED: N_("Version %(place)s of its base is approved. Look at what it changes for you."),
    NoticeKind.MEASURE_DUE: N_("Measure %(place)s is due on %(day)s."),
    NoticeKind.CONDITION_DUE: N_("Condition %(place)s of the approval is due on %(day)s."),
    NoticeKind.ACCEPTANCE_ENDS: N_("The acceptance of %(place)s ends on %(day)s."),
    NoticeKind.REVIEW_DUE: N_("It is to be reviewed by %(day)s."),
}

_TALK = (NoticeKind.MENTIONED, NoticeKind.ANSWERED)
_ACTS = (NoticeKind.TO_ADVISE, NoticeKind.TO_DECIDE)
_BELOW = {NoticeKind.CONDITION_DUE: "conditions", NoticeKind.ESTATE_CHANGED: "estate-changed"}
"""Where on the assessment's page it stands, if not at its top."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What the page shows of one notice; without `title` and `url` where its reader may no longer read it."""

    notice: Notice
    text: str
    title: str
    url: str


def rows_of(actor: Actor, notices: Iterable[Notice]) -> list[NoticeRow]:
    """The rows of the page, in the order of the notices; the assessments are read at once."""
    notices = list(notices)
    wanted = {one.assessment_id for one in notices}
    last = select(func.max(Version.id)).where(Version.assessment_id.in_(wanted)).group_by(Version.assessment_id)
    versions = {one.assessment_id: one for one in db.session.scalars(select(Version).where(Version.id.in_(last)))}
    return [_row(actor, one, versions.get(one.assessment_id)) for one in notices]


def row_of(actor: Actor, notice: Notice) -> NoticeRow:
    """One of them."""
    return rows_of(actor, [notice])[0]


def sentence_of(notice: Notice) -> str:
    """What a notice says, without the assessment's title."""
    place = notice.place.lstrip("K")
    return gettext(SENTENCES[NoticeKind(notice.kind)], name=notice.by, place=place, day=day(notice.day))


def _row(actor: Actor, notice: Notice, version: Version | None) -> NoticeRow:
    if version is None or not may_read(actor, version):
        return NoticeRow(notice, gettext("This was about an assessment that is not open to you any more."), "", "")
    return NoticeRow(notice, sentence_of(notice), version.title, _url(notice))


def _url(notice: Notice) -> str:
    kind, number = NoticeKind(notice.kind), notice.assessment_id
    if kind in _TALK:
        anchor = f"said-{notice.place.replace(':', '-')}"
        return url_for("assessments.review", assessment_id=number, _anchor=anchor)
    if kind in _ACTS:
        return url_for("assessments.review", assessment_id=number, _anchor="acts")
    if kind is NoticeKind.BASE_CHANGED:
        return url_for("assessments.base", assessment_id=number)
    return url_for("assessments.page", assessment_id=number, _anchor=_BELOW.get(kind))
