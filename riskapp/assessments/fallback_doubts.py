"""What is doubtful about a fallback: that nobody tested it, or that the estate counts on more than was tested."""

from collections.abc import Iterator, Mapping
from typing import Any

from riskapp.errors import N_, Invalid

Values = Mapping[str, Any]


def doubts_of_fallback(row: Values, tolerance: int | None) -> Iterator[Invalid]:
    """Each doubt in a row of the content; `tolerance` is what the estate counts on, None where it says nothing."""
    minutes = row["minutes"]
    if minutes is None:
        yield Invalid(N_("Nobody has tested it yet."), field="minutes")
        return
    if not row["tested_on"] or not row["tested_by"]:
        yield Invalid(N_("Say when it was tested, and by whom."), field="tested_on")
    if tolerance is not None and tolerance > minutes:
        text = N_("The estate counts on %(estate)s minutes, but only %(tested)s were tested.")
        yield Invalid(text, field="minutes", estate=tolerance, tested=minutes)


def quoted_tolerance(content: Values, row: Values) -> int | None:
    """The longest tolerance between the two in the quoted facts; None where they do not speak of these two alone."""
    ends = row["dependent"]["key"], row["provider"]["key"]
    found = [
        one["tolerance"]
        for one in content["quotes"].get("needs", ())
        if "more" not in one and _ends(one) == ends and one.get("tolerance") is not None
    ]
    return max(found, default=None)


def _ends(need: Values) -> tuple[object, object]:
    asset, other = need.get("asset_id"), need.get("other_id")
    return (asset, other) if need["direction"] == "needs" else (other, asset)
