"""What the daily mail says: how many notifications of each kind and where they stand; titles only where that is set."""

from collections import Counter
from collections.abc import Sequence

from flask import current_app
from flask_babel import force_locale, gettext, ngettext

from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.errors import N_
from riskapp.notices.digests import Letter
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.models import Notice
from riskapp.web.notices.outside import address_of
from riskapp.web.notices.rows import rows_of
from riskapp.web.sessions import settings

KINDS: dict[NoticeKind, str] = {
    NoticeKind.MENTIONED: N_("Somebody named you in a remark"),
    NoticeKind.ANSWERED: N_("An answer in a thread of yours"),
    NoticeKind.TO_ADVISE: N_("To advise on"),
    NoticeKind.TO_DECIDE: N_("To decide"),
    NoticeKind.SENT_BACK: N_("Sent back to you"),
    NoticeKind.APPROVED: N_("Approved"),
    NoticeKind.REJECTED: N_("Rejected"),
    NoticeKind.ESTATE_CHANGED: N_("The estate changed under an approval"),
    NoticeKind.BASE_CHANGED: N_("A new version of a base that you follow"),
    NoticeKind.MEASURE_DUE: N_("A measure is due"),
    NoticeKind.CONDITION_DUE: N_("A condition is due"),
    NoticeKind.ACCEPTANCE_ENDS: N_("An acceptance ends"),
    NoticeKind.REVIEW_DUE: N_("To be reviewed"),
}


def letter_to(user: User, notices: Sequence[Notice]) -> Letter:
    """The mail to one person, in that person's language; addresses are built as for a page, though nobody asked."""
    with current_app.test_request_context(base_url=settings().public_url), force_locale(user.language):
        subject = ngettext("riskapp: %(num)s notification", "riskapp: %(num)s notifications", len(notices))
        counts = Counter(NoticeKind(one.kind) for one in notices)
        lines = [f"{gettext(words)}: {counts[kind]}" for kind, words in KINDS.items() if kind in counts]
        if settings().mail.titles:
            rows = rows_of(actor_of(user), notices)
            lines += ["", *(f"– {row.text} {row.title}".rstrip() for row in rows)]
        lines += ["", gettext("Read them here:"), address_of("notices.overview")]
        lines += ["", gettext("You get this mail at most once a day. End it on your own page in riskapp:")]
        lines += [address_of("accounts.me")]
        return Letter(subject, "\n".join(lines) + "\n")
