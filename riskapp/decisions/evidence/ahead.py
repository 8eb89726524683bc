"""Effects of changes worked out before anybody holds the database: the widest take the engine seconds."""

from collections.abc import Iterable
from contextlib import suppress

from riskapp.decisions.evidence.effects import Asked, Effect, effect_of, part_for
from riskapp.errors import N_, Invalid
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.change_file import read_changes
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.snapshot import Snapshot


class Ahead:
    """What `changes` (JSON, docs/answers.md) do to these blast radiuses; `number` is the state of the estate then.

    Whatever is asked once the estate is another, or besides, is worked out when it is asked.
    """

    def __init__(self, changes: str, asked: Iterable[Asked]) -> None:
        self.changes = changes
        self.number = -1
        self._asked = frozenset(asked)
        self._known: dict[Asked, tuple[Effect, Snapshot]] = {}

    def work_out(self) -> None:
        """Raises Invalid (`changes`) where they cannot be made. A question that cannot be asked raises when asked."""
        if not self.changes:
            return
        estates = self._estates()
        for one in self._asked:
            with suppress(Invalid):
                self._known[one] = _answer(estates, one, self.changes)

    def answer(self, asked: Asked) -> tuple[Effect, Snapshot]:
        """The effect, and the part of the estate that gives it. Raises Invalid where the question cannot be asked."""
        if self.number != state_number():
            self._known.clear()
        if asked not in self._known:
            self._known[asked] = _answer(self._estates(), asked, self.changes)
        return self._known[asked]

    def _estates(self) -> Estates:
        self.number = state_number()
        before = present()
        try:
            return Estates(before, apply_changes(before, read_changes(self.changes)))
        except Invalid as reason:
            raise Invalid(N_("%(reason)s"), field="changes", reason=reason) from reason


def _answer(estates: Estates, asked: Asked, changes: str) -> tuple[Effect, Snapshot]:
    effect = effect_of(estates, asked.answer(estates.before), asked.answer(estates.after))
    return effect, part_for(estates, asked, changes, effect)
