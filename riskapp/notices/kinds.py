"""Why somebody is told: a closed list; which of them tell of a day that comes near."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened, as it concerns the person who is told."""

    MENTIONED = "mentioned"
    ANSWERED = "answered"
    TO_ADVISE = "to advise"
    TO_DECIDE = "to decide"
    SENT_BACK = "sent back"
    APPROVED = "approved"
    REJECTED = "rejected"
    ESTATE_CHANGED = "estate changed"
    BASE_CHANGED = "base changed"
    MEASURE_DUE = "measure due"
    CONDITION_DUE = "condition due"
    ACCEPTANCE_ENDS = "acceptance ends"
    REVIEW_DUE = "review due"


OF_DAYS = (NoticeKind.MEASURE_DUE, NoticeKind.CONDITION_DUE, NoticeKind.ACCEPTANCE_ENDS, NoticeKind.REVIEW_DUE)
"""Those that the daily reminder writes; all others are written by what they tell of."""
