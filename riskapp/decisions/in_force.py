"""What is in force: the approved version that nobody has replaced, and its risks with the acceptances of today."""

from collections.abc import Mapping
from typing import Any

from riskapp.assessments.content import content_of
from riskapp.assessments.content_rows import acceptance_row
from riskapp.assessments.models import Version
from riskapp.assessments.states import State

Content = Mapping[str, Any]


def in_force(version: Version) -> bool:
    """Whether the version is approved and no later one is: what it says holds, acceptances among it."""
    if version.state != State.APPROVED.value:
        return False
    return not any(
        one.number > version.number and one.state == State.APPROVED.value for one in version.assessment.versions
    )


def content_today(version: Version) -> Content:
    """What the version says, decided or not, with its acceptances as they are now: those live on after the decision."""
    frozen = version.frozen
    if frozen is None:
        return content_of(version)
    living = {risk.number: [acceptance_row(one) for one in risk.acceptances] for risk in version.risks}
    risks = [{**risk, "acceptances": living[risk["number"]]} for risk in frozen["risks"]]
    return {**frozen, "risks": risks}
