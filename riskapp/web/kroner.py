"""Whole kroner, as people write them: 250 000, 250000 kr or 250.000,-."""

import re
from typing import Any

from wtforms import StringField

from riskapp.errors import N_, Invalid
from riskapp.web.answers import sentence
from riskapp.web.formatting import number

_AMOUNT = re.compile(r"(?:nok |kr\.? ?)?(\d{1,20}|\d{1,3}(?:[ .]\d{3}){1,6})(?:,-|,00)?(?: ?kr\.?| nok)?")


def read_kroner(text: str, field: str) -> int | None:
    """The amount, None where nothing is written; raises Invalid with `field` for what is no whole amount."""
    written = " ".join(text.split()).casefold()
    if not written:
        return None
    found = _AMOUNT.fullmatch(written)
    if found is None:
        raise Invalid(N_("Write the cost in whole kroner, as in 250 000."), field=field)
    return int(re.sub(r"[ .]", "", found[1]))


class KronerField(StringField):
    """`amount` is what was written in whole kroner, None where nothing was."""

    amount: int | None = None

    def process_data(self, value: Any) -> None:
        """Show a stored amount with its thousands apart."""
        self.amount = value
        self.data = number(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed, and read it."""
        self.data = valuelist[0] if valuelist else ""
        try:
            self.amount = read_kroner(self.data, self.name)
        except Invalid as error:
            raise ValueError(sentence(error)) from error
