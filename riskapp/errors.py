"""The exceptions that riskapp raises on purpose; each way in turns them into answers in one table.

RiskappError
├── Invalid       the input is wrong: what, where and what to do      page 422 · exit 2
│   └── Faulty    many faults at once, each with its place            page 422 · exit 2
├── NotAllowed    this actor may not do this                          page 403 · exit 2
├── NotFound      there is no such thing (or none that you may see)   page 404 · exit 2
├── Conflict      it changed since it was read; carries both texts    page 409 · exit 2
└── Unready       riskapp cannot start or go on: a key, a setting     page 503 · exit 2
"""

from collections.abc import Mapping, Sequence


def N_(text: str) -> str:
    """Mark `text` as translatable where it is written; it is translated where it is shown."""
    return text


class RiskappError(Exception):
    """Anything that riskapp says no to. `text` is an English message id with %(name)s places for `values`."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


class Invalid(RiskappError):
    """The input is wrong; `field` names the form field or column that it concerns, where there is one."""

    def __init__(self, text: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field


class Faulty(Invalid):
    """Several faults were found; `faults` are sentences or objects whose str() is one, in order."""

    def __init__(self, text: str, faults: Sequence[object], **values: object) -> None:
        super().__init__(text, field=None, **values)
        self.faults = tuple(faults)


class NotAllowed(RiskappError):
    """The actor lacks the right, or may not decide on what he or she wrote."""


class NotFound(RiskappError):
    """Nothing with that id, or nothing that this actor may know of."""


class Conflict(RiskappError):
    """Somebody else changed it first; `theirs` is what is stored now, `mine` what this actor sent."""

    def __init__(
        self, text: str, *, theirs: Mapping[str, object], mine: Mapping[str, object], **values: object
    ) -> None:
        super().__init__(text, **values)
        self.theirs = theirs
        self.mine = mine


class Unready(RiskappError):
    """riskapp cannot do its work here and now: the sentence says what to do about it."""
