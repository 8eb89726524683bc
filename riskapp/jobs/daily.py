"""The daily work: people are reminded, and mails go out; of several processes one takes the day."""

from zoneinfo import ZoneInfo

from riskapp.accounts.permissions import OPERATOR
from riskapp.database import db, now, refusals_told
from riskapp.decisions.reviews.reminding import remind
from riskapp.decisions.surroundings import today
from riskapp.exchange.mail import send_mail
from riskapp.notices.daily import take_day
from riskapp.notices.digests import queue_digests, send_waiting
from riskapp.web.notices.digest_text import letter_to
from riskapp.web.sessions import settings

REMIND = "remind"
DIGEST = "digest"
HOUR = 7
"""Mails go out from this hour, so that they lie on top in the morning."""


def look_after(*, by_hand: bool = False) -> int:
    """Do what today asks for and send what waits; returns how many notices were written.

    `by_hand` does not wait for the day's turn. What fails is raised, and made up for by the next look.
    """
    try:
        with refusals_told():
            told = remind(OPERATOR, today()) if by_hand or take_day(REMIND, today()) else 0
            mail_digests(by_hand=by_hand)
            return told
    finally:
        db.session.remove()


def mail_digests(*, by_hand: bool = False) -> int:
    """Queue today's mails once the day has begun, and send what waits; returns how many were sent."""
    mail = settings().mail
    if not mail.host:
        return 0
    begun = now().astimezone(ZoneInfo(settings().timezone)).hour >= HOUR
    if by_hand or (begun and take_day(DIGEST, today())):
        queue_digests(OPERATOR, today(), letter_to)
    return send_waiting(lambda to, letter: send_mail(mail, to, letter.subject, letter.text))
