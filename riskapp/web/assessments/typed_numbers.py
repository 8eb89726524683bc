"""Numbers as people type them: whole kroner, chances in per cent, times a year; and how they are typed back."""

import re
from collections.abc import Callable
from decimal import Decimal

from flask_babel import get_locale

from riskapp.errors import N_, Invalid
from riskapp.quantification.checks import MOST_MONEY
from riskapp.web.formatting import number

_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
_UNIT = re.compile(r"\s*(kr\.?|kroner|nok|,-)$", re.IGNORECASE)
_AMOUNT = re.compile(r"[0-9]{1,30}|[0-9]{1,3}(?:([ .,])[0-9]{3})(?:\1[0-9]{3}){0,8}")
_DECIMAL = re.compile(r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,12})(?:[.,][0-9]{1,6})?")

Reading = Callable[[str, str], float]
"""Reads what was typed in a field, raising Invalid with that field."""


def amount_typed(text: str, field: str) -> int:
    """Whole kroner, with or without spaces, points or commas between thousands and with or without kr."""
    plain = _UNIT.sub("", _BLANKS.sub(" ", text).strip())
    if not _AMOUNT.fullmatch(plain):
        raise Invalid(N_("Write an amount in whole kroner, in digits, such as 250 000."), field=field)
    amount = int(re.sub("[ .,]", "", plain))
    if amount > MOST_MONEY:
        raise Invalid(
            N_("That is more money than there is. Write at most %(most)s."), field=field, most=number(MOST_MONEY)
        )
    return amount


def chance_typed(text: str, field: str) -> float:
    """A chance from 0 to 1, typed in per cent."""
    percent = _decimal(text.strip().removesuffix("%"))
    if percent is None:
        raise Invalid(N_("Write a chance in per cent, in digits, such as 10 or 0.5."), field=field)
    if percent > 100:
        raise Invalid(
            N_("No chance is above 100 per cent. Where it happens more often, tell it as times a year."),
            field=field,
        )
    return float(percent / 100)


def rate_typed(text: str, field: str) -> float:
    """Times a year."""
    times = _decimal(text)
    if times is None:
        raise Invalid(N_("Write how many times a year, in digits, such as 12 or 0.2."), field=field)
    return float(times)


def _decimal(text: str) -> Decimal | None:
    plain = _BLANKS.sub(" ", text).strip()
    if not _DECIMAL.fullmatch(plain):
        return None
    return Decimal(plain.replace(" ", "").replace(",", "."))


def decimal(value: float) -> str:
    """A number as the reader types it: 0,2 in Norwegian, without zeros that say nothing."""
    plain = f"{value:.8f}".rstrip("0").rstrip(".")
    return plain if str(get_locale()) == "en" else plain.replace(".", ",")


def percent(share: float) -> str:
    """A share in per cent, without its sign; at most four decimals that say something."""
    return decimal(float(f"{share * 100:.4f}")) if share == 0 or share >= 0.0001 else decimal(share * 100)
