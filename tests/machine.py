"""Brings the system's programs that the tests need (Chromium, poppler, a software token), or says what to install."""

import os
import shutil
import subprocess
import sys

NEEDED = {
    "chromium": "chromium",
    "pdfsig": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "softhsm2-util": "softhsm2",
}


def main() -> int:
    """Exit status 0 where all is there; 1 with one sentence where it is not and cannot be installed."""
    packages = sorted({package for program, package in NEEDED.items() if shutil.which(program) is None})
    if not packages:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=True, env=environment)
        return 0
    print(f"The tests need {' and '.join(packages)}: run  sudo apt-get install {' '.join(packages)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
