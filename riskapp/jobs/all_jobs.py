"""The jobs of an instance, each an operation that the command line knows too."""

from riskapp.decisions.reports.time_stamps import stamp_waiting
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.decisions.surroundings import timestamp_url
from riskapp.decisions.trail.trail_points import deliver_copies, sign_trail
from riskapp.jobs.daily import look_after
from riskapp.jobs.rounds import Job

_SECONDS, _MINUTE, _HOUR = 5.0, 60.0, 3600.0


def judge_approvals() -> None:
    """Look whether the estate changed under approvals."""
    judge_all(JUDGE)


def sign_and_send() -> None:
    """Sign the trail, and send the new checkpoint at once."""
    sign_trail()
    deliver_copies()


def add_time_stamps() -> None:
    """Try again what waits for a time stamp; nothing can wait where no service is set."""
    if timestamp_url():
        stamp_waiting()


JOBS = (
    Job("judge approvals", _SECONDS, judge_approvals),
    Job("sign the trail", _HOUR, sign_and_send),
    Job("send copies of checkpoints", _MINUTE, deliver_copies),
    Job("add the time stamps that reports wait for", _MINUTE, add_time_stamps),
    Job("remind people and mail them", 10 * _MINUTE, look_after),
)
