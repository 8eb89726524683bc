"""What a number must be before anything is reckoned with it."""

import math

from riskapp.errors import N_, Invalid

MOST_MONEY = 10**15
"""Far above any budget, and still exact as a float."""


def refuse_unless_money(amount: int, field: str, least: int) -> None:
    """Raises Invalid unless `amount` is a whole number from `least` to MOST_MONEY."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise Invalid(N_("An amount of money must be a whole number."), field=field)
    if not least <= amount <= MOST_MONEY:
        raise Invalid(
            N_("The amount %(amount)s is outside what can be reckoned with; give one from %(least)s to %(most)s."),
            field=field,
            amount=amount,
            least=least,
            most=MOST_MONEY,
        )


def refuse_unless_number(number: float, field: str, most: float) -> None:
    """Raises Invalid unless `number` is a finite number from 0 to `most`."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise Invalid(N_("This must be a number."), field=field)
    if not 0 <= number <= most:
        raise Invalid(
            N_("The number %(number)s is out of range; give one from 0 to %(most)s."),
            field=field,
            number=number,
            most=most,
        )


def refuse_unless_whole(number: int, field: str, least: int, most: int) -> None:
    """Raises Invalid unless `number` is a whole number from `least` to `most`."""
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise Invalid(N_("Give a whole number from %(least)s to %(most)s."), field=field, least=least, most=most)
