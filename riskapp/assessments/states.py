"""The states of an assessment's version and the steps between them: a closed table, and who advises."""

from enum import StrEnum

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid


class AssessmentKind(StrEnum):
    """Which paper it is: a DPIA (GDPR Art. 35) or a risk assessment of information security (ROS)."""

    DPIA = "dpia"
    ROS = "ros"


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    ADVISED = "advised"
    APPROVED = "approved"
    REJECTED = "rejected"
    SENT_BACK = "sent back"


class Act(StrEnum):
    """What moves a version from one state to the next."""

    SUBMIT = "submit"
    ADVISE = "advise"
    SEND_BACK = "send back"
    APPROVE = "approve"
    REJECT = "reject"
    NEW_VERSION = "new version"


STEPS: dict[tuple[State, Act], State] = {
    (State.DRAFT, Act.SUBMIT): State.IN_REVIEW,
    (State.SENT_BACK, Act.SUBMIT): State.IN_REVIEW,
    (State.IN_REVIEW, Act.ADVISE): State.ADVISED,
    (State.IN_REVIEW, Act.SEND_BACK): State.SENT_BACK,
    (State.ADVISED, Act.SEND_BACK): State.SENT_BACK,
    (State.ADVISED, Act.APPROVE): State.APPROVED,
    (State.ADVISED, Act.REJECT): State.REJECTED,
    (State.APPROVED, Act.NEW_VERSION): State.DRAFT,
    (State.REJECTED, Act.NEW_VERSION): State.DRAFT,
}
"""A new version starts as a draft of its own; the decided one keeps its state for ever."""

ADVISES: dict[AssessmentKind, Permission] = {
    AssessmentKind.DPIA: Permission.ADVISE_DPIA,
    AssessmentKind.ROS: Permission.ADVISE_ROS,
}
"""The privacy officer advises on a DPIA (GDPR Art. 35(2)), security on a risk assessment."""


def step(state: State, act: Act) -> State:
    """The state after `act`; raises Invalid where the act does not follow from `state`."""
    following = STEPS.get((State(state), Act(act)))
    if following is None:
        raise Invalid(
            N_("This assessment is %(state)s, and from there “%(act)s” is not a step. Look at it again."),
            state=State(state).value,
            act=Act(act).value,
        )
    return following


def acts(state: State) -> tuple[Act, ...]:
    """What may follow from `state`, in the order of the table."""
    return tuple(act for (before, act) in STEPS if before is State(state))


def editable(state: State | str) -> bool:
    """Whether the project team may still write."""
    return State(state) in (State.DRAFT, State.SENT_BACK)


def decided(state: State | str) -> bool:
    """Whether the version is closed for good."""
    return State(state) in (State.APPROVED, State.REJECTED)


def who_advises(kind: AssessmentKind | str) -> Permission:
    """The permission that advising on this kind takes."""
    return ADVISES[AssessmentKind(kind)]
