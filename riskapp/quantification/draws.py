"""The losses of one risk in each simulated year, from random numbers that know only its key.

Draws do not know how often or how much: a lower frequency keeps some of the same events, a lower loss makes the same
events cheaper (common random numbers). So what differs between before and after is the measure, not chance.
"""

import hashlib
from typing import NamedTuple

import numpy as np

from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.pert import Floats, Pert
from riskapp.quantification.risk import NumberedRisk, Run

BLOCK = 1 << 15


class Streams(NamedTuple):
    """Three sources of random numbers: when, how much, and how often where that is three points."""

    occurrence: np.random.Generator
    size: np.random.Generator
    frequency: np.random.Generator


def streams_of(key: str, seed: int) -> Streams:
    """The sources of one risk."""
    words = np.frombuffer(hashlib.sha256(key.encode("utf-8")).digest(), dtype="<u4").tolist()
    parts = np.random.SeedSequence(seed, spawn_key=words).spawn(len(Streams._fields))
    return Streams(*(np.random.Generator(np.random.PCG64(part)) for part in parts))


def yearly_losses(risk: NumberedRisk, run: Run) -> Floats:
    """What the risk costs in each year."""
    losses = np.zeros(run.years)
    streams = streams_of(risk.key, run.seed)
    if isinstance(risk.frequency, YearlyChance):
        _add_one_at_most(risk, risk.frequency, losses, streams)
    else:
        _add_any_number(risk, risk.frequency, losses, streams)
    return losses


def _add_one_at_most(risk: NumberedRisk, frequency: YearlyChance, losses: Floats, streams: Streams) -> None:
    """Each year has a draw of its own; a chance of three points, drawn anew each year, is the same as its mean."""
    chance = frequency.mean
    for start in range(0, len(losses), BLOCK):
        part = losses[start : start + BLOCK]
        hit = np.flatnonzero(streams.occurrence.random(len(part)) < chance)
        part[hit] = risk.loss.sizes(risk.loss.noise(streams.size, len(part))[hit])


def _add_any_number(risk: NumberedRisk, frequency: YearlyRate, losses: Floats, streams: Streams) -> None:
    """Events come in the order of the rate at which they begin to happen: a lower rate takes fewer from the front.

    The gaps between those rates are exponential and each event falls in a year at random, which together gives every
    year a Poisson number of events. Of three points each year draws its own place among the rates.
    """
    years = len(losses)
    rate = frequency.rate
    places = streams.frequency.random(years) if isinstance(rate, Pert) else None
    reached, last = 0.0, frequency.highest * years
    while reached <= last:
        begins = reached + np.cumsum(streams.occurrence.standard_exponential(BLOCK))
        year = streams.occurrence.integers(0, years, BLOCK)
        noise = risk.loss.noise(streams.size, BLOCK)
        happens = begins <= last
        if isinstance(rate, Pert) and places is not None:
            happens &= rate.at_most(begins / years) <= places[year]
        np.add.at(losses, year[happens], risk.loss.sizes(noise[happens]))
        reached = float(begins[-1])
