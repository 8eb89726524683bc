"""`make bench`: every benchmark on the demo trust at full size, one after the other. It gates nothing."""

import runpy
import sys
import tempfile
from pathlib import Path

from riskapp.commands.demo.estate import demo_estate
from riskapp.exchange.writing import write_folder

BENCHES = {
    "engine": [],
    "pages": ["{estate}"],
    "blast_radius_page": ["{estate}"],
    "questions": ["{estate}"],
    "report": [],
    "issued": [],
    "numbers": [],
    "register": [],
    "trail": [],
    "twenty_editors": [],
    "staleness": ["{estate}"],
}
"""Each benchmark with its arguments."""


def main() -> None:
    """Write the demo trust as estate files, then run all benchmarks, or those that are named."""
    wanted = sys.argv[1:] or list(BENCHES)
    with tempfile.TemporaryDirectory() as folder:
        estate = Path(folder) / "estate"
        write_folder(demo_estate(), estate)
        for name in wanted:
            print(f"\n== {name}", flush=True)
            sys.argv = [name, *(argument.format(estate=estate) for argument in BENCHES[name])]
            runpy.run_module(f"bench.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
