"""50 risks over 500 000 simulated years, beside numpy drawing as many numbers and a plain loop.

    python -m bench.numbers [--years N]

The first yardstick is one call of numpy for the counts and one for the sizes of every risk and year, added up and
nothing told of them; the second a loop over Python's own random numbers, some years run once and scaled up. It gates
nothing.
"""

import argparse
import math
import random
import resource
from collections.abc import Callable
from functools import partial

import numpy as np

from bench.figures import Figure, figure, once, seconds, table
from riskapp.quantification.frequencies import Frequency, YearlyChance, YearlyRate
from riskapp.quantification.losses import LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run
from riskapp.quantification.simulation import compare, simulate

RISKS = 50
LOOPED = 2_000


def portfolio(frequency: Callable[[int], Frequency]) -> Portfolio:
    """Fifty risks that happen once in fifty years up to every other year."""
    return Portfolio(
        tuple(
            NumberedRisk(f"risk-{one}", frequency(one), LossRange(50_000 * (one + 1), 900_000 * (one + 1)))
            for one in range(RISKS)
        )
    )


def numpy_draws(risks: Portfolio, years: int) -> None:
    """The first yardstick."""
    drawn, total = np.random.default_rng(1), np.zeros(years)
    for risk in risks.risks:
        counts = drawn.poisson(risk.frequency.mean, years)
        total += counts * drawn.lognormal(risk.loss.mu, risk.loss.sigma, years)


def plain_loop(risks: Portfolio, years: int) -> None:
    """The second yardstick."""
    drawn = random.Random(1)
    parts = [(risk.frequency.mean, risk.loss.mu, risk.loss.sigma) for risk in risks.risks]
    math.fsum(
        drawn.lognormvariate(mu, sigma) for _ in range(years) for chance, mu, sigma in parts if drawn.random() < chance
    )


def measured(years: int) -> list[Figure]:
    """All figures."""
    run, size = Run(years), f"{RISKS} risks, {years} years"
    chances = portfolio(lambda one: YearlyChance(0.02 + one * 0.01))
    rates = portfolio(lambda one: YearlyRate(0.02 + one * 0.01))
    points = portfolio(lambda one: YearlyRate(Pert(0.01 * (one + 1), 0.02 * (one + 1), 0.04 * (one + 1))))
    halved = portfolio(lambda one: YearlyRate(0.01 + one * 0.005))
    draws = "numpy's poisson and lognormal, as many", seconds(partial(numpy_draws, rates, years))
    looped = once(partial(plain_loop, chances, LOOPED)) * years / LOOPED
    loop = f"a loop over random, one run of {LOOPED} years scaled up", looped
    works: list[tuple[str, Callable[[], object], tuple[str, float]]] = [
        ("simulate, a chance each", partial(simulate, chances, run), draws),
        ("simulate, a chance each", partial(simulate, chances, run), loop),
        ("simulate, a rate each", partial(simulate, rates, run), draws),
        ("simulate, a rate of three points each", partial(simulate, points, run), draws),
        ("compare, rates before and halved", partial(compare, rates, halved, run), draws),
    ]
    return [figure(what, size, None, yard, seconds(work)) for what, work, yard in works]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=int, default=500_000)
    table(measured(parser.parse_args().years))
    print(f"peak memory, yardsticks included: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
