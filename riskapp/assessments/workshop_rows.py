"""The rows of what surrounds the scenarios, as plain data: workshops, fallbacks, suggestions, evidence, trade-offs."""

from riskapp.assessments.models import EvidenceFile, Fallback, SuggestionVerdict, TradeOff, Workshop
from riskapp.assessments.plain import Content, time_row


def workshop_row(one: Workshop) -> Content:
    """A workshop with its guests; `came` is None where nobody has said."""
    return {
        "number": one.number,
        "at": time_row(one.at),
        "minutes": one.minutes,
        "place": one.place,
        "agenda": one.agenda,
        "notes": one.notes,
        "guests": [
            {
                "name": guest.name,
                "profession": guest.profession,
                "role": guest.role,
                "email": guest.email,
                "came": guest.came,
            }
            for guest in one.guests
        ],
    }


def fallback_row(one: Fallback) -> Content:
    """What is done while a system is away, and whether the estate took the tested minutes over."""
    return {
        "number": one.number,
        "kind": one.kind,
        "dependent": {"key": one.dependent.key, "name": one.dependent.name},
        "provider": {"key": one.provider.key, "name": one.provider.name},
        "text": one.text,
        "minutes": one.minutes,
        "tested_on": time_row(one.tested_on),
        "tested_by": one.tested_by,
        "carried_at": time_row(one.carried_at),
    }


def suggestion_row(one: SuggestionVerdict) -> Content:
    """What became of a suggested scenario; `said` is the suggestion as it read then."""
    return {
        "verdict": one.verdict,
        "reason": one.reason,
        "risk": one.risk,
        "said": one.said,
        "by": one.by_name,
        "at": time_row(one.at),
    }


def evidence_file_row(one: EvidenceFile) -> Content:
    """A file that shows that a measure is done, by its fingerprint."""
    return {"name": one.name, "size": one.size, "sha256": one.sha256, "by": one.by_name, "at": time_row(one.at)}


def trade_off_row(one: TradeOff) -> Content:
    """What was decided where care pays for security, with both sides as they stood."""
    return {
        "chosen": one.chosen,
        "reason": one.reason,
        "then": one.then,
        "by": one.by_name,
        "role": one.by_role,
        "at": time_row(one.at),
    }
