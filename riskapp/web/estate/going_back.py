"""A form of the estate that was opened from an assessment leads back there."""

import re

from flask import request

from riskapp.errors import N_, Invalid

_QUESTION = re.compile(r"/assessments/\d{1,18}/step/[a-z_-]{1,60}(#[A-Za-z0-9_-]{1,120})?")


def back_or(usual: str) -> str:
    """Where to go when the form is done with: the question in the address's `back`, or `usual` where there is none.

    Raises Invalid where `back` is anything but a step of an assessment of this site.
    """
    asked = request.args.get("back")
    if asked is None:
        return usual
    if not _QUESTION.fullmatch(asked.removeprefix(request.script_root)):
        raise Invalid(
            N_(
                "The address says to go back to something that is no step of an assessment. "
                "Open the form from the assessment or from the estate again."
            )
        )
    return asked
