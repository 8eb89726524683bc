"""Whether the model and the sources agree: in reach, in degree (how hard each is hit), and in order."""

from dataclasses import dataclass
from itertools import pairwise

from tests.reality.incidents import SPARED, Question, ask, moments, states


@dataclass(frozen=True)
class Mismatch:
    """One asset of which the model says another state than the sources tell."""

    asset: str
    model: str
    told: str


@dataclass(frozen=True)
class Verdict:
    """What differs among `compared` assets.

    `reach`: reached by one and spared by the other; `degree`: reached by both, but not alike.
    `order` holds the pairs that the sources tell as earlier and later, and that the model does not; None: not told.
    """

    compared: int
    reach: tuple[Mismatch, ...]
    degree: tuple[Mismatch, ...]
    order: tuple[tuple[str, str], ...] | None


def verdict(question: Question) -> Verdict:
    """The answer beside what happened, of the assets of which the sources tell; those that are hit are no answer."""
    answer = ask(question)
    model, when = states(answer), moments(answer)
    told = {asset: state for state, assets in question.happened["fared"].items() for asset in assets}
    told = {asset: state for asset, state in told.items() if asset not in question.hit}
    differing = [
        Mismatch(asset, model.get(asset, SPARED), state)
        for asset, state in sorted(told.items())
        if model.get(asset, SPARED) != state
    ]
    reach = tuple(one for one in differing if SPARED in (one.model, one.told))
    waves = question.happened.get("order")
    wrong = (
        None
        if waves is None
        else tuple(
            (early, late)
            for earlier, later in pairwise(waves)
            for early in earlier
            for late in later
            if early not in when or late not in when or not when[early] < when[late]
        )
    )
    return Verdict(len(told), reach, tuple(one for one in differing if one not in reach), wrong)
