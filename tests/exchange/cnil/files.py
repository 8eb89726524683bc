"""Files of the CNIL PIA tool for the tests: a whole one, and a small one to break."""

import json
from pathlib import Path
from typing import Any

SLEEP_DIARY = Path(__file__).parents[2] / "cases/cnil/sleep-diary.json"


def small(**parts: Any) -> dict[str, Any]:
    """The least that is a PIA, with other parts beside or instead."""
    return {"pia": {"name": "Small"}, "answers": [], "measures": [], "evaluations": [], "comments": [], **parts}


def answer(reference: int | str, text: str | None = None, gauge: object = None, items: object = ()) -> dict[str, Any]:
    """An entry of the answers."""
    return {"reference_to": reference, "data": {"text": text, "gauge": gauge, "list": items or []}}


def as_text(value: Any) -> str:
    """A file's text."""
    return json.dumps(value, ensure_ascii=False)
