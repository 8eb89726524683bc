"""How texts in two languages, days and moments stand in plain data."""

from datetime import date, datetime
from typing import Any

from riskapp.catalogues.text import Text

Content = dict[str, Any]


def text_row(text: Text | None) -> dict[str, str] | None:
    """A text of the catalogue in both languages."""
    return None if text is None else {"nb": text.nb, "en": text.en}


def time_row(moment: date | datetime | None) -> str | None:
    """A day or a moment, ISO 8601."""
    return None if moment is None else moment.isoformat()
