"""The line from draft to decision: which stage a version is at, and who took each step when."""

from dataclasses import dataclass
from datetime import datetime

from riskapp.assessments.models import Transition, Version
from riskapp.assessments.states import Act, State
from riskapp.errors import N_


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, whether the version is there now, and who passed it when."""

    name: str
    now: bool
    by: str = ""
    at: datetime | None = None


NAMES = {
    State.DRAFT: N_("Draft"),
    State.SENT_BACK: N_("Sent back"),
    State.IN_REVIEW: N_("Review"),
    State.ADVISED: N_("Advice"),
    State.APPROVED: N_("Decision"),
}


def stages_of(version: Version) -> list[Stage]:
    """The four stages; steps from before the last time that it was sent back are history and not shown here."""
    passed: dict[str, Transition] = {}
    for one in version.transitions:
        if one.act == Act.SEND_BACK.value:
            passed.clear()
        passed[one.act] = one
    state = State(version.state)
    author = version.creator.name if version.creator else ""
    submitted, advised = passed.get(Act.SUBMIT.value), passed.get(Act.ADVISE.value)
    decided = passed.get(Act.APPROVE.value) or passed.get(Act.REJECT.value)
    return [
        Stage(
            NAMES[State.SENT_BACK if state is State.SENT_BACK else State.DRAFT],
            state in (State.DRAFT, State.SENT_BACK),
            author,
            version.created_at,
        ),
        _stage(State.IN_REVIEW, state is State.IN_REVIEW, submitted),
        _stage(State.ADVISED, state is State.ADVISED, advised),
        _stage(State.APPROVED, state in (State.APPROVED, State.REJECTED), decided),
    ]


def sent_back_with(version: Version) -> Transition | None:
    """The step that sent the version back, while it is."""
    last = version.transitions[-1] if version.transitions else None
    return last if last and version.state == State.SENT_BACK.value else None


def _stage(state: State, now: bool, step: Transition | None) -> Stage:
    return Stage(NAMES[state], now, step.actor_name if step else "", step.at if step else None)
