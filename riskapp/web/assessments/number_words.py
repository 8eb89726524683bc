"""What an estimate and its simulated years say, in words and as rows, for the pages of one risk and of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from riskapp.assessments.estimate import Estimate
from riskapp.quantification.frequencies import Frequency, YearlyChance
from riskapp.quantification.losses import Loss, LossRange
from riskapp.quantification.pert import Pert
from riskapp.web.assessments.curve_picture import CurvePicture, curve_picture
from riskapp.web.assessments.typed_numbers import decimal, percent
from riskapp.web.formatting import number

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """Sentences, rows of (label, now, after), the curve as rows of the same and as a drawing, and how it was drawn."""

    sentences: tuple[str, ...]
    percentiles: tuple[tuple[str, str, str], ...]
    curve: tuple[tuple[str, str, str], ...]
    picture: CurvePicture | None
    drawn: str


def money(amount: int) -> str:
    """250 000 kr, with spaces that do not break."""
    return gettext("%(amount)s kr", amount=number(amount)).replace(" ", "\N{NO-BREAK SPACE}")


def about(amount: int) -> str:
    """An amount to three digits: the others say nothing that anybody knows. The report has them all."""
    return money(round(float(f"{amount:.3g}")))


def told_figures(figures: Figures) -> ToldFigures:
    """The figures for a page."""
    before, after = figures["before"], figures["after"]
    rows = zip(_years_in_words(), before["percentiles"].values(), after["percentiles"].values(), strict=True)
    return ToldFigures(
        (_expected(before["expected"], after["expected"]), _spread(before, after), _chance(before, after)),
        tuple((words, about(now), about(then)) for words, now, then in rows),
        tuple((about(amount), share_words(now), share_words(then)) for amount, now, then in figures["curve"]),
        curve_picture(figures["curve"]),
        gettext(
            "%(years)s years were drawn (seed %(seed)s, method %(method)s), the same ones now and after. Amounts are "
            "rounded to three digits; the report has them all.",
            years=number(figures["years"]),
            seed=figures["seed"],
            method=figures["method"],
        ),
    )


def _expected(now: int, after: int) -> str:
    if now == after:
        return gettext("An average year costs about %(now)s, now and after the measures.", now=about(now))
    values = {"now": about(now), "after": about(after), "change": about(abs(now - after))}
    if after > now:
        return gettext(
            "An average year costs about %(now)s now and %(after)s after the measures: %(change)s more.", **values
        )
    return gettext(
        "An average year costs about %(now)s now and %(after)s after the measures: %(change)s less.", **values
    )


def _spread(before: Figures, after: Figures) -> str:
    return gettext(
        "Drawn anew with another seed, the averages would differ by about %(now)s and %(after)s.",
        now=about(before["error"]),
        after=about(after["error"]),
    )


def _chance(before: Figures, after: Figures) -> str:
    now, then = share_words(before["chance_of_loss"]), share_words(after["chance_of_loss"])
    return gettext("It costs anything at all in %(now)s of the years now, in %(after)s after.", now=now, after=then)


def share_words(share: float) -> str:
    """Enough digits for a small share, none too many for a large one."""
    short = float(f"{share * 100:.3g}") if share < 0.995 else float(f"{share * 100:.2f}")
    return gettext("%(share)s %%", share=decimal(short)).replace(" ", "\N{NO-BREAK SPACE}")


def _years_in_words() -> tuple[str, ...]:
    return (
        gettext("Half of the years (P50)"),
        gettext("9 of 10 years (P90)"),
        gettext("19 of 20 years (P95)"),
        gettext("99 of 100 years (P99)"),
    )


def told_estimate(estimate: Estimate) -> tuple[tuple[str, str], ...]:
    """What the team wrote, as (label, words), for who reads only."""
    same = gettext("the same as now")
    after, cost_after = estimate.frequency_after, estimate.loss_after
    return (
        (gettext("How often now"), frequency_words(estimate.frequency)),
        (gettext("Cost when it happens"), loss_words(estimate.loss)),
        (gettext("How often after the measures"), frequency_words(after) if after else same),
        (gettext("Cost after the measures"), loss_words(cost_after) if cost_after else same),
        (gettext("Where the numbers come from"), estimate.reason or gettext("not told")),
    )


def frequency_words(frequency: Frequency) -> str:
    """10 % chance a year; between 0.5 and 4 times a year, most likely 1."""
    if isinstance(frequency, YearlyChance):
        one, say = frequency.chance, percent
        if not isinstance(one, Pert):
            return gettext("a chance of %(chance)s %% in a year", chance=say(one))
        return gettext("a chance of %(low)s to %(high)s %% in a year, most likely %(mode)s %%", **_points(one, say))
    rate = frequency.rate
    if not isinstance(rate, Pert):
        return gettext("%(times)s times a year", times=decimal(rate))
    return gettext("%(low)s to %(high)s times a year, most likely %(mode)s", **_points(rate, decimal))


def _points(pert: Pert, say: Any) -> dict[str, str]:
    return {"low": say(pert.low), "mode": say(pert.mode), "high": say(pert.high)}


def loss_words(loss: Loss) -> str:
    """Nine of ten times between two amounts; or three points."""
    if isinstance(loss, LossRange):
        return gettext("%(low)s to %(high)s nine of ten times", low=money(loss.low), high=money(loss.high))
    return gettext(
        "at least %(low)s, most likely %(mode)s, at most %(high)s",
        low=money(loss.low),
        mode=money(loss.mode),
        high=money(loss.high),
    )
