"""Form fields that the estate needs: whole numbers as people type them, and several choices as check boxes."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from wtforms import IntegerField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from riskapp.estate.values import LARGEST_NUMBER


class WholeNumberField(IntegerField):
    """A whole number of zero or more, with or without blanks between the thousands; None where it is left empty."""

    widget = TextInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed. Raises ValueError, with what to do, where it is no such number."""
        text = "".join(valuelist[0].split()) if valuelist else ""
        self.data: int | None = None
        if not text:
            return
        if not (text.isascii() and text.isdigit()):
            raise ValueError(gettext("Write a whole number in digits, such as 30."))
        if len(text.lstrip("0")) > 10 or int(text) > LARGEST_NUMBER:
            raise ValueError(gettext("Write a whole number from 0 to %(most)s.", most=LARGEST_NUMBER))
        self.data = int(text)


class MultiChoiceField(SelectMultipleField):
    """Several of a few choices, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, validate_choice=True)
