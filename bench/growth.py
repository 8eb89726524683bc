"""How cost grows with the estate: seconds and memory of the engine on 1, 10 and 40 trusts, a process for each.

    python -m bench.growth [--trusts 1 10 40]

The yardstick of growth is the estate itself: a figure that grows as fast as the number of rows has ratio 1.
"""

import argparse
import json
import resource
import subprocess
import sys
from functools import partial

from bench.figures import once, seconds
from bench.innlandet import innlandet
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.index import index_of
from riskapp.graph.integrity import trace
from riskapp.graph.ranking import rank
from riskapp.graph.vocabulary import Threat


def peak() -> float:
    """The most memory that this process has held, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def measure(trusts: int) -> dict[str, float]:
    """The figures on so many trusts, in this process."""
    snapshot = innlandet(scale=trusts)
    figures = {"assets": float(len(snapshot.assets)), "memory of the rows, GiB": peak()}
    figures["compile the index, s"] = once(partial(index_of, snapshot))
    figures["availability, wan, s"] = seconds(partial(simulate, snapshot, ["wan"]))
    figures["integrity, drift, s"] = seconds(partial(trace, snapshot, ["drift"], control=True))
    figures["confidentiality, drift, s"] = seconds(lambda: expose(snapshot, ["drift"]).at_most)
    figures["memory with one answer, GiB"] = peak()
    for threat in Threat:
        figures[f"ranking, {threat.value}, s"] = once(partial(rank, snapshot, threat))
    figures["peak memory, GiB"] = peak()
    return figures


def main() -> None:
    """Print one line a figure, one column a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trusts", nargs="*", type=int, default=[1, 10, 40])
    parser.add_argument("--here", type=int, help="measure one size in this process and print it as JSON")
    arguments = parser.parse_args()
    if arguments.here:
        print(json.dumps(measure(arguments.here)))
        return
    columns = []
    for trusts in arguments.trusts:
        command = [sys.executable, "-m", "bench.growth", "--here", str(trusts)]
        columns.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    print(f"{'':32}" + "".join(f"{trusts:>12}" for trusts in arguments.trusts))
    for name in columns[0]:
        print(f"{name:32}" + "".join(f"{column[name]:12.4g}" for column in columns))


if __name__ == "__main__":
    main()
