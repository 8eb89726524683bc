"""Doing all jobs at once, a thread for each: one that hangs at a mail server or a network share holds up no other."""

import threading
from collections.abc import Sequence

from flask import Flask

from riskapp.jobs.rounds import Job, Rounds

_PAUSE = 1.0
_PATIENCE = 5.0
"""So many seconds jobs get to come to an end when all is to stop; what is cut off then leaves no half of a write."""


class SideBySide:
    """The jobs of an application, each at its own times."""

    def __init__(self, app: Flask, jobs: Sequence[Job]) -> None:
        self._app = app
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._again_and_again, args=[job], name=job.name, daemon=True) for job in jobs
        ]

    def start(self) -> None:
        """Begin; returns at once."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let each job come to an end, and wait a few seconds for it."""
        self._stop.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(_PATIENCE / len(self._threads))

    def _again_and_again(self, job: Job) -> None:
        with self._app.app_context():
            rounds = Rounds([job])
            while not self._stop.is_set():
                rounds.run_due()
                self._stop.wait(_PAUSE)
