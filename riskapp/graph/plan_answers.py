"""A restart plan as plain values for JSON, in a form that scripts can rely on: minutes from the end of the fault."""

from collections.abc import Iterable

from riskapp.graph.answers import Answer
from riskapp.graph.restart import RestartPlan, Started


def restart_answer(plan: RestartPlan) -> Answer:
    """Keys: hit, outage, waves [{step, minute, ...}], black_starts [...], minutes, falls, settled, prompt."""
    return {
        "hit": list(plan.hit),
        "outage": plan.outage,
        "waves": [{"step": wave.step, "minute": wave.minute, "assets": _started(wave.assets)} for wave in plan.waves],
        "black_starts": [
            {
                "step": black.step,
                "minute": black.minute,
                "assets": list(black.assets),
                "by_hand": _started(black.by_hand),
                "exact": black.exact,
            }
            for black in plan.black_starts
        ],
        "minutes": plan.minutes,
        "falls": [{"id": fall.id, "minute": fall.minute} for fall in plan.falls],
        "settled": plan.settled,
        "prompt": plan.prompt,
    }


def _started(assets: Iterable[Started]) -> list[Answer]:
    return [{"id": one.id, "up": one.up} for one in assets]
