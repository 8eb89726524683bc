"""What the steps of an assessment sign: which part of its content, and which part is the team's own text."""

from riskapp.assessments.plain import Content

STEPS = ("state", "transitions", "since", "trail", "review_by")
"""Left out of what a step signs: each step is signed by itself, the comparison follows from an earlier version, the
checkpoint of the audit trail is a signature of its own, and the day of the review follows from that of the approval."""

_LATER = (*STEPS, "remarks", "conditions", "rests_on")
_LATER_OF_RISK = ("acceptances",)
_LATER_OF_MEASURE = ("trade_offs", "evidence", "no_longer")


def signed_part(content: Content) -> Content:
    """All that is said at a step: the text, and what was remarked, accepted, weighed and set as a condition by then."""
    return _without(content, STEPS)


def team_text(content: Content) -> Content:
    """What the team handed over: without all that others add while it is read and decided."""
    text = _without(content, _LATER)
    return {
        **text,
        "risks": [_without(one, _LATER_OF_RISK) for one in text["risks"]],
        "measures": [_without(one, _LATER_OF_MEASURE) for one in text["measures"]],
    }


def _without(content: Content, names: tuple[str, ...]) -> Content:
    return {name: value for name, value in content.items() if name not in names}
