"""Keeps `riskapp jobs` running beside a server: begun anew when it ended, until the server is gone.

`python -m riskapp.jobs.keeping PID`, with the number of the process that serves. It loads nothing of riskapp, so that
it takes little memory and nothing in riskapp can end it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

_LOOK, _PAUSE = 1.0, 5.0


def keep(server: int, command: Sequence[str], pause: float = _PAUSE) -> None:
    """Run `command`, with our own number as its last word, again and again; its faults stand in its own output."""
    while os.getppid() == server:
        child = subprocess.Popen([*command, str(os.getpid())], stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
        while child.poll() is None:
            time.sleep(_LOOK)
            if os.getppid() != server:
                child.terminate()
                child.wait()
                return
        if os.getppid() == server:
            sys.stderr.write(f"riskapp jobs ended with status {child.returncode}; it begins anew in {pause:g} s.\n")
            time.sleep(pause)


def main() -> None:
    """End quietly when the server is stopped by hand."""
    try:
        keep(int(sys.argv[1]), [sys.executable, "-m", "riskapp", "jobs", "--beside"])
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
