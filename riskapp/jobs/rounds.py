"""Doing each job when it is due: one that fails is told and tried again at its next turn, and stops no other."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from riskapp.database import db

_LOG = logging.getLogger("riskapp.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do `every` so many seconds; two that run at once must do no harm (several machines may serve)."""

    name: str
    every: float
    run: Callable[[], object]


@dataclass(slots=True)
class Rounds:
    """Jobs one after the other, and when each is due, by a clock in seconds that never goes back; all at the start."""

    jobs: Sequence[Job]
    clock: Callable[[], float] = time.monotonic
    _due: dict[str, float] = field(default_factory=dict)

    def run_due(self) -> list[str]:
        """Do what is due; returns the names of what was done. A job that raises is in the log, not among them."""
        done = []
        for job in self.jobs:
            if self.clock() < self._due.get(job.name, float("-inf")):
                continue
            self._due[job.name] = self.clock() + job.every
            try:
                job.run()
                done.append(job.name)
            except Exception:  # noqa: BLE001 - whatever it is, the other jobs go on
                _LOG.exception("The job %s failed; it is tried again in %d seconds.", job.name, job.every)
            finally:
                db.session.remove()
        return done
