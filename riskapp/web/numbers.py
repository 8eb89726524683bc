"""Row numbers in addresses and forms: what no database key can be is not there, instead of a fault of the database."""

from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1
"""The largest key of an integer column in PostgreSQL."""


class RowNumber(IntegerConverter):
    """`<int:…>` of a route, so that /estate/assets/99999999999 is a page that does not exist."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **{"max": LARGEST, **options})  # type: ignore[arg-type]


def row_number(text: str) -> int:
    """The number that was sent, for `get(..., type=row_number)`; raises ValueError where no row can have it."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is no row number")
    return number


def version_seen(text: str | None) -> int:
    """The version that a form was filled in from; 0, which no row has, where the form does not say it."""
    try:
        return row_number(text or "0")
    except ValueError:
        return 0
