"""Stacks: by what many assets of a picture are drawn as one box, and which of the boxes somebody has unfolded."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from riskapp.errors import N_
from riskapp.explorer.directory import Directory
from riskapp.explorer.reach import Member
from riskapp.graph.vocabulary import Kind

STACK, STACK_OTHERS = 4, 13
"""The fewest leaves that make a stack, of devices and of other kinds: boxes with names say more than a count."""


class By(StrEnum):
    """What the assets of one stack have in common, besides kind and state."""

    CAUSE = "cause"
    KIND = "kind"
    SITE = "site"
    SUPPLIER = "supplier"


TOLD = {
    By.KIND: N_("Assets of one kind and in one state are one stack."),
    By.SITE: N_("Assets of one kind at one site and in one state are one stack."),
    By.SUPPLIER: N_("Assets of one kind by one supplier and in one state are one stack."),
}
"""How a picture stacks, where it is not by cause; for that see drawing.RULES."""


@dataclass(frozen=True, slots=True)
class Stacking:
    """How a picture stacks. `opened` has a member of each stack that is to be shown one by one.

    By cause, small groups and small pictures stay unfolded; what somebody asks to be grouped is grouped from two on.
    """

    by: By = By.CAUSE
    opened: frozenset[str] = frozenset()
    directory: Directory | None = None

    def mark(self, member: Member) -> Hashable:
        """Assets of an equal mark are in one stack."""
        if self.by is By.CAUSE:
            return member.causes, member.kind, member.state
        return member.kind, member.state, self._belongs_to(member.key)

    def label(self, member: Member) -> str:
        """What the stack of this member is called by, besides its kind; empty where that says it all."""
        key = self._belongs_to(member.key)
        if not key or self.directory is None:
            return ""
        # A site or supplier may be written by hand, and then it is no asset's id.
        return self.directory.name(key) if key in self.directory.assets else key

    def least(self, member: Member, room_for_all: bool) -> int | None:
        """The fewest that make a stack; None where nothing is to be stacked."""
        if self.by is not By.CAUSE:
            return 2
        if room_for_all:
            return None
        return STACK if member.kind == Kind.DEVICE else STACK_OTHERS

    def _belongs_to(self, key: str) -> str:
        if self.directory is None or key not in self.directory.assets:
            return ""
        asset = self.directory.assets[key]
        if self.by is By.SITE:
            return asset.site
        return asset.supplier if self.by is By.SUPPLIER else ""


PLAIN = Stacking()
"""By cause, and nothing unfolded."""
